/// What a `machine` step does with a machine; a provider has those that its kind of machine can.
public enum MachineVerb: String, Sendable, Hashable, CaseIterable {
  case power, snapshot, resize, reboot, fence

  /// The provider's verb.
  var verb: String { "machine.\(rawValue)" }

  /// The name of the argument in the verb's input; nil for `resize`, which has several.
  var argument: String? {
    switch self {
    case .power: "state"
    case .snapshot: "name"
    case .resize: nil
    case .reboot: "mode"
    case .fence: "level"
    }
  }

  /// Whether it says nothing without its argument.
  var needsArgument: Bool { self == .power || self == .resize || self == .snapshot }

  /// The words that the argument can be; nil for any text.
  var choices: [String]? {
    switch self {
    case .power: ["on", "off", "cycle"]
    case .reboot: ["soft", "hard"]
    case .fence: ["power", "hypervisor", "storage", "network"]
    case .snapshot, .resize: nil
    }
  }
}
