import BlueprintModel

/// The idempotency key of one attempt of one step of one run: 32 hexadecimal digits that every
/// worker computes alike, so that a call made again after a crash carries the same key.
enum StepToken {
  static func make(run: RunID, step: StepID, attempt: Int) -> String {
    String(Digest(of: "\(run)\n\(step)\n\(attempt)".utf8).description.prefix(32))
  }
}
