import BlueprintModel
import Glibc

extension Latency {
  /// One time out of the distribution; never negative.
  func sample(_ random: inout SimulatorRandom) -> Duration {
    switch self {
    case .fixed(let span): return span
    case .uniform(let from, let to):
      let width = Double((to - from).milliseconds)
      return from + .milliseconds(Int(width * random.fraction()))
    case .exponential(let mean):
      return .milliseconds(Int(-Double(mean.milliseconds) * log(1 - random.fraction())))
    case .longTail(let median, let p99):
      // Log-normal: the median is exp(µ), and 2.326 standard deviations above it is the 99th
      // hundredth.
      let middle = log(Double(max(median.milliseconds, 1)))
      let spread = (log(Double(max(p99.milliseconds, 1))) - middle) / 2.326
      return .milliseconds(Int(min(exp(middle + spread * Self.normal(&random)), 1e12)))
    }
  }

  /// A number of the standard normal distribution (Box and Muller).
  private static func normal(_ random: inout SimulatorRandom) -> Double {
    let radius = (-2 * log(1 - random.fraction())).squareRoot()
    return radius * cos(2 * .pi * random.fraction())
  }
}
