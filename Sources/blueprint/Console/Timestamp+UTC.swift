import BlueprintModel
import Glibc

extension Timestamp {
  /// The moment in UTC as `20261121T070133Z`.
  var compactUTC: String { format("%Y%m%dT%H%M%SZ") }

  /// The moment in UTC as `2026-11-21 07:01:33Z`.
  var readableUTC: String { format("%Y-%m-%d %H:%M:%SZ") }

  /// The time of day in UTC as `07:01:33Z`.
  var timeUTC: String { format("%H:%M:%SZ") }

  /// The moment in UTC as RFC 3339 has it: `2026-11-21T07:01:33.250Z`.
  var rfc3339: String {
    let fraction = String(1000 + (milliseconds % 1000 + 1000) % 1000).dropFirst()
    return format("%Y-%m-%dT%H:%M:%S.\(fraction)Z")
  }

  private func format(_ pattern: String) -> String {
    var seconds = time_t(milliseconds / 1000)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var buffer = [CChar](repeating: 0, count: 64)
    let count = strftime(&buffer, buffer.count, pattern, &parts)
    return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
