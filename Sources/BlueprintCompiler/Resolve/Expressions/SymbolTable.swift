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
    /// The type of one instance.
    var type: ExpressionType
    /// Whether it may have more endpoints than these, after a diagnostic.
    var isOpen = false
    var hasHealth = false
    /// Whether it has a process of its own; otherwise its hooks start and stop it.
    var hasRun = true
    var hooks: Set<Hook> = []
  }

  /// An action's inputs, and what it refers to.
  struct ActionSymbol {
    var inputs: [InputDeclaration]
  }

  var inputs: [String: Symbol<ExpressionType>] = [:]
  var locals: [String: Symbol<ExpressionType>] = [:]
  var targets: [String: Place] = [:]
  var machines: [String: Symbol<Count>] = [:]
  var services: [String: Symbol<ServiceSymbol>] = [:]
  var actions: [String: Symbol<ActionSymbol>] = [:]
  /// The outputs of the deployments that are required, with their types.
  var requirements: [String: Symbol<[String: ExpressionType]>] = [:]
  let suggestions = SuggestionBudget()

  /// The instances of a service are those of its group.
  func count(ofService name: String) -> Count {
    let group = services[name]?.content.group
    return group.flatMap { machines[$0]?.content } ?? .unknown
  }

  /// The names in `names` that are close to `name`; none once the budget is spent.
  func close(to name: String, in names: @autoclosure () -> [String: Place]) -> [Candidate] {
    guard suggestions.isLeft else { return [] }
    let names = names()
    suggestions.spend(names.count)
    return Suggestions.close(to: name, among: names.keys).map {
      Candidate(name: $0, place: names[$0])
    }
  }

  /// ``close(to:in:)`` for a name that may be a machine group's or a service's.
  func closeSubjects(to name: String) -> [Candidate] {
    guard suggestions.isLeft else { return [] }
    suggestions.spend(machines.count + services.count)
    let others = machines.keys.lazy.filter { services[$0] == nil }
    let close =
      Suggestions.ranked(to: name, among: services.keys)
      + Suggestions.ranked(to: name, among: others)
    return Suggestions.best(of: close).map {
      Candidate(name: $0, place: services[$0]?.place ?? machines[$0]?.place)
    }
  }
}

extension SymbolTable {
  /// The places of `machines`.
  var machinePlaces: [String: Place] { machines.mapValues(\.place) }
  /// The places of `services`.
  var servicePlaces: [String: Place] { services.mapValues(\.place) }
}
