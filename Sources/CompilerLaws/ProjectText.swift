import BlueprintCompiler
import BlueprintModel

/// A blueprint and the files beside it in one text: a line `=== PATH` starts the file `PATH`, and
/// what stands before the first such line is the blueprint.
public struct ProjectText: Sendable {
  /// The path of the blueprint.
  public static let blueprint = "blueprint.yaml"

  /// The files by path, the blueprint among them.
  public let files: [String: [UInt8]]

  /// The files in `bytes`.
  public init(_ bytes: [UInt8]) {
    var files: [String: [UInt8]] = [:]
    var path = Self.blueprint
    var start = 0
    var offset = 0
    while offset < bytes.count {
      let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      if bytes[offset..<end].starts(with: "=== ".utf8) {
        files[path] = Array(bytes[start..<offset])
        path = String(decoding: bytes[(offset + 4)..<end], as: UTF8.self)
        start = min(end + 1, bytes.count)
      }
      offset = end + 1
    }
    files[path] = Array(bytes[start...])
    self.files = files
  }

  /// What the compiler makes of it. `changed` are texts that take the place of those in the files.
  func compiled(
    by subject: LawSubject, profiles: [String] = [], changed: [String: Source] = [:]
  ) -> CompileResult {
    let source = Source(name: Self.blueprint, bytes: files[Self.blueprint] ?? [])
    return subject.compile(
      CompileRequest(
        source: changed[Self.blueprint] ?? source,
        fileReader: { path throws(FileReadFailure) in
          if let text = changed[path] { return text.bytes }
          guard let bytes = files[path] else { throw FileReadFailure("no such file") }
          return bytes
        },
        profiles: profiles, manifests: LawManifests.all))
  }

  /// The profiles of the blueprint.
  var profiles: [String] {
    let source = Source(name: Self.blueprint, bytes: files[Self.blueprint] ?? [])
    return BlueprintOutline(of: source).profiles
  }
}
