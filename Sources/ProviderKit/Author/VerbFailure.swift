import BlueprintModel

extension Failure {
  /// The failure of a call of a verb that the provider does not have.
  public static func unknownVerb(_ verb: String, of provider: String) -> Failure {
    Failure(
      .permanent, code: "unknown_verb", "provider `\(provider)` has no verb `\(verb)`",
      changed: .no)
  }
}
