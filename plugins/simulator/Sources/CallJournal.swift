import BlueprintModel
import Glibc

/// What was asked of a world, appended to a file line by line. A line that was cut short by a kill
/// is left out.
final class CallJournal: Sendable {
  /// One thing that was asked.
  struct Entry: Sendable {
    enum Content: Sendable {
      case call(Action, ActionContext)
      case cancel(token: String)
    }

    /// The moment of the simulated world.
    let at: Timestamp
    let content: Content
  }

  /// The moment of the wall clock at which the world began.
  let began: Timestamp
  /// What was asked before this process.
  let entries: [Entry]
  private let descriptor: Int32

  /// The journal `name` in `directory`, which is made if it is not there.
  init(directory: String, name: String) throws(Failure) {
    let path = "\(directory)/\(name).calls"
    var parent = ""
    for part in directory.split(separator: "/") {
      parent += "/\(part)"
      guard mkdir(parent, 0o700) == 0 || errno == EEXIST else { throw Self.fault(parent) }
    }
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.fault(path) }
    let lines = Self.content(of: descriptor).split(separator: UInt8(ascii: "\n"))
    entries = lines.dropFirst().compactMap { Entry(line: $0) }
    let head = lines.first.flatMap { try? Value(jsonBytes: Array($0)) }
    began = Timestamp(milliseconds: head?["began"]?.integer ?? WallClock.now.milliseconds)
    if lines.isEmpty { write(["began": .integer(began.milliseconds)]) }
  }

  deinit { close(descriptor) }

  /// Adds what was asked.
  func append(_ entry: Entry) { write(entry.json) }

  private func write(_ json: Value) {
    let bytes = Array((json.canonicalJSON + "\n").utf8)
    // A world that cannot be kept is lost with its process, and so are its tokens.
    _ = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
  }

  private static func content(of descriptor: Int32) -> [UInt8] {
    var content: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      guard count > 0 else { return content }
      content += chunk[0..<count]
    }
  }

  private static func fault(_ path: String) -> Failure {
    let reason = String(cString: strerror(errno))
    return Failure(.permanent, code: "state", "`\(path)`: \(reason)", changed: .no)
  }
}

extension CallJournal.Entry {
  fileprivate init?(line: some Sequence<UInt8>) {
    guard let json = try? Value(jsonBytes: Array(line)), let at = json["at"]?.integer else {
      return nil
    }
    self.at = Timestamp(milliseconds: at)
    if let token = json["cancel"]?.string {
      content = .cancel(token: token)
    } else if let action = json["action"].flatMap({ try? Action(json: $0) }),
      let context = json["context"].flatMap({ try? ActionContext(json: $0) })
    {
      content = .call(action, context)
    } else {
      return nil
    }
  }

  fileprivate var json: Value {
    switch content {
    case .cancel(let token): ["at": .integer(at.milliseconds), "cancel": .string(token)]
    case .call(let action, let context):
      ["at": .integer(at.milliseconds), "action": action.json, "context": context.json]
    }
  }
}
