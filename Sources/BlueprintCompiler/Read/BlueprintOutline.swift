/// The few names of a blueprint that a command needs before it compiles it. What is wrong with
/// the rest is the compiler's to say.
public struct BlueprintOutline: Sendable {
  /// The blueprint's `name`, if it is text.
  public let name: String?
  /// The names of the machine groups.
  public let groups: Set<String>
  /// The machine group that each service is `on`.
  public let groupsByService: [String: String]
  /// The input that each machine group's `count` is, where it is one and nothing else.
  public let countInputs: [String: String]

  /// The outline of `source`; empty where the text is not YAML.
  public init(of source: Source) {
    let root = YAMLParser.parse(source, log: DiagnosticLog())?.root
    let text = root?["name"]?.text ?? ""
    name = text.isEmpty ? nil : text
    groups = Set(root?["machines"]?.entries.map(\.key.text) ?? [])
    var counts: [String: String] = [:]
    if let machines = root?["machines"] {
      for machine in machines.entries {
        counts[machine.key.text] = machine.value["count"]?.nameOfInput
      }
    }
    countInputs = counts
    var found: [String: String] = [:]
    if let services = root?["services"] {
      for service in services.entries { found[service.key.text] = service.value["on"]?.text }
    }
    groupsByService = found
  }
}
