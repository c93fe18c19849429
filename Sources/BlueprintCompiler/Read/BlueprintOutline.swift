/// The few names of a blueprint that a command needs before it compiles it. What is wrong with
/// the rest is the compiler's to say.
public struct BlueprintOutline: Sendable {
  /// The blueprint's `name`, if it is text.
  public let name: String?
  /// The text, read: a compilation of it need not read it again. Nil where it is not YAML.
  let tree: YAMLTree?

  /// The outline of `source`; empty where the text is not YAML.
  public init(of source: Source) {
    tree = YAMLParser.parse(source, log: DiagnosticLog())
    let text = tree?.root["name"]?.text ?? ""
    name = text.isEmpty ? nil : text
  }

  /// The names of the profiles, in the order of the text.
  public var profiles: [String] {
    tree?.root["profiles"]?.entries.map(\.key.text) ?? []
  }

  /// The names of the machine groups.
  public var groups: Set<String> {
    Set(tree?.root["machines"]?.entries.map(\.key.text) ?? [])
  }

  /// The machine group that each service is `on`.
  public var groupsByService: [String: String] {
    var found: [String: String] = [:]
    guard let services = tree?.root["services"] else { return found }
    for service in services.entries { found[service.key.text] = service.value["on"]?.text }
    return found
  }

  /// The input that each machine group's `count` is, where it is one and nothing else.
  public var countInputs: [String: String] {
    var counts: [String: String] = [:]
    guard let machines = tree?.root["machines"] else { return counts }
    for machine in machines.entries {
      counts[machine.key.text] = machine.value["count"]?.nameOfInput
    }
    return counts
  }
}
