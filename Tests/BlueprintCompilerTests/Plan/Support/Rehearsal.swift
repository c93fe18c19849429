import BlueprintCompiler
import BlueprintExpressions
import BlueprintModel
import Testing

/// One deployment whose plans are applied purely: what the engine records of a run, without one.
struct Rehearsal {
  /// The blueprint.
  var text: String
  /// The files that it names.
  var files: [String: String] = [:]
  /// The profiles that are applied.
  var profiles: [String] = []
  /// The providers that there are.
  var manifests = [manifest]
  /// Inputs that the user gave.
  var inputs: [String: Value] = [:]
  /// Counts set by `scale`.
  var counts: [String: Int] = [:]
  /// What is recorded.
  var state = DeploymentState(name: "rehearsed")
  /// What is there.
  var world = World()
  /// Every secret that there was.
  private var secrets: [String: Value] = [:]

  init(_ text: String, files: [String: String] = [:], inputs: [String: Value] = [:]) {
    self.text = text
    self.files = files
    self.inputs = inputs
  }

  /// What was compiled before, shared by copies: sweeps plan the same text many times.
  private final class Compiled {
    var applications: [Key: Application] = [:]
    struct Key: Hashable {
      var text: String
      var files: [String: String]
      var profiles: [String]
      var inputs: [String: Value]
      var counts: [String: Int]
    }
  }
  private let compiled = Compiled()

  /// The blueprint's application, as it is now.
  func application() throws -> Application {
    let key = Compiled.Key(
      text: text, files: files, profiles: profiles, inputs: inputs, counts: counts)
    if let application = compiled.applications[key] { return application }
    let application = try compile()
    compiled.applications[key] = application
    return application
  }

  private func compile() throws -> Application {
    let result = Compiler.compile(
      CompileRequest(
        source: Source(name: "blueprint.yaml", text: text),
        fileReader: { path throws(FileReadFailure) in
          guard let text = files[path] else { throw FileReadFailure("no such file") }
          return Array(text.utf8)
        },
        profiles: profiles,
        givenInputs: inputs.sorted { $0.key < $1.key }.map {
          GivenInput($0.key, .value($0.value), origin: .variable)
        },
        counts: counts, manifests: manifests))
    let complaint = DiagnosticRenderer(sources: result.sources).text(of: result.diagnostics)
    return try #require(result.application, "\(complaint)")
  }

  private static let manifest = ProviderManifest(
    name: "local", version: "1.0.0", protocolVersion: 1, summary: "This machine",
    verbs: [
      "machine.ensure", "machine.delete", "packages.ensure", "host.put", "host.get", "host.job",
      "service.ensure", "service.control", "service.delete", "health.wait",
    ])

  /// A planner for what is recorded.
  func planner(_ application: Application? = nil) -> Planner {
    var values = secrets
    values.merge(application?.secrets ?? [:]) { $1 }
    return Planner(state: state, fingerprints: values.mapValues(Self.fingerprint))
  }

  private static func fingerprint(_ secret: Value) -> String { "#\(Digest(of: secret).short)" }

  /// The plan that brings the deployment to what the blueprint says; checked against all laws.
  func plan(included: Set<ResourceAddress> = []) throws -> Plan {
    let application = try application()
    let plan = try quickPlan(included: included)
    let again = try planner(application).converge(
      to: application, operation: Operation(.deploy), included: included)
    #expect(plan.json.canonicalJSON == again.json.canonicalJSON)
    try PlanLaws(plan: plan, state: state).check()
    for secret in application.secrets.values.compactMap(\.string) {
      #expect(!plan.json.canonicalJSON.contains(secret))
    }
    return plan
  }

  /// The same plan, unchecked.
  func quickPlan(included: Set<ResourceAddress> = []) throws -> Plan {
    let application = try application()
    return try planner(application).converge(
      to: application, operation: Operation(.deploy), included: included)
  }

  /// The plan that takes everything away; checked against all laws.
  func destruction(included: Set<ResourceAddress> = []) throws -> Plan {
    let plan = try planner().destroy(included: included)
    try PlanLaws(plan: plan, state: state).check()
    return plan
  }

  /// Plans, applies all of it, and makes sure that nothing is left to do.
  mutating func deploy(seed: UInt64 = 0) throws {
    try apply(try plan(), seed: seed)
    let rest = try plan()
    #expect(rest.steps.map(\.id) == [], "left to do")
    #expect(rest.changes == [])
    #expect(world.mistakes == [])
  }

  /// As ``deploy(seed:)``, without a check of each plan against the laws; for sweeps.
  mutating func quickDeploy(seed: UInt64 = 0) throws {
    try apply(try quickPlan(), seed: seed)
    let rest = try quickPlan()
    #expect(rest.steps.isEmpty)
    #expect(world.mistakes.isEmpty)
  }

  /// Applies the first `count` steps of `plan`, in one of the orders that its needs allow.
  mutating func apply(_ plan: Plan, first count: Int = .max, seed: UInt64 = 0) throws {
    state.serial += 1
    state.revision = plan.revision
    secrets.merge((try? application().secrets) ?? [:]) { $1 }
    for step in StepOrder(plan, seed: seed).steps.prefix(count) { try perform(step, of: plan) }
  }

  /// Carries out `step`. With `fails`, it has its effect but is taken to have failed.
  mutating func perform(_ step: Step, of plan: Plan, fails: Bool = false) throws {
    let prior = step.resource.flatMap { state.resources[$0] }
    let input = try evaluated(step.input) { $0 }
    var applied: ValueMap = [:]
    for part in step.desired {
      let value = try evaluated(part.value) { .string(Self.fingerprint($0)) }
      applied[part.key] = .string(Digest(of: value).description)
    }
    let answer = world.perform(step, input, prior: prior?.handle)
    guard let address = step.resource else { return }
    if step.effect == .delete && !fails {
      state.resources[address] = nil
    } else if step.effect == .ensure {
      let target = try #require(plan.targets.first { $0.name == step.target })
      state.resources[address] = Resource(
        address: address, target: target,
        handle: fails ? prior?.handle ?? .null : answer.handle ?? prior?.handle ?? .null,
        outputs: fails || answer.outputs.isEmpty ? prior?.outputs ?? [:] : answer.outputs,
        applied: fails ? [:] : applied,
        teardown: fails ? prior?.teardown ?? step.teardown : step.teardown,
        uses: step.uses, protect: step.protect, place: step.place)
    }
  }

  private func evaluated(_ json: Value, secret form: (Value) -> Value) throws -> Value {
    try BoundValue(json: json).evaluated { reference throws(EvaluationError) in
      guard case .key(let name)? = reference.path.first else { return nil }
      let path = reference.path.dropFirst()
      let value =
        reference.root == "secrets"
        ? secrets[name].map(form)
        : state.resources[ResourceAddress(name)].map { .map($0.outputs) }
      return try value?.value(at: path)
    }
  }

  /// What is recorded, without where in the text it came from.
  var recorded: [ResourceAddress: Resource] {
    state.resources.mapValues { resource in
      var resource = resource
      resource.place = nil
      return resource
    }
  }
}
