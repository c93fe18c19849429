import BlueprintModel

/// Turns the text of a test into a ``BlueprintTest``. As with blueprints, every mistake is a
/// diagnostic, and reading goes on.
struct TestDecoder {
  let log: DiagnosticLog

  func decode(_ root: YAMLNode) -> BlueprintTest {
    let fields = Fields<TestKey>(root, at: root.firstPlace, log: log)
    checkVersion(fields)
    let operations = fields.list(.operations).compactMap(operation)
    if fields[.operations]?.kind == .list, operations.isEmpty, !log.hasErrors {
      let problem = DecodeProblem.outOfRange("operations", wanted: "at least one operation")
      log.report(problem, at: fields.place(of: .operations))
    }
    return BlueprintTest(
      description: fields.text(.description) ?? "", blueprint: fields.reference(.blueprint),
      profiles: fields.references(.profiles).map(\.value), inputs: values(fields, .inputs),
      seed: fields.integer(.seed, in: 0...Int.max, wanted: "0 or more")
        ?? BlueprintTest.firstSeed,
      seeds: fields.integer(.seeds, in: 1...100_000, wanted: "from 1 to 100000") ?? 1,
      parallelism: fields.integer(.parallelism, in: 1...100_000, wanted: "from 1 to 100000") ?? 16,
      latencies: fields.members(.latency, named: nil).compactMap { member in
        latency(member.value, member.name).map { (Glob(member.name), $0) }
      },
      faults: fields.list(.faults).compactMap(fault), stubs: fields.list(.stubs).compactMap(stub),
      operations: operations)
  }

  private func checkVersion(_ fields: Fields<TestKey>) {
    guard let node = fields[.test], node.scalar != .integer(1) else { return }
    log.report(
      TestProblem.version(node.kind == .scalar ? node.text : node.kindName), at: node.place)
  }

  /// A map of values under `key`.
  func values<Key>(_ fields: Fields<Key>, _ key: Key) -> ValueMap {
    let members = fields.members(key, named: nil)
    return ValueMap(members.map { ($0.name, YAMLDocument.convert($0.value)) })
  }

  /// Patterns under `key`: one, or a list.
  func globs<Key>(_ fields: Fields<Key>, _ key: Key) -> [Located<Glob>] {
    guard let node = fields[key] else { return [] }
    let nodes = node.kind == .list ? Array(node.elements) : [node]
    return nodes.compactMap { node in
      guard node.kind == .scalar else {
        fields.reportKind(node, key, wanted: "a pattern or a list of them")
        return nil
      }
      return Located(Glob(node.text), at: node.place)
    }
  }

  /// A single pattern under `key`.
  func glob<Key>(_ fields: Fields<Key>, _ key: Key) -> Glob? {
    fields.scalarNode(key, wanted: "a pattern").map { Glob($0.text) }
  }
}
