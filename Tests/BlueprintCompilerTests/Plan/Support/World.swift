import BlueprintModel

/// A provider that does nothing but remember: what would be there if the plan's steps were real.
struct World: Hashable {
  /// A supervised process.
  struct Process: Hashable {
    var specification: Digest
    var ports: [Int]
    var isRunning: Bool
  }

  /// Machines by name.
  private(set) var machines: Set<String> = []
  /// Digests of what was put, by machine and directory.
  private(set) var files: [String: Digest] = [:]
  /// Processes by machine and service.
  private(set) var processes: [String: Process] = [:]
  /// Effects that a real target would have refused or suffered from.
  private(set) var mistakes: Set<String> = []

  /// Does what `step` asks for, and answers with a handle and outputs.
  mutating func perform(
    _ step: Step, _ input: Value, prior: Value?
  ) -> (handle: Value?, outputs: ValueMap) {
    let host = input["host"]?["name"]?.string ?? "?"
    if step.verb != nil, step.verb != "machine.ensure", step.verb?.hasPrefix("backup.") == false,
      step.verb != "machine.delete", !machines.contains(host)
    {
      mistakes.insert("\(step.id) has no machine `\(host)`")
    }
    switch step.verb {
    case "machine.ensure": return ensureMachine(input)
    case "machine.delete": deleteMachine(prior?.string ?? "?")
    case "host.put": return put(input, on: host)
    case "service.ensure": start(input, on: host)
    case "service.control": control(input, on: host)
    case "service.delete": processes["\(host)/\(input["name"]?.string ?? "?")"] = nil
    default: break
    }
    return (nil, [:])
  }

  private mutating func ensureMachine(_ input: Value) -> (Value?, ValueMap) {
    let name = input["name"]?.string ?? "?"
    machines.insert(name)
    let number = name.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) % 65_000 }
    return (
      .string(name),
      [
        "name": .string(name), "address": .string("127.0.\(number / 256).\(number % 256)"),
        "root": .string("/state/\(name)"), "home": .string("/state/\(name)/home"),
      ]
    )
  }

  private mutating func deleteMachine(_ name: String) {
    machines.remove(name)
    for key in processes.keys where key.hasPrefix("\(name)/") {
      mistakes.insert("\(key) lost its machine")
    }
    for key in files.keys where key.hasPrefix("\(name)/") { mistakes.insert("\(key) was left") }
  }

  private mutating func put(_ input: Value, on host: String) -> (Value?, ValueMap) {
    let list = input["files"] ?? .null
    let key = "\(host)/\(input["directory"]?.string ?? "?")"
    files[key] = list.list?.isEmpty == true ? nil : Digest(of: list)
    return (nil, ["digest": .string(Digest(of: list).description)])
  }

  private mutating func start(_ input: Value, on host: String) {
    let key = "\(host)/\(input["name"]?.string ?? "?")"
    let ports = (input["endpoints"]?.list ?? []).compactMap { $0["port"]?.integer }
    let process = Process(specification: Digest(of: input), ports: ports, isRunning: true)
    if let running = processes[key], running.isRunning, running != process {
      mistakes.insert("\(key) was started over itself")
    }
    for (other, running) in processes
    where other != key && other.hasPrefix("\(host)/") && running.isRunning {
      for port in ports where running.ports.contains(port) {
        mistakes.insert("\(key) wants port \(port) of \(other)")
      }
    }
    processes[key] = process
  }

  private mutating func control(_ input: Value, on host: String) {
    let key = "\(host)/\(input["name"]?.string ?? "?")"
    processes[key]?.isRunning = input["action"]?.string != "stop"
  }
}
