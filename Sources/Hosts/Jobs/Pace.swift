/// How often something that lasts is asked about: soon at first, ever less while nothing comes.
public struct Pace: Sendable {
  private static let first = Duration.milliseconds(20)
  private static let longest = Duration.milliseconds(500)
  private var rest = Pace.first

  /// The pace of a new wait.
  public init() {}

  /// Whether the rests have become long.
  var isLong: Bool { rest >= .milliseconds(160) }

  /// Rests. After `news` the next rest is short again.
  ///
  /// - Throws: ``HostError/cancelled`` if the task is.
  public mutating func rest(news: Bool) async throws(HostError) {
    do { try await Task.sleep(for: rest) } catch { throw .cancelled }
    rest = news ? Self.first : min(rest * 2, Self.longest)
    // A chatty job is asked at most 25 times a second.
    if news { rest = rest * 2 }
  }
}
