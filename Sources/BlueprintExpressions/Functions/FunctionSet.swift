import BlueprintModel

/// All functions of the language.
public enum FunctionSet {
  /// The functions, by group and within it in the order of the reference.
  public static let all: [Function] =
    strings + patterns + lists + listOrder + maps + numbers + encoding + conversion + networking
    + files

  private static let byName = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// The function called `name`.
  public static func function(named name: String) -> Function? { byName[name] }

  static func call(_ name: String, _ arguments: [Value]) throws(EvaluationError) -> Value {
    guard let function = byName[name] else {
      throw EvaluationError(.unknownFunction, "there is no function `\(name)`")
    }
    return try function(arguments)
  }
}
