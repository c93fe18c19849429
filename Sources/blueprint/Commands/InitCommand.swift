import ArgumentParser
import ProjectTemplates

/// `blueprint init [DIR]`.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Begin a new project.",
    discussion: """
      Writes a blueprint, the files that it names, and a README. Nothing that is there already is \
      overwritten.
      """)

  @Argument(help: "The project's directory (default: the present one).")
  var directory: String = "."

  @Option(name: .shortAndLong, help: "What to begin with; --list tells what there is.")
  var template: ProjectTemplate = .web

  @Option(help: "The application's name (default: the directory's).")
  var name: String?

  @Flag(help: "List the templates.")
  var list = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      if list { return showTemplates(surroundings.console) }
      let project = NewProject(directory: directory, template: template)
      let written = try project.write(name: try applicationName())
      for path in written { surroundings.console.result(path) }
      showNext(surroundings.console)
    }
  }

  private func showTemplates(_ console: Console) {
    var table = Table(["TEMPLATE", "WHAT IT IS"])
    for template in ProjectTemplate.allCases { table.add([template.rawValue, template.summary]) }
    for line in table.lines { console.result(line) }
  }

  private func showNext(_ console: Console) {
    console.tell("next:")
    if directory != "." { console.tell("  cd \(directory)") }
    console.tell("  blueprint plan      # what a deploy would do")
    console.tell("  blueprint deploy    # do it")
  }

  /// The name that was given, or one made of the directory's.
  private func applicationName() throws(CommandFailure) -> String {
    if let name {
      guard Self.isName(name) else {
        throw CommandFailure(
          .usage, code: "BP0949", "`\(name)` is no name for an application",
          help: ["use lower-case letters, digits and `-`, beginning with a letter"])
      }
      return name
    }
    let path = Files.resolved(directory) ?? Files.absolute(directory)
    let last = path.split(separator: "/").last.map(String.init) ?? ""
    let plain = last.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let made = String(
      plain.drop { !$0.isLetter }.prefix(63).reversed().drop { $0 == "-" }.reversed())
    return Self.isName(made) ? made : "app"
  }

  private static func isName(_ text: String) -> Bool {
    let isPlain = text.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
    return isPlain && text.count <= 63 && text.first?.isLetter ?? false
  }
}

extension ProjectTemplate: ExpressibleByArgument {}
