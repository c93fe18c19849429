import BlueprintExpressions
import BlueprintModel

/// The resolved application as other programs read it. What is known only when the application
/// runs stands as in plans, `{"$template": …}`; of secrets there are only the names.
extension Application {
  /// The JSON form.
  public var json: Value {
    [
      "name": .string(name), "version": .string(version), "description": .string(description),
      "source": .string(source.description), "profiles": .list(profiles.map(Value.string)),
      "inputs": .map(givenInputs), "secrets": .list(secrets.keys.sorted().map(Value.string)),
      "targets": .list(targets.map(\.binding.json)), "machines": .list(machines.map(\.json)),
      "services": .list(services.map(\.json)), "actions": .list(actions.map(\.applicationJSON)),
      "schedules": .list(schedules.map(\.json)),
      "requires": .list(requirements.map(\.json)), "outputs": .list(outputs.map(\.json)),
    ]
  }
}

extension OutputSpec {
  fileprivate var json: Value {
    [
      "name": .string(name), "value": value.json, "description": .string(description),
      "secret": .boolean(isSecret),
      "place": .string(place.description),
    ]
  }
}

extension MachineGroup {
  fileprivate var json: Value {
    [
      "name": .string(name), "target": .string(target), "count": count.map(Value.integer) ?? .null,
      "specification": specification.json, "placement": placement.json,
      "protect": .boolean(protect),
      "needs": .list(needs.map(\.json)), "place": .string(place.description),
    ]
  }
}

extension Schedule {
  fileprivate var json: Value {
    var task: (String, Value) = ("operation", .null)
    switch self.task {
    case .operation(let name): task.1 = .string(name)
    case .action(let name): task = ("action", .string(name))
    }
    var map: ValueMap = [
      "name": .string(name), "inputs": .map(inputs),
      "services": .list(services.map(Value.string)), "cron": .string(cron.text),
      "timezone": .string(timezone),
      "runs_on": .string(runsOnMachine ? "machine" : "controller"),
      "retain": .map(ValueMap(retention.map { ($0.key, Value.integer($0.value)) })),
      "overlap": .string(overlap), "catch_up": .boolean(catchUp), "jitter": .duration(jitter),
      "deadline": deadline.map(Value.duration) ?? .null, "description": .string(description),
      "place": .string(place.description),
    ]
    map[task.0] = task.1
    return .map(map)
  }
}

extension Requirement {
  fileprivate var json: Value {
    [
      "name": .string(name), "deployment": .string(deployment),
      "outputs": .list(outputs.map(Value.string)), "place": .string(place.description),
    ]
  }
}

extension Need {
  fileprivate var json: Value {
    [
      "address": .string(subject.address.description), "place": .string(place.description),
    ]
  }
}
