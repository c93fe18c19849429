import BlueprintModel
import BlueprintSimulation

/// The provider `simulator`: what ``SimulatorModel`` answers, in real time.
///
///     <state>/simulator/<target>.calls    what was asked, one line each
///
/// The model does the same whenever it is asked the same, so what was asked is all that is kept:
/// read again, it gives the same world with the same tokens.
public struct SimulatorProvider: Provider {
  /// The text of `plugin.yaml`.
  public static var manifestText: String {
    String(decoding: PackageResources.plugin_yaml, as: UTF8.self)
  }

  private let sessions: SimulatorSessions

  /// The provider, which keeps its worlds below `directory`.
  public init(directory: String) { sessions = SimulatorSessions(directory: directory) }

  /// Performs one verb on the world of the action's target.
  public func perform(
    _ action: Action, _ context: ActionContext, log: @escaping @Sendable (String) -> Void
  ) async throws(ProviderFault) -> Outcome {
    let session: SimulatorSession
    do throws(Failure) { session = try await sessions.session(of: action.target) } catch {
      return .failed(error)
    }
    guard let outcome = await session.perform(action, context) else {
      throw ProviderFault(provider: "simulator", reason: "the answer was lost, as it was to be")
    }
    return outcome
  }

  /// Gives up the effect with `token`, whichever world it is in.
  public func cancel(token: String) async { await sessions.cancel(token: token) }
}
