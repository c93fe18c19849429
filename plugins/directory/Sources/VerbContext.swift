import BlueprintModel

/// What a verb's work needs besides its input.
struct VerbContext: Sendable {
  /// The effect's token.
  let token: String
  /// The moment of the call.
  let now: Timestamp
  /// Takes output lines.
  let log: @Sendable (String) -> Void
  /// The effects that are to be given up.
  let cancellations: Cancellations

  /// Throws if the effect is to be given up. Long work asks before each file and each block.
  func check() throws(Failure) {
    guard cancellations.contains(token) else { return }
    throw Failure(.permanent, code: "cancelled", "given up as asked", changed: .unknown)
  }
}
