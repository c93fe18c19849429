import BlueprintModel

/// Something that the author wrote, and where.
public struct Located<Content: Sendable>: Sendable {
  /// What was written.
  public let value: Content
  /// Where.
  public let place: Place

  init(_ value: Content, at place: Place) {
    self.value = value
    self.place = place
  }
}
