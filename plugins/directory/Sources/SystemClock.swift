import BlueprintModel
import Glibc

/// The machine's wall clock.
public enum SystemClock {
  /// The present moment.
  public static func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
  }
}

extension Timestamp {
  /// The moment in ISO 8601, UTC, with milliseconds: `2025-01-31T23:59:59.123Z`.
  var isoText: String {
    var seconds = time_t(milliseconds / 1000)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let date = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
    let time = [Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec)]
    let day = date.map { Self.padded($0, to: 2) }.joined(separator: "-")
    let clock = time.map { Self.padded($0, to: 2) }.joined(separator: ":")
    return "\(day)T\(clock).\(Self.padded(milliseconds % 1000, to: 3))Z"
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
