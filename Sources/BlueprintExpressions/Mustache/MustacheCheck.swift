import BlueprintModel

/// Goes through a text as the renderer will, and finds the tags that it would leave empty in
/// silence.
struct MustacheCheck {
  /// What a section made the present element.
  private struct Frame {
    var value: Value
    /// Whether it is an element of a list, so that `index()` and its like mean something.
    var isElement = false
  }

  /// How much the renderer may still write: sections within sections over a long list would
  /// otherwise fill the memory.
  private final class Room {
    var left = Value.maximumText
  }

  private var frames: [Frame]
  private let room: Room

  static func check(_ elements: [MustacheElement], _ names: Value) throws(EvaluationError) {
    let check = MustacheCheck(frames: [Frame(value: names)], room: Room())
    try check.check(elements)
  }

  private init(frames: [Frame], room: Room) {
    self.frames = frames
    self.room = room
  }

  /// Notes that `count` characters more will be written.
  private func write(_ count: Int) throws(EvaluationError) {
    room.left -= count
    guard room.left >= 0 else { throw tooLongText }
  }

  private func check(_ elements: [MustacheElement]) throws(EvaluationError) {
    for element in elements {
      let value = try value(of: element)
      try write(1)
      switch element.kind {
      case .variable:
        guard let value else { throw missing(element) }
        try show(value, element)
      // Where in a list the renderer is, is not followed here: both branches must be sound.
      case .section(let inner) where element.subject == .sequence,
        .inverted(let inner) where element.subject == .sequence:
        try check(inner)
      case .section(let inner): try section(value ?? .null, inner, element.length)
      case .inverted(let inner): try inverted(value ?? .null, inner)
      }
    }
  }

  private func entering(_ value: Value, isElement: Bool) -> MustacheCheck {
    MustacheCheck(frames: frames + [Frame(value: value, isElement: isElement)], room: room)
  }

  private func section(
    _ value: Value, _ inner: [MustacheElement], _ length: Int
  ) throws(EvaluationError) {
    switch value {
    case .null, .boolean(false): break
    case .boolean(true): try check(inner)
    case .list(let elements):
      for element in elements {
        try write(length)
        try entering(element, isElement: true).check(inner)
      }
    default: try entering(value, isElement: false).check(inner)
    }
  }

  private func inverted(_ value: Value, _ inner: [MustacheElement]) throws(EvaluationError) {
    switch value {
    case .null, .boolean(false): try check(inner)
    case .list(let elements) where elements.isEmpty:
      try entering(value, isElement: false).check(inner)
    default: break
    }
  }

  private func show(_ value: Value, _ element: MustacheElement) throws(EvaluationError) {
    guard value.list != nil || value.map != nil else {
      return try write(value.string?.utf8.count ?? 20)
    }
    throw fault(
      element, "a \(value.kind) cannot be shown; open a section with `{{#\(element.name)}}`")
  }

  /// The value that the tag is about; nil if only the first part of its name leads anywhere.
  private func value(of element: MustacheElement) throws(EvaluationError) -> Value? {
    switch element.subject {
    case .sequence:
      guard frames.last?.isElement == true else {
        throw fault(element, "`\(element.name)` is only known right within a list's section")
      }
      return element.transforms == ["index"] ? .integer(0) : .boolean(true)
    case .present: return try transformed(frames.last?.value ?? .null, element)
    case .path(let path):
      guard let first = path.first,
        let start = frames.last(where: { $0.value[first] != nil })?.value
      else { throw missing(element) }
      var value: Value? = start
      for key in path { value = value?[key] }
      guard let value else { return nil }
      return try transformed(value, element)
    }
  }

  private func transformed(_ value: Value, _ element: MustacheElement) throws(EvaluationError)
    -> Value
  {
    var value = value
    for function in element.transforms.reversed() {
      guard let next = Self.apply(function, value) else {
        throw fault(element, "`\(function)` cannot be applied to a \(value.kind)")
      }
      value = next
    }
    return value
  }

  /// What the renderer's function gives, as far as this check must know it; nil if it gives
  /// nothing.
  private static func apply(_ function: String, _ value: Value) -> Value? {
    switch (function, value) {
    case ("empty", .string(let text)): .boolean(text.isEmpty)
    case ("empty", .list(let elements)): .boolean(elements.isEmpty)
    case ("empty", .map(let entries)): .boolean(entries.isEmpty)
    case ("count", .list(let elements)): .integer(elements.count)
    case ("count", .map(let entries)): .integer(entries.count)
    case ("reversed", .list(let elements)): .list(elements.reversed())
    case ("capitalized", .string), ("lowercased", .string), ("uppercased", .string),
      ("reversed", .string):
      value
    case ("sorted", .map(let entries)):
      .list(entries.map { ["key": .string($0.key), "value": $0.value] })
    default: nil
    }
  }

  private func missing(_ element: MustacheElement) -> EvaluationError {
    let known = (frames.first?.value.map?.keys ?? []).prefix(20).joined(separator: ", ")
    return fault(element, "`\(element.name)` is not among the names: \(known)")
  }

  private func fault(_ element: MustacheElement, _ message: String) -> EvaluationError {
    let place = element.position
    return EvaluationError(
      .mustache, "Mustache text \(place.line):\(place.column): \(message)")
  }
}

extension MustacheElement {
  /// The name as the tag says it.
  fileprivate var name: String {
    let inner =
      switch subject {
      case .present: "."
      case .path(let path): path.joined(separator: ".")
      case .sequence: ""
      }
    return transforms.reversed().reduce(inner) { "\($1)(\($0))" }
  }
}
