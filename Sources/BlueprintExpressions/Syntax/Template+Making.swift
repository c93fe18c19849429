extension Template {
  /// The template that is `text` and nothing else, whatever is in it.
  public init(literal text: String) {
    self.init(segments: text.isEmpty ? [] : [.literal(text)])
  }

  /// The template that is `reference` and nothing else.
  public init(_ reference: Reference) {
    self.init(Expression(.reference(reference)))
  }
}

extension BoundValue {
  /// The value that `reference` will have.
  public static func reference(_ reference: Reference) -> BoundValue {
    .template(Template(reference))
  }
}
