/// What `blueprint explain CODE` tells.
public struct CatalogueEntry: Sendable, Hashable {
  /// The code, `BP` and four digits.
  public let code: String
  /// The mistake, in a few words.
  public let title: String
  /// Why it is a mistake and what to do, in sentences.
  public let explanation: String
  /// What the examples are.
  public let form: Form
  /// A part of a blueprint with the mistake, or a command that gives the message.
  public let bad: String
  /// The same without it.
  public let good: String

  /// What an example is.
  public enum Form: String, Sendable, Hashable {
    /// A part of a blueprint.
    case yaml
    /// What is typed, and what is said.
    case console
  }

  init(
    _ code: String, _ title: String, _ explanation: String, form: Form = .yaml, bad: String,
    good: String
  ) {
    self.code = code
    self.title = title
    self.explanation = explanation
    self.form = form
    self.bad = bad
    self.good = good
  }
}
