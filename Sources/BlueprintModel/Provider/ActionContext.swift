/// What a provider must know besides the action itself.
public struct ActionContext: Sendable, Hashable, JSONRepresentable {
  /// The idempotency key of this effect: the same for every call of one attempt, also after the
  /// controller died in between; another one for the next attempt.
  public var token: String
  /// Counts up from 1.
  public var attempt: Int
  /// The lease term of the caller; a host refuses a lower one than it has seen.
  public var term: Int
  /// The longest the call may take.
  public var timeout: Duration
  /// Whether the effect of the token is only looked for and never begun: a provider with the
  /// capability `read_back` answers what became of it, or that it never was (`not_begun`).
  public var isReadBack: Bool
  /// The resource's handle as this provider last gave it, if the resource is known.
  public var prior: Value?

  /// A context; see the properties for the parameters.
  public init(
    token: String, attempt: Int, term: Int, timeout: Duration, isReadBack: Bool = false,
    prior: Value? = nil
  ) {
    self.token = token
    self.attempt = attempt
    self.term = term
    self.timeout = timeout
    self.isReadBack = isReadBack
    self.prior = prior
  }

  public init(json: Value) throws(JSONShapeError) {
    token = try json.requiredString("token")
    attempt = try json.requiredInteger("attempt")
    term = try json.requiredInteger("term")
    timeout = .milliseconds(try json.requiredInteger("timeout_ms"))
    isReadBack = json["read_back"]?.boolean ?? false
    prior = json["prior"]
  }

  public var json: Value {
    var map: ValueMap = [
      "token": .string(token), "attempt": .integer(attempt), "term": .integer(term),
      "timeout_ms": .integer(timeout.milliseconds),
    ]
    if isReadBack { map["read_back"] = true }
    if let prior { map["prior"] = prior }
    return .map(map)
  }
}
