extension TreeEditor {
  /// `patch` over `target` as RFC 7396 says. Every node of the result keeps its own place, so
  /// that a mistake is shown where it was written. The depth of both is limited by the parser.
  mutating func merged(_ patch: NodeReference, over target: NodeReference?) -> NodeReference {
    guard kind(of: patch) == .map else { return patch }
    var result: [Entry?] = []
    var positions: [String: Int] = [:]
    if let target {
      for entry in entries(of: target) {
        positions[text(of: entry.key)] = result.count
        result.append(entry)
      }
    }
    for entry in entries(of: patch) {
      let key = text(of: entry.key)
      let position = positions[key]
      let old = position.flatMap { result[$0] }
      let new = isNull(entry.value) ? nil : replacement(entry, of: old)
      if let position {
        result[position] = new
      } else if let new {
        positions[key] = result.count
        result.append(new)
      }
    }
    return map(result.compactMap { $0 }, like: target ?? patch)
  }

  /// A map that is merged stays declared where it was; anything else is now declared by the patch.
  private mutating func replacement(_ entry: Entry, of old: Entry?) -> Entry {
    let isMerged = old.map { kind(of: $0.value) == .map && kind(of: entry.value) == .map } ?? false
    let key = isMerged ? old?.key ?? entry.key : entry.key
    return (key, merged(entry.value, over: old?.value))
  }
}
