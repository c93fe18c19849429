import Foundation

extension Bench {
  /// The path of a file of a machine, which the `local` provider keeps as a directory.
  func machinePath(_ machine: String, _ path: String) throws -> String {
    let machines = "\(state)/local/machines"
    let deployment = try FileManager.default.contentsOfDirectory(atPath: machines).first ?? "none"
    return "\(machines)/\(deployment)/\(machine)/\(path)"
  }

  /// The text of a file of a machine.
  func machineFile(_ machine: String, _ path: String) throws -> String {
    try String(contentsOfFile: machinePath(machine, path), encoding: .utf8)
  }
}
