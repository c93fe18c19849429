import BlueprintModel
import Glibc
import Hosts
import Testing

@testable import LocalProvider

/// A state directory and calls of a local provider in it, for one test.
final class LocalBench: Sendable {
  let path: String
  let provider: any Provider

  /// A bench of `provider`, or of one in this process.
  init(_ provider: (any Provider)? = nil) throws {
    var template = Array("/tmp/blueprint-local-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure(.unknown, code: "mkdtemp", "mkdtemp") }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    self.provider = provider ?? LocalProvider()
  }

  deinit { try? DirectoryTree.remove(path) }

  func call(
    _ verb: String, _ input: Value, address: String = "services.web[0]", token: String? = nil,
    prior: Value? = nil, timeout: Duration = .seconds(60),
    log: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> Outcome {
    let action = action(verb, input, address: address)
    let context = ActionContext(
      token: token ?? Self.freshToken(), attempt: 1, term: 1, timeout: timeout, prior: prior)
    return try await provider.perform(action, context, log: log)
  }

  func action(_ verb: String, _ input: Value, address: String = "services.web[0]") -> Action {
    let target = TargetBinding(
      name: "main", provider: "local", settings: ["directory": .string("\(path)/local")])
    return Action(verb: verb, deployment: "shop", address: address, target: target, input: input)
  }

  static func freshToken() -> String {
    (0..<4).map { _ in String(UInt32.random(in: 0 ... .max), radix: 16) }.joined(separator: "-")
  }

  /// A machine's outputs, as `host` of other inputs.
  func machine(_ index: Int = 0) async throws -> Value {
    let outcome = try await call(
      "machine.ensure", ["name": "web-\(index)", "specification": .map([:])],
      address: "machines.web[\(index)]")
    return .map(try outcome.outputs)
  }

  /// Removes the machine with everything that runs on it, and checks that nothing is left.
  func removeMachine(_ index: Int = 0) async throws {
    let outcome = try await call("machine.delete", .map([:]), address: "machines.web[\(index)]")
    _ = try outcome.outputs
    let mark = "\(path)/"
    #expect(
      try await eventually { processes(mentioning: mark).isEmpty },
      "left: \(processes(mentioning: mark))")
  }
}

extension Outcome {
  /// The outputs of an effect that holds.
  var outputs: ValueMap {
    get throws {
      guard case .done(_, let outputs) = self else { throw UnexpectedOutcome(outcome: self) }
      return outputs
    }
  }

  /// The handle of an effect that holds.
  var handle: Value? {
    guard case .done(let handle, _) = self else { return nil }
    return handle
  }

  /// The failure, if it is one.
  var failure: Failure? {
    guard case .failed(let failure) = self else { return nil }
    return failure
  }
}

struct UnexpectedOutcome: Error, CustomStringConvertible {
  var outcome: Outcome
  var description: String { outcome.json.canonicalJSON }
}

/// The processes whose command line or environment mentions `text`, without zombies.
func processes(mentioning text: String) -> [Int] {
  let names = (try? DirectoryTree.names(in: "/proc")) ?? []
  return names.compactMap { name in
    guard let pid = pid_t(name), pid != getpid(),
      MachineProcesses.startTime(of: pid) != nil
    else { return nil }
    for file in ["cmdline", "environ"] {
      let bytes = (try? FileRange.read("/proc/\(name)/\(file)", from: 0, limit: 1 << 18)) ?? []
      if String(decoding: bytes, as: UTF8.self).contains(text) { return Int(pid) }
    }
    return nil
  }
}

/// Polls until `condition` holds; whether it did within `limit`.
func eventually(
  within limit: Duration = .seconds(120), _ condition: () async throws -> Bool
) async throws -> Bool {
  let end = ContinuousClock.now + limit
  while true {
    if try await condition() { return true }
    if ContinuousClock.now > end { return false }
    try await Task.sleep(for: .milliseconds(20))
  }
}

/// A small HTTP server for tests, as a service's command: answers on `$LISTEN` `$PORT`.
let serverCommand = """
  exec python3 -c '
  import http.server, os, signal, sys
  signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
  class H(http.server.BaseHTTPRequestHandler):
      def do_GET(self):
          ok = not os.path.exists("sick")
          self.send_response(200 if ok else 503); self.end_headers(); self.wfile.write(b"hi")
      def log_message(self, *a): pass
  server = http.server.HTTPServer((os.environ["LISTEN"], int(os.environ["PORT"])), H)
  print("listening", flush=True)
  print("port", server.server_port, flush=True)
  server.serve_forever()'
  """
