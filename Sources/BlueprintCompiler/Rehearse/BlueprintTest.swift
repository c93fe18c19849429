import BlueprintModel

/// A file that rehearses a blueprint: operations on a simulated deployment, one after the other,
/// with what goes wrong and what is expected.
public struct BlueprintTest: Sendable {
  /// What the test is for.
  public var description: String
  /// The path of the blueprint, seen from the test; nil for the one beside it.
  public var blueprint: Located<String>?
  /// The profiles to apply.
  public var profiles: [String]
  /// Values of inputs.
  public var inputs: ValueMap
  /// The seed of the first repetition.
  public var seed: Int
  /// How often the test is repeated, each time with the next seed.
  public var seeds: Int
  /// How many steps are performed at the same time.
  public var parallelism: Int
  /// How long calls take, by verb.
  public var latencies: [(verb: Glob, latency: Latency)]
  /// What goes wrong in every operation.
  public var faults: [Fault]
  /// What calls answer in every operation.
  public var stubs: [Stub]
  /// What is done, in order.
  public var operations: [TestOperation]

  /// The seed of a test that says none.
  public static let firstSeed = 1
}

extension BlueprintTest {
  /// The test in the text `source`; nil, with what is wrong, if it is none.
  public static func read(_ source: Source) -> (test: BlueprintTest?, diagnostics: [Diagnostic]) {
    let log = DiagnosticLog()
    guard let tree = YAMLParser.parse(source, log: log) else { return (nil, log.sorted) }
    let test = TestDecoder(log: log).decode(tree.root)
    return (log.hasErrors ? nil : test, log.sorted(fixedIn: [source]))
  }
}
