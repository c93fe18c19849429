import BlueprintExpressions
import BlueprintModel

/// The files that a blueprint and what it imports name, each read once.
final class FileLibrary {
  private let reader: FileReader
  private let replacements: [String: Source]
  private var texts: [String: Result<Source, FileReadFailure>] = [:]
  /// The texts that expressions use, each made once.
  private var strings: [String: String] = [:]
  /// The bytes of all files that were read.
  private var size = 0
  private let blueprint: String
  private let folder: String
  /// The folders of the files that may name others, seen from the blueprint's.
  private var folders: [String: [Substring]]

  /// Files beside the blueprint `blueprint`, read by `reader` unless `replacements` has them by
  /// name.
  init(
    besides blueprint: Source, reader: @escaping FileReader, replacements: [String: Source] = [:]
  ) {
    self.reader = reader
    self.replacements = replacements
    self.blueprint = blueprint.name
    let slash = blueprint.name.lastIndex(of: "/")
    folder = slash.map { String(blueprint.name[...$0]) } ?? ""
    folders = [blueprint.name: []]
  }

  /// The text of the file at `path`, seen from the file `importer`. Diagnostics name it as the
  /// user would from where the blueprint was named.
  func source(at path: String, from importer: String) throws(FileReadFailure) -> Source {
    let isRelative = !path.isEmpty && !path.hasPrefix("/")
    guard isRelative else { throw FileReadFailure("the path must be relative to this file") }
    let relative = Self.normal((folders[importer] ?? []) + path.split(separator: "/"))
    let key = relative.joined(separator: "/")
    if let known = texts[key] { return try known.get() }
    let result: Result<Source, FileReadFailure>
    do throws(FileReadFailure) {
      let source = try read(key)
      folders[source.name] = relative.dropLast()
      result = .success(source)
    } catch {
      result = .failure(error)
    }
    texts[key] = result
    return try result.get()
  }

  /// Reads for the function `file` in expressions that are written in the file `importer`.
  func texts(from importer: String) -> TextReader { TextReader(self, from: importer) }

  private func read(_ relative: String) throws(FileReadFailure) -> Source {
    let name = name(of: relative)
    if let replacement = replacements[name] { return replacement }
    let bytes = try reader(relative)
    size += bytes.count
    guard size <= Source.sizeLimit else {
      throw FileReadFailure(
        "with it, the files of this blueprint are larger than \(Source.sizeLimit >> 20) MiB")
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw FileReadFailure("it is not UTF-8 text")
    }
    return Source(name: name, bytes: bytes)
  }

  private func name(of relative: String) -> String {
    let isAbsolute = folder.hasPrefix("/")
    let parts = Self.normal((folder + relative).split(separator: "/"))
    let name = (isAbsolute ? "/" : "") + parts.joined(separator: "/")
    return name == Self.normal(blueprint.split(separator: "/")).joined(separator: "/")
      ? blueprint : name
  }

  /// The components of a path without `.` and with `..` only in front.
  private static func normal(_ components: some Sequence<Substring>) -> [Substring] {
    var result: [Substring] = []
    for component in components where component != "." {
      if component == "..", let last = result.last, last != ".." {
        result.removeLast()
      } else {
        result.append(component)
      }
    }
    return result
  }

  /// All texts that were read, by path.
  var sources: [Source] {
    texts.sorted { $0.key < $1.key }.compactMap { try? $0.value.get() }
  }
}

extension FileLibrary: TextSource {
  func text(at path: String, from importer: String) throws(EvaluationError) -> String {
    let source: Source
    do throws(FileReadFailure) { source = try self.source(at: path, from: importer) } catch {
      throw EvaluationError(.unreadableFile, error.reason, file: path)
    }
    if let known = strings[source.name] { return known }
    let text = String(decoding: source.bytes, as: UTF8.self)
    strings[source.name] = text
    return text
  }
}
