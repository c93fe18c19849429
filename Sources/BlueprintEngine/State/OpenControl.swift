import BlueprintModel

/// A control step whose steps are under way.
struct OpenControl: Sendable {
  /// What a `for_each` goes over.
  enum Elements: Sendable {
    case none
    case values([Value])
    case sealed(String, count: Int)

    var count: Int {
      switch self {
      case .none: 0
      case .values(let values): values.count
      case .sealed(_, let count): count
      }
    }

    subscript(number: Int) -> TurnElement? {
      switch self {
      case .none: nil
      case .values(let values): .value(values[number])
      case .sealed(let sealed, _): .sealed(sealed, number)
      }
    }
  }

  /// Which body is under way.
  var kind = Frame.Kind.body
  /// Its frames that have not ended.
  var frames: Set<Int> = []
  /// The next turn of a loop.
  var next = 0
  var elements = Elements.none
  /// The step within it that it fails of, if nothing rescues it.
  var failed: Int?
  /// What failed within it, down to the steps without steps of their own.
  var causes: [StepID] = []
  /// Why the engine ended it; stronger than anything that happened within.
  var verdict: Failure?
  /// Whether nothing more is begun in it.
  var isStopped = false
}
