import ProjectTemplates

/// A project that is about to be made.
struct NewProject {
  /// Where.
  let directory: String
  /// Of what.
  let template: ProjectTemplate

  /// Writes the project's files, or none if any of them is in the way of something.
  ///
  /// - Returns: the paths that were written.
  func write(name: String) throws(CommandFailure) -> [String] {
    let files = template.files(name: name)
    let existing = files.map { Files.join(directory, $0.path) }.filter(Files.isOccupied)
    guard existing.isEmpty else {
      let list = existing.map { "`\($0)`" }.joined(separator: ", ")
      throw CommandFailure(
        .usage, code: "BP0950", "these are there already, and nothing was written: \(list)",
        help: ["choose another directory, or move them away"])
    }
    var written: [String] = []
    for file in files {
      let path = Files.join(directory, file.path)
      do {
        try Files.makeOrdinaryDirectory(Files.directory(of: path))
        try Files.write(Array(file.text.utf8), to: path, mode: 0o644)
      } catch {
        throw CommandFailure(
          .failed, code: "BP0946", "`\(error.path)` cannot be written: \(error.reason)")
      }
      written.append(path)
    }
    return written
  }
}
