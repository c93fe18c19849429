import BlueprintModel

/// A step of a hook or an action as the author wrote it.
struct StepDeclaration: Sendable {
  /// What a step does.
  indirect enum Kind: Sendable {
    case run(YAMLNode)
    case script(YAMLNode)
    case file(FileDeclaration, owner: YAMLNode?, group: YAMLNode?)
    case fetch(path: YAMLNode, artifact: Located<String>)
    case http(HTTPDeclaration)
    case wait(Duration)
    case waitUntil(WaitDeclaration)
    case service(ServiceControl)
    case machine(MachineVerb, [NamedNode])
    case set([NamedNode])
    case assert(that: YAMLNode, message: YAMLNode?)
    case fail(YAMLNode)
    case approve(YAMLNode)
    case call(Located<String>, inputs: [NamedNode])
    case sequence([StepDeclaration])
    case parallel([BranchDeclaration])
    case condition(YAMLNode, then: [StepDeclaration], otherwise: [StepDeclaration])
    case forEach(LoopDeclaration)
    case repetition(RepetitionDeclaration)
    case attempt([StepDeclaration], rescue: [StepDeclaration], always: [StepDeclaration])
  }

  /// The kind's key.
  var key: StepKey
  /// How later steps refer to it.
  var id: Located<String>?
  /// What people call it; empty if it has no name.
  var name: String
  var kind: Kind
  var modifiers: StepModifiers
  /// The kind's key in the text.
  var place: Place
}

/// What can be said of a step besides what it does.
struct StepModifiers: Sendable {
  var on: YAMLNode?
  var user: YAMLNode?
  var environment: [NamedNode] = []
  var directory: YAMLNode?
  var input: YAMLNode?
  var when: YAMLNode?
  var timeout: Duration?
  var retry: RetryPolicy?
  var unless: YAMLNode?
  var creates: YAMLNode?
  var idempotency: Step.Idempotency?
  var outputs: [CaptureDeclaration] = []
  var continuesOnError = false
}

/// A value that is taken from what a step gives.
struct CaptureDeclaration: Sendable {
  var name: String
  var place: Place
  var from: CaptureSource?
  var selection: CapturedOutput.Selection
  var type: InputType
  var isSecret: Bool
}

/// A branch of `parallel`.
struct BranchDeclaration: Sendable {
  /// Nil for an element of a list.
  var name: String?
  var steps: [StepDeclaration]
}

/// A request to make.
struct HTTPDeclaration: Sendable {
  enum Address: Sendable {
    case url(YAMLNode)
    case endpoint(Located<String>, path: YAMLNode?)
  }

  var method: HTTPMethod
  var address: Address
  var headers: [NamedNode]
  var body: YAMLNode?
  var statuses: [Int]
  var bodyPattern: String?
  /// Values by JSON pointer.
  var expected: [NamedNode]
}

/// The methods of a request.
enum HTTPMethod: String, Sendable, CaseIterable {
  case get = "GET"
  case head = "HEAD"
  case post = "POST"
  case put = "PUT"
  case patch = "PATCH"
  case delete = "DELETE"
}

/// A condition to wait for.
struct WaitDeclaration: Sendable {
  enum Condition: Sendable {
    case healthy
    case tcpPort(Int)
    case probe(HealthDeclaration.Probe)
  }

  var condition: Condition
  var interval: Duration?
  var timeout: Duration?
  var deadline: Duration?
}

/// A loop over instances or a list.
struct LoopDeclaration: Sendable {
  var elements: YAMLNode
  var batch: BatchSize
  var steps: [StepDeclaration]
}

/// A bounded loop.
struct RepetitionDeclaration: Sendable {
  var steps: [StepDeclaration]
  var until: YAMLNode
  var maximum: Int
  var delay: Duration
}

/// A procedure of the author's.
struct ActionDeclaration: Sendable {
  var name: String
  var place: Place
  var description: String
  var inputs: [InputDeclaration]
  var steps: [StepDeclaration]
}
