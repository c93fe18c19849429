import BlueprintModel

/// What a compilation works from; the compiler reads nothing else.
public struct CompileRequest {
  /// The blueprint's text.
  public var source: Source
  /// Reads the files that the blueprint names.
  public var fileReader: FileReader
  /// Profiles to apply, in order.
  public var profiles: [String]
  /// Values of inputs, from all origins.
  public var givenInputs: [GivenInput]
  /// Counts set by `scale`, by machine group.
  public var counts: [String: Int]
  /// The providers that there are.
  public var manifests: [ProviderManifest]

  /// A request; see the properties for the parameters.
  public init(
    source: Source, fileReader: @escaping FileReader, profiles: [String] = [],
    givenInputs: [GivenInput] = [], counts: [String: Int] = [:], manifests: [ProviderManifest]
  ) {
    self.source = source
    self.fileReader = fileReader
    self.profiles = profiles
    self.givenInputs = givenInputs
    self.counts = counts
    self.manifests = manifests
  }
}

/// What a compilation gives.
public struct CompileResult: Sendable {
  /// The application; nil if there is an error among the diagnostics.
  public var application: Application?
  /// What there is to say, by file and place.
  public var diagnostics: [Diagnostic]
  /// Inputs without a value; each has a diagnostic too.
  public var missingInputs: [MissingInput]
  /// All texts that were read, for excerpts.
  public var sources: [Source]
}

extension CompileResult {
  /// The diagnostics without those about inputs that have no value yet.
  public var diagnosticsBesidesMissingInputs: [Diagnostic] {
    diagnostics.filter { $0.code != TypeProblem.missingInputCode }
  }
}
