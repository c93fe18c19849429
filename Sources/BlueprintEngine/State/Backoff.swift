import BlueprintModel

/// Exponential backoff with full jitter. The jitter comes from a seed, not from chance, so that
/// every fold of a journal finds the same wake time.
enum Backoff {
  /// The delay after the try `number` (from 1): between zero and the policy's ceiling for it.
  static func delay(after number: Int, policy: RetryPolicy, seed: String) -> Duration {
    let first = max(policy.delay.milliseconds, 0)
    let highest = max(policy.maximumDelay.milliseconds, first)
    let doublings = min(max(number - 1, 0), 40)
    let (grown, overflow) = first.multipliedReportingOverflow(by: 1 << doublings)
    let ceiling = overflow ? highest : min(grown, highest)
    return .milliseconds(Int((Double(ceiling) * fraction(of: seed)).rounded(.down)))
  }

  /// A number in 0..<1 that is spread evenly over seeds.
  private static func fraction(of seed: String) -> Double {
    let digits = Digest(of: seed.utf8).description.prefix(8)
    return Double(UInt32(digits, radix: 16) ?? 0) / 4_294_967_296
  }
}
