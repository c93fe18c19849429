/// The port between the engine and whatever makes things real. A plugin's author implements it;
/// the engine's client of a plugin process conforms to it too, so both sides of the process
/// boundary pass the same conformance suite.
public protocol Provider: Sendable {
  /// Performs one verb: starts it, polls it, attaches to it again after a crash, or tries it
  /// again; all four are this call.
  ///
  /// A provider observes before it acts: a call with a token that it has seen continues that
  /// effect and never doubles it.
  ///
  /// - Parameters:
  ///   - action: what to do.
  ///   - context: token, attempt, term, time limit and the resource's handle.
  ///   - log: takes output lines, without line ends, as they appear.
  /// - Throws: ``ProviderFault`` if no answer can be had: the effect is then in doubt.
  func perform(
    _ action: Action, _ context: ActionContext, log: @escaping @Sendable (String) -> Void
  ) async throws(ProviderFault) -> Outcome

  /// Asks that the effect with `token` be given up. The running `perform` answers.
  func cancel(token: String) async
}

/// Finds the provider that serves a target.
public protocol ProviderDirectory: Sendable {
  /// The provider with this name, started if it is not running.
  func provider(named name: String) async throws(ProviderFault) -> any Provider
}

/// A provider that cannot answer: it crashed, hung, broke the protocol, or is not there.
public struct ProviderFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The provider's name.
  public var provider: String
  /// What happened, in a sentence.
  public var reason: String

  /// A fault of `provider`.
  public init(provider: String, reason: String) {
    self.provider = provider
    self.reason = reason
  }

  public var description: String { "provider `\(provider)`: \(reason)" }
}
