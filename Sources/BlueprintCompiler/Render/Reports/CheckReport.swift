import BlueprintModel

/// What a check of blueprints found, for programs that show or collect it. The forms are functions
/// of this value alone: the same findings give the same bytes.
public struct CheckReport: Sendable {
  /// One blueprint and what was found in it and in the files that it names.
  public struct Subject: Sendable {
    /// The blueprint's path as the user gave it.
    public var file: String
    /// What was found.
    public var diagnostics: [Diagnostic]
    /// The texts that were read, for excerpts.
    public var sources: [Source]

    /// The findings in `file`.
    public init(file: String, diagnostics: [Diagnostic], sources: [Source]) {
      self.file = file
      self.diagnostics = diagnostics
      self.sources = sources
    }
  }

  /// The blueprints in the order in which they were checked.
  public var subjects: [Subject]
  /// The version of the program, for reports that name it.
  public var programVersion: String
  /// The absolute path that relative paths start from; absolute paths below it become relative.
  public var directory: String

  /// A report of `subjects`; see the properties for the parameters.
  public init(subjects: [Subject], programVersion: String, directory: String) {
    self.subjects = subjects
    self.programVersion = programVersion
    self.directory = directory
  }

  /// The path of `file` from ``directory``, with slashes and without `./`.
  func relative(_ file: String) -> String {
    let root = directory.hasSuffix("/") ? directory : directory + "/"
    var path = file.hasPrefix(root) ? file.dropFirst(root.count) : file[...]
    while path.hasPrefix("./") { path = path.dropFirst(2) }
    return String(path)
  }

  /// Whether there is no error, and if they are denied, no warning.
  public func isGood(denyingWarnings: Bool) -> Bool {
    count(.error) == 0 && (!denyingWarnings || count(.warning) == 0)
  }

  /// How many diagnostics of `severity` there are in all.
  func count(_ severity: Diagnostic.Severity) -> Int {
    subjects.reduce(0) { $0 + $1.diagnostics.count { $0.severity == severity } }
  }
}

extension Int {
  /// `1 error`, `2 errors`.
  func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
