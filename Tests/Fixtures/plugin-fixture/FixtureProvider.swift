import BlueprintModel
import Glibc
import ProviderKit

/// Answers well or badly, by verb.
struct FixtureProvider: Provider {
  static let verbs: Set<String> = [
    "echo", "crash", "garbage", "oversize", "unasked", "flood", "hang", "helper", "fault",
    "print",
  ]
  /// `POSIX_SPAWN_SETSID`, which the C library's header shows to GNU sources only.
  private static let newSession: Int16 = 0x80
  let state: String
  private let cancelled = CancelledTokens()

  init(state: String) { self.state = state }

  func perform(
    _ action: Action, _ context: ActionContext, log: @escaping @Sendable (String) -> Void
  ) async throws(ProviderFault) -> Outcome {
    switch action.verb {
    case "crash": abort()
    case "garbage": protocolOutput("no JSON at all\n")
    case "oversize": protocolOutput(String(repeating: "x", count: (16 << 20) + 2))
    case "unasked": protocolOutput(#"{"jsonrpc":"2.0","id":77777,"result":{}}"# + "\n")
    case "flood": for number in 0..<(action.input["lines"]?.integer ?? 0) { log("line \(number)") }
    case "hang": await hang(until: context.token)
    case "helper": return startHelper()
    case "print": print("printed to standard output by mistake")
    case "fault": throw ProviderFault(provider: "fixture", reason: "said so")
    default: break
    }
    fflush(nil)
    return .done(handle: nil, outputs: ["echo": action.input, "state": .string(state)])
  }

  func cancel(token: String) async { await cancelled.insert(token) }

  /// Writes where the protocol goes, past the server: the lowest descriptor that is a pipe and
  /// not the log.
  private func protocolOutput(_ text: String) {
    let bytes = Array(text.utf8)
    for descriptor in CInt(3)..<64 where fcntl(descriptor, F_GETFL) & O_ACCMODE == O_WRONLY {
      var offset = 0
      while offset < bytes.count {
        let count = bytes[offset...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count < 0 && errno != EAGAIN { return }
        offset += max(count, 0)
      }
      return
    }
  }

  private func hang(until token: String) async {
    while await !cancelled.contains(token) {
      do { try await Task.sleep(for: .milliseconds(5)) } catch { return }
    }
  }

  /// Starts a process that inherits everything inheritable and outlives the plugin.
  private func startHelper() -> Outcome {
    var pid: pid_t = 0
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sleep"), strdup("600"), nil]
    defer { for argument in arguments { free(argument) } }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Self.newSession)
    let code = posix_spawnp(&pid, "sleep", nil, &attributes, &arguments, environ)
    guard code == 0 else {
      return .failed(Failure(.permanent, code: "spawn", String(cString: strerror(code))))
    }
    return .done(handle: nil, outputs: ["pid": .integer(Int(pid))])
  }
}

/// The tokens whose effects are to be given up.
actor CancelledTokens {
  private var tokens: Set<String> = []
  func insert(_ token: String) { tokens.insert(token) }
  func contains(_ token: String) -> Bool { tokens.contains(token) }
}
