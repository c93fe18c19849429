import BlueprintModel

extension BlueprintOutline {
  /// A secret input as the text declares it.
  public struct SecretInput: Sendable, Hashable {
    /// The name.
    public var name: String
    /// Where it is declared: the key.
    public var place: Place
  }

  /// The inputs that say `secret: true`, in the order of the text.
  public var secretInputs: [SecretInput] {
    guard let inputs = tree?.root["inputs"] else { return [] }
    return inputs.entries.compactMap { entry in
      guard entry.value["secret"]?.text == "true" else { return nil }
      return SecretInput(name: entry.key.text, place: entry.key.place)
    }
  }
}
