import BlueprintModel

extension Duration {
  /// The duration for people: `40ms`, `0.4s`, `12s`, `3m 05s`, `2h 10m`.
  var brief: String {
    let total = milliseconds
    switch total {
    case 1..<100: return "\(total)ms"
    case ..<10_000: return "\(total / 1000).\(total % 1000 / 100)s"
    case ..<60_000: return "\(total / 1000)s"
    case ..<3_600_000:
      let seconds = total / 1000 % 60
      return "\(total / 60_000)m \(seconds < 10 ? "0" : "")\(seconds)s"
    default: return "\(total / 3_600_000)h \(total / 60_000 % 60)m"
    }
  }
}
