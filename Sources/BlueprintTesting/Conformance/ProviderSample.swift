import BlueprintModel

/// What the conformance suite must know of a provider to try it.
public struct ProviderSample: Sendable {
  /// An input that a verb must refuse.
  public struct BadInput: Sendable {
    /// The verb.
    public var verb: String
    /// Its input.
    public var input: Value
    /// The key that is wrong or missing, which the failure must name.
    public var key: String

    /// A bad `input` of `verb` because of `key`.
    public init(_ verb: String, _ input: Value, key: String) {
      self.verb = verb
      self.input = input
      self.key = key
    }
  }

  /// A call that makes one real thing.
  public var effect: Action
  /// Counts the real things that such calls made.
  public var countEffects: @Sendable () async throws -> Int
  /// Inputs that must be refused.
  public var badInputs: [BadInput]
  /// Whether the provider claims the capability `read_back`, and the sample's verb is one that it
  /// holds for.
  public var readsBack: Bool

  /// A sample; see the properties for the parameters.
  public init(
    effect: Action, badInputs: [BadInput], readsBack: Bool = false,
    countEffects: @escaping @Sendable () async throws -> Int
  ) {
    self.effect = effect
    self.badInputs = badInputs
    self.readsBack = readsBack
    self.countEffects = countEffects
  }
}
