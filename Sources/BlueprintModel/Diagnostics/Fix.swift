/// A change of the text that mends what a diagnostic is about.
public struct Fix: Sendable, Hashable {
  /// What is done, as an imperative: "write `database`".
  public var title: String
  /// The stretches that change. They lie in order of the text and do not overlap.
  public var edits: [Edit]
  /// Whether it is surely what the author meant, so that it may be applied unseen.
  public var isMachineApplicable: Bool

  /// A fix that makes `edits`.
  public init(_ title: String, edits: [Edit], isMachineApplicable: Bool = false) {
    self.title = title
    self.edits = edits
    self.isMachineApplicable = isMachineApplicable
  }

  /// A stretch of one file that gets another text.
  public struct Edit: Sendable, Hashable {
    /// The stretch; an empty one is a place to insert at.
    public var place: Place
    /// What is to stand there.
    public var replacement: String

    /// Puts `replacement` in the place of what stands at `place`.
    public init(_ place: Place, replacement: String) {
      self.place = place
      self.replacement = replacement
    }
  }
}
