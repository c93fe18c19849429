import BlueprintModel
import Hosts

/// The directory that holds all machines of a target: `machines/<deployment>/<machine>` and
/// `addresses/<127.x.y.z>`.
struct StateDirectory: Sendable, Hashable {
  /// The absolute path.
  let path: String

  /// Whether `home` is the home of a machine in here.
  func contains(_ home: String) -> Bool {
    home.hasPrefix("\(path)/machines/") && LocalPath.components(of: home) != nil
  }

  /// The addresses that are taken.
  var addresses: AddressBook { AddressBook(directory: "\(path)/addresses") }

  /// Where the machine of `deployment` with the readable address `machine` lies:
  /// `machines.web[2]` is `web-2`.
  func home(of machine: String, in deployment: String) throws(Failure) -> String {
    let name = machine.split(separator: ".").last.map(String.init) ?? machine
    let plain = name.replacing("[", with: "-").replacing("]", with: "")
    for part in [plain, deployment]
    where part.isEmpty || part.hasPrefix(".") || part.contains("/") || part.utf8.contains(0) {
      throw Failure(
        .permanent, code: "bad_input", "`\(part)` cannot name a directory", changed: .no)
    }
    return "\(path)/machines/\(deployment)/\(plain)"
  }
}
