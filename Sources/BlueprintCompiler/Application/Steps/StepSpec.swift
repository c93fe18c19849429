import BlueprintExpressions
import BlueprintModel

/// One step of a hook, a backup procedure or an action, resolved: names checked, types right,
/// inputs and locals replaced by their values.
///
/// What is left in its ``BoundValue``s are references that the planner binds, besides those of
/// ``Application``: `inputs` of an action, `steps instance each iteration env`.
public struct StepSpec: Sendable {
  /// How other steps refer to it.
  public var id: String?
  /// The last part of its identity in a plan: the author's `id`, or its kind, unique among its
  /// neighbours.
  public var label: String
  /// What people call it; empty if it has no name.
  public var name: String
  /// What it does.
  public var kind: Kind
  /// Where it runs; nil for the place that the steps around it have.
  public var site: StepSite?
  /// The user that it runs as; nil for the one that the provider has.
  public var user: BoundValue?
  /// Environment of this step and of those within it, over the service's.
  public var environment: [EnvironmentVariable]
  /// The working directory; nil for the service's.
  public var directory: BoundValue?
  /// What a script reads from its standard input; nil for nothing. May hold secrets.
  public var input: BoundValue?
  /// Whether it is done at all.
  public var when: BoundValue?
  /// The longest one attempt may take; nil for what is usual for its kind.
  public var timeout: Duration?
  /// How often it is tried; nil for what is usual.
  public var retry: RetryPolicy?
  /// A script whose success says that there is nothing to do.
  public var unless: BoundValue?
  /// A path whose presence says that there is nothing to do.
  public var creates: BoundValue?
  /// What is done when its outcome is not known; nil for what is usual for its kind.
  public var idempotency: Step.Idempotency?
  /// What later steps may use of it.
  public var outputs: [CapturedOutput]
  /// Whether the steps after it are done although it failed.
  public var continuesOnError: Bool
  /// Where it stands: its kind's key.
  public var place: Place

  /// What a step does.
  public indirect enum Kind: Sendable {
    /// A shell script on an instance.
    case run(BoundValue)
    /// Puts a file.
    case file(PlacedFileSpec)
    /// Brings a file or a tree back as an artifact.
    case fetch(path: BoundValue, artifact: String)
    /// Makes a request.
    case http(RequestSpec)
    /// Nothing, for a time.
    case wait(Duration)
    /// Waits until a condition holds.
    case waitUntil(WaitSpec)
    /// Starts, stops, restarts or reloads the service.
    case service(ServiceControl)
    /// Does something with the machine.
    case machine(MachineVerb, [String: BoundValue])
    /// Keeps values; of each, whether it is a secret.
    case set([String: BoundValue], secrets: Set<String>)
    /// Fails unless the condition is true.
    case assertion(BoundValue, message: BoundValue)
    /// Fails.
    case failure(BoundValue)
    /// Waits for a person.
    case approve(BoundValue)
    /// Does the steps of another action.
    case call(String, inputs: [String: BoundValue])
    /// Steps one after the other.
    case sequence([StepSpec])
    /// Branches side by side.
    case parallel([StepBranch])
    /// One of two lists of steps.
    case conditional(BoundValue, then: [StepSpec], otherwise: [StepSpec])
    /// Steps for each element, some at a time.
    case forEach(LoopSpec)
    /// Steps again and again until a condition holds.
    case repetition(until: BoundValue, maximum: Int, delay: Duration, body: [StepSpec])
    /// Steps with what is done if they fail, and what is done in any case.
    case attempt([StepSpec], rescue: [StepSpec], always: [StepSpec])
  }
}

/// Where a step runs.
public struct StepSite: Sendable, Hashable {
  /// The service or machine group.
  public var subject: Need.Subject
  /// The instance, or the list of all.
  public var instances: BoundValue
  /// Whether it is one instance.
  public var isSingle: Bool
}

/// A file that a step puts.
public struct PlacedFileSpec: Sendable {
  /// The path; relative to the service's directory, or absolute below the machine's root.
  public var path: BoundValue
  /// The content.
  public var content: BoundValue
  /// The permission bits.
  public var mode: Int
  /// The user that it belongs to; nil for the one that the provider has.
  public var owner: BoundValue?
  /// The group that it belongs to; nil for the owner's.
  public var group: BoundValue?
}

/// A branch of `parallel`.
public struct StepBranch: Sendable {
  /// The last part of its identity.
  public var label: String
  /// Its steps, one after the other.
  public var steps: [StepSpec]
}

/// Steps for each element of a list or each instance of a group.
public struct LoopSpec: Sendable {
  /// The elements.
  public var elements: BoundValue
  /// The group, if the elements are instances.
  public var subject: Need.Subject?
  /// How many at a time.
  public var batch: BatchSize
  /// The steps for one element.
  public var body: [StepSpec]
}

/// A condition that is waited for.
public struct WaitSpec: Sendable {
  /// What is waited for.
  public enum Condition: Sendable {
    /// The service's own health check passes.
    case healthy
    /// A connection to the port succeeds.
    case port(Int)
    /// A probe passes.
    case probe(HealthCheck.Probe)
  }

  /// What is waited for.
  public var condition: Condition
  /// Time between probes; nil for the health check's, or a second.
  public var interval: Duration?
  /// The longest that one probe may take.
  public var timeout: Duration?
  /// The longest until it holds.
  public var deadline: Duration?
}

/// A request of an `http` step.
public struct RequestSpec: Sendable {
  /// Where to.
  public enum Address: Sendable {
    /// A whole URL.
    case url(BoundValue)
    /// An endpoint of the service, with a path.
    case endpoint(String, path: BoundValue)
  }

  /// `GET`, `POST`, …
  public var method: String
  /// Where to.
  public var address: Address
  /// Headers by name.
  public var headers: [String: BoundValue]
  /// The body; what is not text is sent as JSON.
  public var body: BoundValue?
  /// The statuses that are good; empty for all from 200 to 299.
  public var statuses: [Int]
  /// What the body must match.
  public var bodyPattern: String?
  /// What the body must say, by JSON pointer.
  public var expected: [String: BoundValue]
}
