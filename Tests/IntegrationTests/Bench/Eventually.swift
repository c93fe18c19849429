import Testing

/// Waits until `condition` holds; looks again every 20 ms and gives up after `limit`.
func eventually(
  _ what: String, within limit: Duration = .seconds(120),
  location: SourceLocation = #_sourceLocation, _ condition: () async throws -> Bool
) async throws {
  let clock = ContinuousClock()
  let deadline = clock.now + limit
  while clock.now < deadline {
    if try await condition() { return }
    try await Task.sleep(for: .milliseconds(20))
  }
  Issue.record("not within \(limit): \(what)", sourceLocation: location)
  throw TimedOut()
}

/// That what was waited for did not come.
struct TimedOut: Error {}
