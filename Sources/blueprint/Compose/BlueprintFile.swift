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
    let path = Files.isDirectory(given) ? Files.join(given, "blueprint.yaml") : given
    self.path = path
    directory = Files.directory(of: path)
    do { source = Source(name: path, bytes: try Files.read(path)) } catch {
      throw CommandFailure(
        .notFound, code: "BP0920", "no blueprint at `\(path)`: \(error.reason)",
        help: [
          "name it with -f FILE, or start in its directory with -C DIRECTORY"
        ])
    }
  }

  /// Reads a file that the blueprint names. Nothing outside of the blueprint's directory is
  /// read, whichever way a path or a link leads there.
  func read(_ relative: String) throws(FileReadFailure) -> [UInt8] {
    let path = Files.join(directory, relative)
    guard let target = Files.resolved(path) else { throw FileReadFailure("no such file") }
    guard let root = Files.resolved(directory), target.hasPrefix(root == "/" ? "/" : root + "/")
    else { throw FileReadFailure("it lies outside of the blueprint's directory") }
    guard Files.isRegular(target) else { throw FileReadFailure("it is not a regular file") }
    do { return try Files.read(target) } catch { throw FileReadFailure(error.reason) }
  }
}
