import BlueprintCompiler
import BlueprintModel

/// The blueprint that a command works on: where it is and what it says.
struct BlueprintFile {
  /// The path as shown in messages.
  let path: String
  /// The directory that it is in, which relative paths start from.
  let directory: String
  /// The text.
  let source: Source

  /// The blueprint that `options` name; a directory stands for its `blueprint.yaml`.
  init(options: CommonOptions) throws(CommandFailure) {
    let given = options.file ?? "blueprint.yaml"
    try self.init(path: Files.isDirectory(given) ? Files.join(given, "blueprint.yaml") : given)
  }

  /// The blueprint at `path`; `-` is standard input, whose files are those of the directory that
  /// the program works in.
  init(path: String) throws(CommandFailure) {
    guard path != "-" else {
      self.path = "<stdin>"
      directory = "."
      do {
        source = Source(
          name: "<stdin>", bytes: try Files.readStandardInput(limit: Source.sizeLimit))
      } catch {
        throw CommandFailure(
          .failed, code: "BP0920", "standard input cannot be read: \(error.reason)")
      }
      return
    }
    self.path = path
    directory = Files.directory(of: path)
    do {
      source = Source(name: path, bytes: try Files.readText(path, limit: Source.sizeLimit))
    } catch {
      guard !error.isTooLarge else { throw Self.tooLarge(path) }
      guard !error.isOfAnotherKind else {
        throw CommandFailure(
          .invalid, code: "BP0920", "`\(path)` is no blueprint: \(error.reason)",
          help: ["name a file; `-` is standard input"])
      }
      throw CommandFailure(
        .notFound, code: "BP0920", "no blueprint at `\(path)`: \(error.reason)",
        help: [
          "name it with -f FILE, or start in its directory with -C DIRECTORY"
        ])
    }
  }

  private static func tooLarge(_ path: String) -> CommandFailure {
    CommandFailure(
      .invalid, code: "BP0013", "`\(path)` is larger than \(Source.sizeLimit >> 20) MiB")
  }

  /// Whether the text came from standard input, so that there is no file to change.
  var isStandardInput: Bool { path == "<stdin>" }

  /// Reads a file of the project that the blueprint, or what it imports, names.
  func read(_ relative: String) throws(FileReadFailure) -> [UInt8] {
    try ProjectFiles(directory: directory).read(relative)
  }
}
