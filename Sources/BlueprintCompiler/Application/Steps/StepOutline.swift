import BlueprintExpressions
import BlueprintModel

/// A step as people are shown it before it is planned.
public struct StepOutline: Sendable, Hashable {
  /// What it does, in a word or two: `run`, `for_each services.api`.
  public var title: String
  /// What else there is to say of it.
  public var detail: String
  /// The steps within it.
  public var children: [StepOutline]
}

extension ActionSpec {
  /// The steps as people are shown them.
  public var outline: [StepOutline] { steps.map(\.outline) }
}

extension StepSpec {
  fileprivate var outline: StepOutline {
    let parts = [
      name, text, site.map { "on \($0.subject.text)" }, when.map { "when \($0.text)" },
    ]
    return StepOutline(
      title: label, detail: parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", "),
      children: bodies.flatMap { $0 }.map(\.outline))
  }

  /// What it is about.
  private var text: String {
    switch kind {
    case .run(let script): script.text.firstLine
    case .file(let file): file.path.text
    case .fetch(let path, let artifact): "\(path.text) as \(artifact)"
    case .http(let request): request.method
    case .wait(let span): span.blueprintText
    case .waitUntil(let wait): if case .healthy = wait.condition { "healthy" } else { "until" }
    case .service(let control): control.rawValue
    case .machine(let verb, _): verb.rawValue
    case .assertion(let condition, _), .conditional(let condition, _, _): condition.text
    case .failure(let message), .approve(let message): message.text
    case .call(let name, _): name
    case .forEach(let loop): loop.subject.map(\.text) ?? loop.elements.text
    case .repetition(let until, let maximum, _, _): "until \(until.text), at most \(maximum)"
    case .set, .sequence, .parallel, .attempt: ""
    }
  }
}

extension BoundValue {
  /// The value as the author would write it.
  fileprivate var text: String {
    switch self {
    case .literal(let value): value.plainText ?? value.canonicalJSON
    case .template(let template): template.text
    default: json.canonicalJSON
    }
  }
}

extension String {
  fileprivate var firstLine: String {
    split(separator: "\n").first.map(String.init) ?? ""
  }
}
