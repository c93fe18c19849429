import BlueprintExpressions
import BlueprintModel

/// The names that one template uses, gathered reference by reference: a type environment as small
/// as the template, however large the blueprint is.
struct NamesInUse {
  /// The roots of which members are used, with their types; a template names few.
  private var members: [(root: String, types: [String: ExpressionType])] = []
  private var whole: [String: ExpressionType] = [:]
  private(set) var hasMistakes = false
  /// What the template needs.
  private(set) var needs: [Need] = []
  private var parameterValues: [String: BoundValue] = [:]

  /// Adds what is needed for `name`, and its value if it is a parameter's.
  mutating func add(_ name: NameFinder.Found?) {
    guard let name else { return }
    needs += name.needs
    if let member = name.binding.member, let value = name.parameter {
      parameterValues[member] = value
    }
  }

  /// `parameters`, if the template uses it.
  var parameters: [String: BoundValue] {
    parameterValues.isEmpty ? [:] : ["parameters": BoundValue(map: parameterValues)]
  }

  /// Adds what `reference` was found to be; nil makes it unknown, which silences the type check.
  mutating func add(_ binding: ReferenceChecker.Binding?, for reference: Reference) {
    guard let binding else {
      hasMistakes = true
      whole[reference.root] = .any
      return
    }
    if let member = binding.member {
      if let position = members.firstIndex(where: { $0.root == binding.root }) {
        members[position].types[member] = binding.type
      } else {
        members.append((binding.root, [member: binding.type]))
      }
    } else if whole[binding.root] == nil {
      whole[binding.root] = binding.type
    }
  }

  /// The types of the names.
  var environment: TypeEnvironment {
    var names = whole
    for (root, types) in members where names[root] == nil { names[root] = .object(types) }
    return TypeEnvironment(names)
  }
}

extension Need {
  /// What a reference needs; nil if it is about neither machines nor services.
  init?(_ located: LocatedReference) {
    guard case .key(let name)? = located.reference.path.first else { return nil }
    switch located.reference.root {
    case "machines": self.init(subject: .machines(name), place: located.place)
    case "services": self.init(subject: .service(name), place: located.place)
    default: return nil
    }
  }
}
