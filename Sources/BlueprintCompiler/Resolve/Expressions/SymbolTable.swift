import BlueprintExpressions
import BlueprintModel

/// What names mean: the declarations of one blueprint with their types and places.
struct SymbolTable {
  /// How many instances a machine group has.
  enum Count: Hashable {
    /// One, which takes no index.
    case single
    /// As many as `count` says.
    case indexed(Int)
    /// `count` has a mistake, which has been reported.
    case unknown
  }

  /// A declared name.
  struct Symbol<Content> {
    var content: Content
    var place: Place
  }

  /// A service's instances and ports.
  struct ServiceSymbol {
    /// The group; nil after a diagnostic.
    var group: String?
    var endpoints: [String: Place]
  }

  var inputs: [String: Symbol<ExpressionType>] = [:]
  var locals: [String: Symbol<ExpressionType>] = [:]
  var targets: [String: Place] = [:]
  var machines: [String: Symbol<Count>] = [:]
  var services: [String: Symbol<ServiceSymbol>] = [:]

  /// The instances of a service are those of its group.
  func count(ofService name: String) -> Count {
    let group = services[name]?.content.group
    return group.flatMap { machines[$0]?.content } ?? .unknown
  }

  /// The names in `names` that are close to `name`, as a help line puts them, with their places.
  func close(to name: String, in names: [String: Place]) -> [String] {
    Suggestions.close(to: name, among: names.keys).map { candidate in
      guard let start = names[candidate]?.range.start else { return "`\(candidate)`" }
      return "`\(candidate)` (declared at \(start.line):\(start.column))"
    }
  }
}

extension SymbolTable {
  /// The places of `machines`.
  var machinePlaces: [String: Place] { machines.mapValues(\.place) }
  /// The places of `services`.
  var servicePlaces: [String: Place] { services.mapValues(\.place) }
}
