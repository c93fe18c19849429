extension Fault: JSONRepresentable {
  /// Reads the form that tests and the settings of the provider `simulator` write. Exactly one key
  /// says what goes wrong.
  public init(json: Value) throws(JSONShapeError) {
    self.init(
      try Self.kind(json), try FaultSelector(json: json),
      after: json["after"]?.duration ?? .zero, lasting: json["for"]?.duration,
      times: json["times"]?.integer, chance: json["chance"].flatMap(Self.chance))
  }

  /// A part of all from its text: `5%`, `0.5%`.
  public static func chance(_ json: Value) -> Double? {
    guard let text = json.string, text.hasSuffix("%"), let percent = Double(text.dropLast()),
      percent >= 0, percent <= 100
    else { return nil }
    return percent / 100
  }

  private static func kind(_ json: Value) throws(JSONShapeError) -> Kind {
    if let fail = json["fail"] { return .fail(try failure(fail)) }
    if let part = json["lose"]?.string.flatMap(Part.init(rawValue:)) { return .lose(part) }
    if json["hang"]?.boolean == true { return .hang }
    if let delay = json["delay"] { return .delay(try Latency(json: delay)) }
    if let rate = json["throttle"]?.integer, rate > 0 { return .throttle(rate: rate) }
    if let limit = json["limit"]?.integer, limit > 0 { return .limit(limit) }
    if json["die"]?.boolean == true { return .die }
    if let way = json["cut"]?.string.flatMap(Direction.init(rawValue:)) { return .cut(way) }
    if let unhealthy = json["unhealthy"] {
      if let span = unhealthy.duration { return .unhealthy(span) }
      if unhealthy.string == "always" { return .unhealthy(nil) }
    }
    if let crash = json["crash"], let moment = moment(crash) {
      return .crash(moment, away: json["away"]?.duration ?? .seconds(30))
    }
    throw JSONShapeError("a fault says with one key what goes wrong")
  }

  private static func moment(_ json: Value) -> Moment? {
    switch json {
    case .integer(let number) where number > 0: .entry(number)
    case "before_call": .beforeCall
    case "before_outcome": .beforeOutcome
    case "after_outcome": .afterOutcome
    default: nil
    }
  }

  /// A failure from its class, or from a map with its parts.
  public static func failure(_ json: Value) throws(JSONShapeError) -> Failure {
    let name = json.string ?? json["class"]?.string ?? FailureClass.permanent.rawValue
    guard let failureClass = FailureClass(rawValue: name) else {
      throw JSONShapeError("`fail`: unknown class `\(name)`")
    }
    return Failure(
      failureClass, code: json["code"]?.string ?? "simulated_\(name)",
      json["message"]?.string ?? "a simulated failure",
      changed: json["changed"]?.string.flatMap(Failure.Changed.init(rawValue:)) ?? .no)
  }

  public var json: Value {
    var map = selector.json.map ?? [:]
    if after > .zero { map["after"] = .string(after.blueprintText) }
    if let lasting { map["for"] = .string(lasting.blueprintText) }
    if let times { map["times"] = .integer(times) }
    if let chance { map["chance"] = .string("\(chance * 100)%") }
    switch kind {
    case .fail(let failure): map["fail"] = failure.json
    case .lose(let part): map["lose"] = .string(part.rawValue)
    case .hang: map["hang"] = true
    case .delay(let latency): map["delay"] = latency.json
    case .throttle(let rate): map["throttle"] = .integer(rate)
    case .limit(let limit): map["limit"] = .integer(limit)
    case .die: map["die"] = true
    case .cut(let way): map["cut"] = .string(way.rawValue)
    case .unhealthy(let span): map["unhealthy"] = .string(span?.blueprintText ?? "always")
    case .crash(let moment, let away):
      map["crash"] = moment.json
      map["away"] = .string(away.blueprintText)
    }
    return .map(map)
  }
}

extension Fault.Moment {
  /// The moment as tests write it.
  public var json: Value {
    switch self {
    case .entry(let number): .integer(number)
    case .beforeCall: "before_call"
    case .beforeOutcome: "before_outcome"
    case .afterOutcome: "after_outcome"
    }
  }
}
