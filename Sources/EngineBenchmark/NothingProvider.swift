import BlueprintModel

/// A provider that is done at once.
struct NothingProvider: Provider, ProviderDirectory {
  func provider(named name: String) async throws(ProviderFault) -> any Provider { self }

  func perform(
    _ action: Action, _ context: ActionContext, log: @escaping @Sendable (String) -> Void
  ) async throws(ProviderFault) -> Outcome {
    .done(handle: nil, outputs: [:])
  }

  func cancel(token: String) async {}
}
