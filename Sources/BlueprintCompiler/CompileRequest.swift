import BlueprintModel

/// What a compilation works from; the compiler reads nothing else.
public struct CompileRequest {
  /// The blueprint's text.
  public var source: Source
  /// The outline of ``source``, if it was made already.
  public var outline: BlueprintOutline?
  /// Reads the files that the blueprint names.
  public var fileReader: FileReader
  /// Texts that take the place of those of files, by the name of the source: what is being changed
  /// and not yet saved.
  public var replacements: [String: Source] = [:]
  /// Profiles to apply, in order.
  public var profiles: [String]
  /// Values of inputs, from all origins.
  public var givenInputs: [GivenInput]
  /// Counts set by `scale`, by machine group.
  public var counts: [String: Int]
  /// The outputs of other deployments by the deployment's name; nil leaves them unknown, as when
  /// nothing is planned.
  public var requirements: [String: ValueMap]?
  /// The most errors, and the most warnings, that are told of; the rest is counted.
  public var diagnosticLimit = CompileRequest.usualDiagnosticLimit
  /// The providers that there are.
  public var manifests: [ProviderManifest]

  /// What ``diagnosticLimit`` is unless somebody wants to have more.
  public static let usualDiagnosticLimit = 200

  /// A request; see the properties for the parameters.
  public init(
    source: Source, outline: BlueprintOutline? = nil, fileReader: @escaping FileReader,
    profiles: [String] = [], givenInputs: [GivenInput] = [], counts: [String: Int] = [:],
    requirements: [String: ValueMap]? = nil, manifests: [ProviderManifest]
  ) {
    self.source = source
    self.outline = outline
    self.fileReader = fileReader
    self.profiles = profiles
    self.givenInputs = givenInputs
    self.counts = counts
    self.requirements = requirements
    self.manifests = manifests
  }
}

/// What a compilation gives.
public struct CompileResult: Sendable {
  /// The application; nil if there is an error among the diagnostics.
  public var application: Application?
  /// The application as far as it goes without the inputs that have no value: good for drawings,
  /// not for plans. Nil if anything else is wrong.
  public var sketch: Application?
  /// The actions, also of an application that lacks nothing but values of inputs.
  public var actions: [ActionSpec] = []
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

extension DiagnosticLog {
  /// Whether anything is wrong but inputs that have no value.
  var hasErrorsBesidesMissingInputs: Bool {
    // What is only counted may be anything.
    isFull
      || diagnostics.contains { $0.severity == .error && $0.code != TypeProblem.missingInputCode }
  }
}
