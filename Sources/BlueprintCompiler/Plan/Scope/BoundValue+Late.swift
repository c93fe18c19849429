import BlueprintExpressions
import BlueprintModel

/// The planner's ways of making and reading references that are bound at run time.
extension BoundValue {
  /// A template from text that this program wrote.
  static func text(_ text: String) throws(EvaluationError) -> BoundValue {
    do { return .template(try Template(parsing: text)) } catch {
      throw EvaluationError(.invalidArgument, "`\(text)` is not a template")
    }
  }

  /// The outputs of the resource at `address`: the recorded ones, or a late reference to them. A
  /// resource whose making failed is recorded without outputs.
  static func outputs(
    of address: ResourceAddress, known: Resource?
  ) throws(EvaluationError) -> BoundValue {
    if let known, !known.outputs.isEmpty { return .literal(.map(known.outputs)) }
    return .reference(Reference(root: "resources", path: [.key(address.description)]))
  }

  /// The entry `key` of this map, literal or late.
  func member(_ key: String) throws(EvaluationError) -> BoundValue {
    try value(at: [.key(key)])
  }

  /// The resources that late references in this value name.
  var lateResources: Set<ResourceAddress> {
    var found: Set<ResourceAddress> = []
    forEachReference { reference in
      guard reference.root == "resources", case .key(let address)? = reference.path.first else {
        return
      }
      found.insert(ResourceAddress(address))
    }
    return found
  }
}
