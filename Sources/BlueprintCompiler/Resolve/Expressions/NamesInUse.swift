import BlueprintExpressions
import BlueprintModel

/// The names that one template uses, gathered reference by reference: a type environment as small
/// as the template, however large the blueprint is.
struct NamesInUse {
  private var members: [String: [String: ExpressionType]] = [:]
  private var whole: [String: ExpressionType] = [:]
  private(set) var hasMistakes = false
  /// What the template needs.
  var needs: [Need] = []

  /// Adds what `reference` was found to be; nil makes it unknown, which silences the type check.
  mutating func add(_ binding: ReferenceChecker.Binding?, for reference: Reference) {
    guard let binding else {
      hasMistakes = true
      whole[reference.root] = .any
      return
    }
    if let member = binding.member {
      members[binding.root, default: [:]][member] = binding.type
    } else if whole[binding.root] == nil {
      whole[binding.root] = binding.type
    }
  }

  /// The types of the names.
  var environment: TypeEnvironment {
    TypeEnvironment(members.mapValues { .object($0) }.merging(whole) { $1 })
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
