import BlueprintModel

/// A deployment as it is: what is recorded, and what the providers see now.
struct StatusReport {
  /// A machine or service instance as its provider sees it.
  struct Row {
    var address: ResourceAddress
    var state: String
    var network: String
    var detail: String
    var observed: ValueMap
  }

  /// What is recorded.
  let state: DeploymentState
  /// The rows, machines first.
  let rows: [Row]

  /// Asks the providers about everything in `state`, at the same time.
  static func observe(
    _ state: DeploymentState, _ workspace: Workspace
  ) async throws(CommandFailure) -> StatusReport {
    let question = ProviderQuestion(workspace: workspace, deployment: state.name)
    let machines = state.resources.values.filter { $0.address.isMachine }
      .sorted { $0.address < $1.address }
    let instances = ServiceInstance.all(in: state)
    let rows = await withTaskGroup(of: (Int, Row).self) { group in
      for (index, machine) in machines.enumerated() {
        group.addTask { (index, await row(of: machine, question)) }
      }
      for (index, instance) in instances.enumerated() {
        group.addTask { (machines.count + index, await row(of: instance, question)) }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    return StatusReport(state: state, rows: rows.sorted { $0.0 < $1.0 }.map(\.1))
  }

  private static func row(of machine: Resource, _ question: ProviderQuestion) async -> Row {
    let observed = await observe(
      "machine.observe", machine, input: .map(machine.outputs), question)
    return Row(
      address: machine.address, state: observed["state"]?.string ?? "unknown",
      network: machine.outputs["address"]?.string ?? "-", detail: reason(in: observed),
      observed: observed)
  }

  private static func row(of instance: ServiceInstance, _ question: ProviderQuestion) async -> Row {
    let input: Value = ["host": .map(instance.host), "name": .string(instance.name)]
    let observed = await observe("service.observe", instance.resource, input: input, question)
    var detail = reason(in: observed)
    if let uptime = observed["since_ms"]?.integer {
      detail = "up \(Duration.milliseconds(uptime).brief)"
    }
    if let starts = observed["starts"]?.integer, starts > 1 {
      detail += (detail.isEmpty ? "" : ", ") + "started \(starts) times"
    }
    return Row(
      address: instance.resource.address, state: observed["state"]?.string ?? "unknown",
      network: instance.host["address"]?.string ?? "-", detail: detail, observed: observed)
  }

  private static func observe(
    _ verb: String, _ resource: Resource, input: Value, _ question: ProviderQuestion
  ) async -> ValueMap {
    do throws(CommandFailure) {
      return try await question.ask(
        verb, of: resource.target, about: resource.address.description, input: input,
        prior: resource.handle)
    } catch {
      return ["reason": .string(error.diagnostics.first?.message ?? "no answer")]
    }
  }

  private static func reason(in observed: ValueMap) -> String {
    observed["reason"]?.string ?? ""
  }

  /// The lines for people.
  var lines: [String] {
    var lines = [headline]
    if let run = state.activeRun { lines.append("run \(run) is unfinished: blueprint resume") }
    if !rows.isEmpty {
      var table = Table(["ADDRESS", "STATE", "NETWORK", ""])
      for row in rows {
        table.add([row.address.description, row.state, row.network, row.detail])
      }
      lines += [""] + table.lines
    }
    if !state.outputs.isEmpty { lines.append("") }
    for output in state.outputs { lines.append("\(output.name) = \(output.value.plainText)") }
    return lines
  }

  private var headline: String {
    guard let revision = state.revision else { return "\(state.name): nothing is deployed" }
    let versions = revision.serviceVersions.map { "\($0.key) \($0.value.plainText)" }
    let named = ([revision.version] + versions).filter { !$0.isEmpty }.joined(separator: ", ")
    return "\(state.name): revision \(revision.number) of \(revision.application)"
      + (named.isEmpty ? "" : " (\(named))")
  }

  /// The report for programs.
  var json: Value {
    [
      "deployment": .string(state.name), "serial": .integer(state.serial),
      "revision": state.revision?.json ?? .null,
      "active_run": state.activeRun.map { .string($0.description) } ?? .null,
      "instances": .list(
        rows.map { row in
          [
            "address": .string(row.address.description), "state": .string(row.state),
            "network": .string(row.network), "observed": .map(row.observed),
          ]
        }),
      "resources": .list(
        state.resources.keys.sorted().map { .string($0.description) }),
      "outputs": .map(ValueMap(state.outputs.map { ($0.name, $0.value) })),
    ]
  }
}
