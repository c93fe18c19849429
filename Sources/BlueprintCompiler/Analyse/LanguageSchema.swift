import BlueprintModel

/// The language as its JSON Schema describes it: which keys a construct has, what they are for and
/// what their values may be.
///
/// Choices between shapes (`anyOf`) are put together: a key that takes text or a map has the keys
/// of the map. A definition `whole_NAME` or `own_NAME` adds to the shape `NAME` what must be there;
/// `open` and `parameter` may stand for every value, and so say nothing of it.
public struct LanguageSchema: Sendable {
  /// One place of the language that takes a value.
  struct Shape: Sendable {
    /// The name of the definition, such as `service`.
    var construct: String?
    var description = ""
    /// The values of fixed keys, by index of ``LanguageSchema/shapes``, in the schema's order.
    var properties: [String: Int] = [:]
    /// The value of any other key.
    var member: Int?
    /// The elements of a list.
    var items: Int?
    /// The words that there are to choose from.
    var choices: [Value] = []
    var required: Set<String> = []
    /// JSON's names of the types.
    var types: Set<String> = []
    /// The shapes that the value may have, too.
    var parts: [Int] = []
  }

  private(set) var shapes: [Shape] = []
  private var definitions: [String: Int] = [:]
  /// A whole document.
  private(set) var root = 0

  /// The language that `schema` describes.
  public init(_ schema: Value) {
    for name in schema["$defs"]?.map?.keys ?? [] {
      definitions[name] = shapes.count
      shapes.append(Shape())
    }
    for (name, definition) in schema["$defs"]?.map ?? [:] {
      guard let index = definitions[name] else { continue }
      let isConstruct = definition["properties"] != nil && Self.refined(name) == nil
      let shape = read(definition, construct: isConstruct ? name : nil)
      shapes[index] = shape
    }
    refineShapes()
    root = add(schema)
  }

  /// What may stand for every value.
  private static let anywhere: Set = ["open", "parameter"]

  /// The shape that the definition `name` adds to.
  private static func refined(_ name: String) -> String? {
    for prefix in ["whole_", "own_"] where name.hasPrefix(prefix) {
      return String(name.dropFirst(prefix.count))
    }
    return nil
  }

  /// Gives the keys of a definition that adds to a shape what the shape says of them.
  private mutating func refineShapes() {
    for (name, index) in definitions {
      guard let base = Self.refined(name).flatMap({ definitions[$0] }) else { continue }
      for (key, added) in shapes[index].properties {
        guard let said = shapes[base].properties[key] else { continue }
        shapes[index].properties[key] = shapes.count
        shapes.append(Shape(parts: [added, said]))
      }
    }
  }

  private mutating func add(_ schema: Value) -> Int {
    if let name = Self.reference(schema), schema.map?.count == 1, let known = definitions[name] {
      return known
    }
    let shape = read(schema)
    shapes.append(shape)
    return shapes.count - 1
  }

  private static func reference(_ schema: Value) -> String? {
    guard let path = schema["$ref"]?.string, path.hasPrefix("#/$defs/") else { return nil }
    return String(path.dropFirst("#/$defs/".count))
  }

  private mutating func read(_ schema: Value, construct: String? = nil) -> Shape {
    var shape = Shape(construct: construct, description: schema["description"]?.string ?? "")
    for (key, value) in schema["properties"]?.map ?? [:] { shape.properties[key] = add(value) }
    if let member = schema["additionalProperties"], member.map != nil { shape.member = add(member) }
    if let items = schema["items"], items.map != nil { shape.items = add(items) }
    shape.choices = schema["enum"]?.list ?? schema["const"].map { [$0] } ?? []
    shape.required = Set(schema["required"]?.list?.compactMap(\.string) ?? [])
    shape.types = Set(schema["type"]?.list?.compactMap(\.string) ?? [])
    if let type = schema["type"]?.string { shape.types.insert(type) }
    if let name = Self.reference(schema), let index = definitions[name] {
      shape.parts.append(index)
    }
    let forms = ["anyOf", "oneOf", "allOf"].flatMap { schema[$0]?.list ?? [] } + [schema]
    for form in forms {
      if let then = form["then"], Self.reference(then) != nil { shape.parts.append(add(then)) }
    }
    // What only says which keys go together adds nothing to what there is.
    for form in forms.dropLast() {
      guard ["$ref", "type", "enum", "const", "anyOf"].contains(where: { form[$0] != nil }),
        !Self.anywhere.contains(Self.reference(form) ?? "")
      else { continue }
      shape.parts.append(add(form))
    }
    return shape
  }
}

extension LanguageSchema {
  /// The value of `key` in a map of the shape `index`.
  func property(_ key: String, of index: Int) -> Int? {
    first(index) { $0.properties[key] } ?? first(index) { $0.member }
  }

  /// The value of the fixed key `key` in a map of the shape `index`.
  func fixedProperty(_ key: String, of index: Int) -> Int? { first(index) { $0.properties[key] } }

  /// The elements of a list of the shape `index`.
  func items(of index: Int) -> Int? { first(index) { $0.items } }

  /// What a value of the shape `index` is: the name of a definition.
  func construct(of index: Int) -> String? { first(index) { $0.construct } }

  /// What a value of the shape `index` is for.
  func description(of index: Int) -> String {
    first(index) { $0.description.isEmpty ? nil : $0.description } ?? ""
  }

  /// The fixed keys of a map of the shape `index`, by name.
  func keys(of index: Int) -> [(name: String, shape: Int)] {
    var found: [String: Int] = [:]
    visit(index) { found.merge($0.properties) { first, _ in first } }
    return found.map { (name: $0.key, shape: $0.value) }.sorted { $0.name < $1.name }
  }

  /// The keys that a map of the shape `index` must have.
  func required(of index: Int) -> Set<String> {
    var found: Set<String> = []
    visit(index) { found.formUnion($0.required) }
    return found
  }

  /// The words that a value of the shape `index` may be.
  func choices(of index: Int) -> [Value] {
    var found: [Value] = []
    visit(index) { found += $0.choices }
    return found
  }

  /// JSON's names of the types of a value of the shape `index`.
  func types(of index: Int) -> Set<String> {
    var found: Set<String> = []
    visit(index) { found.formUnion($0.types) }
    return found
  }

  private func visit(_ index: Int, depth: Int = 0, _ body: (Shape) -> Void) {
    body(shapes[index])
    guard depth < 16 else { return }
    for part in shapes[index].parts { visit(part, depth: depth + 1, body) }
  }

  private func first<Found>(
    _ index: Int, depth: Int = 0, _ find: (Shape) -> Found?
  ) -> Found? {
    if let found = find(shapes[index]) { return found }
    guard depth < 16 else { return nil }
    for part in shapes[index].parts {
      if let found = first(part, depth: depth + 1, find) { return found }
    }
    return nil
  }
}
