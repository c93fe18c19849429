import BlueprintModel
import Hosts
import ProviderKit

/// A health check of a service on a machine.
struct Probe: Sendable {
  /// What one probe saw.
  struct Health: Sendable, Hashable {
    var isHealthy: Bool
    /// What was seen, for people.
    var reason: String
  }

  private enum Kind: Sendable {
    case tcp(port: Int)
    case http(port: Int, path: String, status: Int)
    case run(script: String, environment: [String: String], directory: String)
  }

  private let kind: Kind
  private let address: String
  private let timeout: Duration

  /// Reads `check: {tcp: {port}} | {http: {port, path, status}} | {run: script}` of a call.
  init(_ call: VerbCall) throws(Failure) {
    let input = try call.input()
    let machine = try call.machine()
    let check = try input.reader("check")
    address = machine.address
    timeout = try input.milliseconds("timeout_ms") ?? .seconds(5)
    if check.value("tcp") != nil {
      kind = .tcp(port: try check.reader("tcp").port("port"))
    } else if check.value("http") != nil {
      let http = try check.reader("http")
      kind = .http(
        port: try http.port("port"), path: try http.optional("path", "a string", \.string) ?? "/",
        status: try http.optional("status", "an integer", \.integer) ?? 200)
    } else if check.value("run") != nil {
      let directory = try input.optional("directory", "a string", \.string) ?? ""
      kind = .run(
        script: try check.string("run"),
        environment: call.environment(try input.environment("env"), on: machine),
        directory: try machine.resolve(".", in: directory))
    } else {
      throw input.mistake(at: "check", "expected one of tcp, http, run")
    }
  }

  /// Probes once.
  func run(on host: LocalHost) async -> Health {
    switch kind {
    case .tcp(let port):
      do throws(SocketFailure) {
        _ = try await Connection.open(to: address, port: port, within: timeout)
        return Health(isHealthy: true, reason: "port \(port) accepts connections")
      } catch {
        return Health(isHealthy: false, reason: "port \(port) of \(address): \(error.reason)")
      }
    case .http(let port, let path, let status):
      return await get(port, path, expecting: status)
    case .run(let script, let environment, let directory):
      return await run(script, environment, directory, on: host)
    }
  }

  private func get(_ port: Int, _ path: String, expecting status: Int) async -> Health {
    let url = "http://\(address):\(port)\(path)"
    do throws(SocketFailure) {
      let got = try await HTTPProbe(address: address, port: port, path: path).status(
        within: timeout)
      return Health(isHealthy: got == status, reason: "\(url) answers \(got), expected \(status)")
    } catch {
      return Health(isHealthy: false, reason: "\(url): \(error.reason)")
    }
  }

  /// The script travels in the environment: its text may hold values.
  private func run(
    _ script: String, _ environment: [String: String], _ directory: String, on host: LocalHost
  ) async -> Health {
    let text = """
      cd -- "$1" || exit 126
      probe=$BLUEPRINT_PROBE
      unset BLUEPRINT_PROBE
      eval "$probe"
      """
    let command = HostCommand(
      .script(text, arguments: [directory]),
      environment: environment.merging(["BLUEPRINT_PROBE": script]) { $1 }, timeout: timeout)
    do throws(HostError) {
      let result = try await host.run(command)
      let last = Tail.lines(of: result.errorOutput + result.output, count: 1).first ?? ""
      let reason = "the check ends with exit status \(result.status)"
      return Health(
        isHealthy: result.status == 0, reason: last.isEmpty ? reason : "\(reason): \(last)")
    } catch {
      if case .timedOut(_, let limit) = error {
        return Health(
          isHealthy: false, reason: "the check did not end within \(limit.blueprintText)")
      }
      return Health(isHealthy: false, reason: "the check: \(error)")
    }
  }
}
