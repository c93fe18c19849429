import BlueprintModel

extension Failure {
  /// The answer of a call that reads back to an effect of which there is no trace.
  public static let notBegun = Failure(
    .transient, code: "not_begun", "the effect was never begun", changed: .no)

  /// The failure of a call of a verb that the provider does not have.
  public static func unknownVerb(_ verb: String, of provider: String) -> Failure {
    Failure(
      .permanent, code: "unknown_verb", "provider `\(provider)` has no verb `\(verb)`",
      changed: .no)
  }
}
