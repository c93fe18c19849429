import BlueprintModel

/// A group of like machines as the author wrote it.
struct MachineDeclaration: Sendable {
  var name: String
  var place: Place
  var target: Located<String>?
  var count: YAMLNode?
  /// `image cpus memory volumes labels settings`, those that are there.
  var specification: [NamedNode]
  var protect: Bool
  var needs: [Located<String>]
  var placement: PlacementDeclaration
}
