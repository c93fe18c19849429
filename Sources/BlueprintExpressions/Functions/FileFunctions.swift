import BlueprintModel

extension FunctionSet {
  /// The function that reads files. It has a value only in a reduction that is given a
  /// ``TextReader``: the file is read when the blueprint is compiled, and what is left is its text.
  static let files: [Function] = [
    Function(
      file, .files, [.init("path", .string, isKnown: true)], gives: .string,
      "The text of a file of the project, read when the blueprint is compiled; "
        + "the path is seen from the file that the expression is written in.",
      example: "file(\"files/motd\")", is: "Welcome.\n"
    ) { _ throws(EvaluationError) in
      throw .invalid("files are read when a blueprint is compiled, and not later")
    }
  ]

  /// The name of the function that reads files.
  static let file = "file"
}
