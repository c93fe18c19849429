import BlueprintModel

/// Where in the plan the steps of a list go: the first part of their identities.
///
/// The text is complete, with `[*]` for the turn of each loop around; what is below the innermost
/// control step is the identity within its body.
struct StepPath: Hashable {
  /// The text up to the innermost control step and the sign after it; empty outside of one.
  private(set) var base = ""
  /// The complete text so far.
  private(set) var text: String

  /// A path that starts with `text`.
  init(_ text: String) { self.text = text }

  /// The part `name` of this: of a whole hook or action after a slash, else after a dot.
  func appending(_ name: String) -> StepPath {
    var path = self
    let isStart = text.isEmpty || text.hasSuffix(".") || text.hasSuffix("/")
    path.text += isStart ? name : ".\(name)"
    return path
  }

  /// The element `number` of this.
  func element(_ number: Int) -> StepPath {
    var path = self
    path.text += "[\(number)]"
    return path
  }

  /// The body of the control step here; `isLoop` if it has turns.
  func body(isLoop: Bool = false) -> StepPath {
    var path = self
    path.text += isLoop ? "[*]." : "."
    path.base = path.text
    return path
  }

  /// The identity of the step here, relative to the control step around it.
  var id: StepID { StepID(String(text.dropFirst(base.count))) }
}
