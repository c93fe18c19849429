/// What must hold for every text, however hostile: laws of the compiler, each by the bytes that it
/// is tried on. The fuzzers search for bytes that break them, the tests replay what was found.
public enum CompilerLaw: String, Sendable, CaseIterable {
  /// A blueprint with the files that it names, compiled, reported, drawn and planned.
  case compile
  /// A YAML file, formatted.
  case format
  /// A text with expressions, read, printed, checked and evaluated.
  case expression
  /// A Mustache text, read and rendered.
  case mustache
  /// A schedule's time.
  case cron
  /// A blueprint with the files that it names, mended by sure fixes.
  case fix

  /// How `subject` breaks the law on `bytes`, a sentence for each way; none if it holds.
  public func breaches(on bytes: [UInt8], by subject: LawSubject = LawSubject()) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self)
    return switch self {
    case .compile: CompileLaw(ProjectText(bytes), subject).breaches
    case .format: FormatLaw(bytes, subject).breaches
    case .expression: ExpressionLaw(text, subject).breaches
    case .mustache: MustacheLaw(text, subject).breaches
    case .cron: CronLaw(text, subject).breaches
    case .fix: FixLaw(ProjectText(bytes), subject).breaches
    }
  }
}
