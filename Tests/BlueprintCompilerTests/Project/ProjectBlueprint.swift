import BlueprintCompiler
import BlueprintModel
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A file of `blueprints/`: an application, or one of the library.
struct ProjectBlueprint: Sendable, CustomTestStringConvertible {
  /// The path below `blueprints/`.
  let path: String
  let text: String

  var testDescription: String { path }
  /// Whether it is made to be imported, and not to be deployed.
  var isLibrary: Bool { folder == "library" }
  /// The folder that it is in.
  var folder: String { String(path.prefix { $0 != "/" }) }
  var profiles: [String] { BlueprintOutline(of: source).profiles }
  private var source: Source { Source(name: "blueprint.yaml", text: text) }

  /// All of them.
  static let all: [ProjectBlueprint] = texts.keys.sorted()
    .filter { $0.hasSuffix("/blueprint.yaml") || $0.hasPrefix("library/") && $0.hasSuffix(".yaml") }
    .filter { !$0.contains("/files/") }
    .compactMap { path in texts[path].map { ProjectBlueprint(path: path, text: $0) } }

  static let applications = all.filter { !$0.isLibrary }

  /// What the providers of the repository say of themselves.
  static let manifests: [ProviderManifest] = ["local", "container", "vm", "baremetal"].compactMap {
    let text = try? String(
      contentsOf: root.appending(path: "plugins/\($0)/plugin.yaml"), encoding: .utf8)
    return text.flatMap { try? ProviderManifest(yaml: $0) }
  }

  /// The files that this one may name, by their paths from its folder.
  var files: [String: String] {
    var files: [String: String] = [:]
    for (path, text) in Self.texts {
      let isBeside = path.hasPrefix(folder + "/")
      files[isBeside ? String(path.dropFirst(folder.count + 1)) : "../" + path] = text
    }
    return files
  }

  /// Compiles it with `profiles`.
  func compiled(_ profiles: [String] = []) -> CompileResult {
    let files = files
    return Compiler.compile(
      CompileRequest(
        source: source,
        fileReader: { path throws(FileReadFailure) in
          guard let text = files[path] else { throw FileReadFailure("no such file") }
          return Array(text.utf8)
        },
        profiles: profiles, manifests: Self.manifests))
  }

  /// A rehearsal of it on machines of `provider`, with values for the inputs that have none.
  func rehearsal(on provider: String) throws -> Rehearsal {
    let settings = provider == "baremetal" ? ", inventory: inventory.yaml" : ""
    var blueprint = self
    var chosen: [String] = []
    if provider != "local" {
      if let profile = profiles.first(where: { compiled([$0]).providers == [provider] }) {
        chosen = [profile]
      } else {
        let local = "{provider: local}"
        try #require(text.contains(local), "no profile for \(provider)")
        blueprint = ProjectBlueprint(
          path: path,
          text: text.replacingOccurrences(of: local, with: "{provider: \(provider)\(settings)}"))
      }
    }
    var rehearsal = Rehearsal(blueprint.text, files: files)
    rehearsal.profiles = chosen
    rehearsal.manifests = Self.manifests
    for input in blueprint.compiled(chosen).missingInputs {
      rehearsal.inputs[input.name] = .string("planted-secret-value")
    }
    return rehearsal
  }

  private static let root = fixtures.deletingLastPathComponent().deletingLastPathComponent()

  private static let texts: [String: String] = {
    let folder = root.appending(path: "blueprints")
    let paths = FileManager.default.enumerator(atPath: folder.path)
    var texts: [String: String] = [:]
    for path in paths?.compactMap({ $0 as? String }) ?? [] where !path.contains("__pycache__") {
      texts[path] = try? String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }
    return texts
  }()
}

extension CompileResult {
  /// The providers of the targets.
  var providers: Set<String> { Set(sketch?.targets.map(\.binding.provider) ?? []) }
}
