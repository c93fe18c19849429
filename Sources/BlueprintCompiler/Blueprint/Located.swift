import BlueprintModel

/// Something that the author wrote, and where.
struct Located<Content: Sendable>: Sendable {
  let value: Content
  let place: Place

  init(_ value: Content, at place: Place) {
    self.value = value
    self.place = place
  }
}
