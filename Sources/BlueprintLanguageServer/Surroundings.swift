import BlueprintCompiler
import BlueprintModel
import BlueprintSchemas

/// What the language server is given by the program that it is part of.
public struct ServerSurroundings: Sendable {
  /// Reads the file at a path relative to a directory, if it lies within the project there.
  public typealias Reader =
    @Sendable (_ directory: String, _ path: String) throws(FileReadFailure) -> [UInt8]

  /// The program's version.
  public var version: String
  /// The providers that there are.
  public var manifests: [ProviderManifest]
  /// Reads what is not open in the editor.
  public var read: Reader
  /// The blueprints of the project that a path is in, by their paths.
  public var blueprints: @Sendable (_ path: String) -> [String]
  let schema: LanguageSchema

  /// Surroundings; see the properties for the parameters.
  public init(
    version: String, manifests: [ProviderManifest], read: @escaping Reader,
    blueprints: @escaping @Sendable (_ path: String) -> [String] = { _ in [] }
  ) throws(JSONSyntaxError) {
    self.version = version
    self.manifests = manifests
    self.read = read
    self.blueprints = blueprints
    schema = LanguageSchema(try Value(jsonText: Schema.blueprint.text))
  }
}
