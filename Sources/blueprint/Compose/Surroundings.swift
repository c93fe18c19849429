import BlueprintModel
import Glibc

/// What the program reads from its process and machine, taken once at the start.
struct Surroundings: Sendable {
  /// The environment.
  let environment: [String: String]
  /// The streams.
  let console: Console
  /// The event stream on standard output, for commands that are asked for one.
  let events: EventStream

  /// The surroundings of this process.
  init() {
    var variables: [String: String] = [:]
    var entry = environ
    while let pointer = entry.pointee {
      let text = String(cString: pointer)
      if let split = text.firstIndex(of: "=") {
        variables[String(text[..<split])] = String(text[text.index(after: split)...])
      }
      entry += 1
    }
    environment = variables
    console = Console(environment: variables)
    events = EventStream(console: console)
  }

  /// The present moment by the machine's clock.
  var now: Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
  }

  /// The user's name, for records.
  var user: String {
    environment["USER"] ?? environment["LOGNAME"] ?? Self.accountName ?? "uid \(getuid())"
  }

  /// The name of this process's account; nil for one that the machine does not list.
  private static var accountName: String? {
    var account = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    guard getpwuid_r(getuid(), &account, &buffer, buffer.count, &found) == 0, found != nil else {
      return nil
    }
    return String(cString: account.pw_name)
  }

  /// The absolute path of this program's file.
  var executable: String { Files.target(ofLink: "/proc/self/exe") ?? CommandLine.arguments[0] }
}
