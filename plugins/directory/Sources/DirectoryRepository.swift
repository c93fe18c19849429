import BlueprintModel
import ProviderKit

/// The provider `directory`: keeps backups as directories on the controller.
///
///     <repository>/.incoming/<id>/…   staging: being put together, never listed
///     <repository>/<id>/…             sealed: complete, with checksums in manifest.json
///
/// The manifest is written last, everything is synced, and one rename makes the backup appear.
/// So a directory under its final name is complete, whatever was interrupted.
public struct DirectoryRepository: Provider {
  private let clock: @Sendable () -> Timestamp
  private let cancellations = Cancellations()

  /// The provider, with the clock that dates backups.
  public init(clock: @escaping @Sendable () -> Timestamp = SystemClock.now) {
    self.clock = clock
  }

  /// The verbs, each with its work.
  static let verbs: [String: @Sendable (InputReader, VerbContext) throws(Failure) -> ValueMap] =
    [
      "backup.seal": SealVerb.perform, "backup.verify": VerifyVerb.perform,
      "backup.list": ListVerb.perform, "backup.discard": DiscardVerb.perform,
    ]

  /// Performs one of the `backup` verbs, away from the threads that tasks share.
  public func perform(
    _ action: Action, _ context: ActionContext, log: @escaping @Sendable (String) -> Void
  ) async throws(ProviderFault) -> Outcome {
    guard let verb = Self.verbs[action.verb] else {
      return .failed(.unknownVerb(action.verb, of: "directory"))
    }
    let work = VerbContext(
      token: context.token, now: clock(), log: log, cancellations: cancellations)
    defer { cancellations.forget(context.token) }
    return await FileWork.run { () throws(Failure) in
      try verb(try InputReader(action.input), work)
    }
  }

  /// Makes the work with `token` end before its next file or block.
  public func cancel(token: String) async { cancellations.insert(token) }
}
