import BlueprintModel

/// The files that a blueprint names, each read once.
final class FileLibrary {
  private let reader: FileReader
  private var texts: [String: Result<Source, FileReadFailure>] = [:]
  private let folder: String

  /// Files beside the blueprint `blueprint`, read by `reader`.
  init(besides blueprint: Source, reader: @escaping FileReader) {
    self.reader = reader
    let slash = blueprint.name.lastIndex(of: "/")
    folder = slash.map { String(blueprint.name[...$0]) } ?? ""
  }

  /// The text of the file at `path`, which diagnostics name as the user would from where the
  /// blueprint was named.
  func source(at path: String) throws(FileReadFailure) -> Source {
    if let known = texts[path] { return try known.get() }
    let result: Result<Source, FileReadFailure>
    do throws(FileReadFailure) {
      result = .success(try read(path))
    } catch {
      result = .failure(error)
    }
    texts[path] = result
    return try result.get()
  }

  private func read(_ path: String) throws(FileReadFailure) -> Source {
    guard !path.isEmpty, !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
      throw FileReadFailure("the path must stay in the blueprint's folder")
    }
    let bytes = try reader(path)
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw FileReadFailure("it is not UTF-8 text")
    }
    return Source(name: folder + path, bytes: bytes)
  }

  /// All texts that were read, by path.
  var sources: [Source] {
    texts.sorted { $0.key < $1.key }.compactMap { try? $0.value.get() }
  }
}
