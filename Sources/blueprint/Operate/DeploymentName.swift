import BlueprintCompiler

/// Which deployment a command means.
enum DeploymentName {
  /// The one that `-d` names, else the one that has the blueprint's name.
  static func named(
    _ common: CommonOptions, _ outline: BlueprintOutline?
  ) throws(CommandFailure) -> String {
    if let name = common.deployment { return try checked(name) }
    guard let name = outline?.name else {
      throw CommandFailure(
        .usage, code: "BP0932", "which deployment is meant cannot be told",
        help: ["name it with -d NAME"])
    }
    return name
  }

  private static func checked(_ name: String) throws(CommandFailure) -> String {
    let allowed = name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
    guard allowed, name.first?.isLetter == true, name.count <= 63 else {
      throw CommandFailure(
        .usage, code: "BP0933", "`\(name)` is no name for a deployment",
        help: ["use lower-case letters, digits and `-`, beginning with a letter"])
    }
    return name
  }
}
