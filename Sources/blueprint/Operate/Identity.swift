import BlueprintModel

/// New names for runs and backups. Only here chance and the clock make identities.
enum Identity {
  /// A run's identity: `run-` and 12 hexadecimal digits.
  static func run() -> RunID { RunID("run-\(hexadecimal(12))") }

  /// A backup's identity: its moment in UTC and 4 hexadecimal digits, so that names sort by
  /// time.
  static func backup(at moment: Timestamp) -> String {
    "\(moment.compactUTC)-\(hexadecimal(4))"
  }

  private static func hexadecimal(_ digits: Int) -> String {
    let alphabet = Array("0123456789abcdef")
    return String((0..<digits).map { _ in alphabet[Int.random(in: 0..<16)] })
  }
}
