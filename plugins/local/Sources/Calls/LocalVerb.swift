import BlueprintModel

/// One verb of the provider: reads its input, and does it.
protocol LocalVerb: Sendable {
  /// Reads the call's input.
  ///
  /// - Throws: a permanent failure that names the key that is wrong.
  init(_ call: VerbCall) throws(Failure)

  /// Does it: observes, acts if something is to be done, and tells what holds now.
  func perform() async throws(Failure) -> Outcome
}
