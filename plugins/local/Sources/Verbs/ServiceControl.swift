import BlueprintModel
import Hosts
import ProviderKit

/// `service.control {host, name, action: start|stop|restart|reload}`. To stop one that
/// does not run, or to start one that does, changes nothing.
struct ServiceControl: LocalVerb {
  private enum Action: String { case start, stop, restart, reload }

  private let call: VerbCall
  private let machine: LocalMachine
  private let name: String
  private let action: Action

  init(_ call: VerbCall) throws(Failure) {
    self.call = call
    let input = try call.input()
    machine = try call.machine()
    name = try input.fileName("name")
    action = try input.required("action", "start, stop, restart or reload") { value in
      value.string.flatMap(Action.init(rawValue:))
    }
  }

  func perform() async throws(Failure) -> Outcome {
    switch action {
    case .start: try await start()
    case .stop: try await stop()
    case .restart:
      try await stop()
      try await start()
    case .reload: try await reload()
    }
    return .done(handle: nil, outputs: [:])
  }

  private var services: HostServices { machine.services(on: call.host) }

  private func start() async throws(Failure) {
    let isKnown = try await Failure.catching { () async throws(HostError) in
      try await services.start(name, term: call.context.term)
    }
    guard isKnown else {
      throw Failure(
        .permanent, code: "service_absent", "`\(name)` was never started here", changed: .no)
    }
  }

  private func stop() async throws(Failure) {
    try await Failure.catching { () async throws(HostError) in
      try await services.stop(name, term: call.context.term, within: call.context.timeout)
    }
  }

  private func reload() async throws(Failure) {
    let isHandled = try await Failure.catching { () async throws(HostError) in
      try await services.reload(name)
    }
    guard isHandled else {
      throw Failure(
        .permanent, code: "reload_unhandled", "no process of `\(name)` handles HUP",
        changed: .no, help: "restart the service instead, or give it a `reload` hook")
    }
  }
}
