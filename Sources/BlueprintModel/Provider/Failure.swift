/// A provider's account of what went wrong.
public struct Failure: Sendable, Hashable, Error, JSONRepresentable {
  /// Whether the failed verb changed anything.
  public enum Changed: String, Sendable, Hashable { case yes, no, unknown }

  /// Decides on retries.
  public var failureClass: FailureClass
  /// A short stable word, for example `port_in_use`.
  public var code: String
  /// What went wrong, in a sentence.
  public var message: String
  /// Whether anything was changed.
  public var changed: Changed
  /// The last lines of output, at most 20.
  public var output: [String]
  /// What to do next, if the provider knows.
  public var help: String?
  /// How long the target asks to be left alone; nil if it does not say.
  public var retryAfter: Duration?

  /// A failure; see the properties for the parameters.
  public init(
    _ failureClass: FailureClass, code: String, _ message: String, changed: Changed = .unknown,
    output: [String] = [], help: String? = nil, retryAfter: Duration? = nil
  ) {
    self.failureClass = failureClass
    self.code = code
    self.message = message
    self.changed = changed
    self.output = output
    self.help = help
    self.retryAfter = retryAfter
  }

  public init(json: Value) throws(JSONShapeError) {
    let name = try json.requiredString("class")
    failureClass = FailureClass(rawValue: name) ?? .unknown
    code = try json.requiredString("code")
    message = try json.requiredString("message")
    changed = json["changed"]?.string.flatMap(Changed.init(rawValue:)) ?? .unknown
    output = try json.strings("output")
    help = json["help"]?.string
    retryAfter = json["retry_after_ms"]?.integer.map { .milliseconds(max(0, $0)) }
  }

  public var json: Value {
    var map: ValueMap = [
      "class": .string(failureClass.rawValue), "code": .string(code),
      "message": .string(message), "changed": .string(changed.rawValue),
    ]
    map.setUnlessEmpty("output", .list(output.map(Value.string)))
    map.setUnlessEmpty("help", help.map(Value.string))
    map.setUnlessEmpty("retry_after_ms", retryAfter.map { .integer($0.milliseconds) })
    return .map(map)
  }
}
