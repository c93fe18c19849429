import BlueprintModel

/// Where the machines of a group may be.
struct PlacementDeclaration: Sendable {
  var spread: [SpreadDeclaration]
  var colocateWith: [Located<String>]
  var separateFrom: [Located<String>]
  var residency: [ResidencyDeclaration]
}

/// How evenly machines are spread over a failure domain.
struct SpreadDeclaration: Sendable {
  /// The label that tells the domain: `rack`.
  var domain: String
  var mode: SpreadMode
  /// The largest difference between two domains' numbers of machines.
  var maxSkew: Int?
  /// The smallest number of domains in use.
  var minDomains: Int?
  var place: Place
}

/// Whether a spread must be kept or is only wished for.
enum SpreadMode: String, CaseIterable, Sendable { case required, preferred }

/// The values that a label of the machines may have.
struct ResidencyDeclaration: Sendable {
  var label: String
  var values: [String]
}
