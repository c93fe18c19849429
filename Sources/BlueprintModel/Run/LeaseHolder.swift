/// The process that holds a lease, described so that another process on the same machine can
/// tell whether it still lives.
public struct LeaseHolder: Sendable, Hashable, JSONRepresentable {
  /// The machine's host name.
  public var host: String
  /// The kernel's boot identity.
  public var boot: String
  /// The process number.
  public var process: Int
  /// The process's start time in clock ticks after boot, as /proc tells it.
  public var started: Int
  /// The user and what the process does, for people: `ada: blueprint deploy`.
  public var label: String

  /// A holder; see the properties for the parameters.
  public init(host: String, boot: String, process: Int, started: Int, label: String) {
    self.host = host
    self.boot = boot
    self.process = process
    self.started = started
    self.label = label
  }

  public init(json: Value) throws(JSONShapeError) {
    host = try json.requiredString("host")
    boot = try json.requiredString("boot")
    process = try json.requiredInteger("process")
    started = try json.requiredInteger("started")
    label = json["label"]?.string ?? ""
  }

  public var json: Value {
    [
      "host": .string(host), "boot": .string(boot), "process": .integer(process),
      "started": .integer(started), "label": .string(label),
    ]
  }
}
