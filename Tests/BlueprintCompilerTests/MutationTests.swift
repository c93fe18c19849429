import BlueprintCompiler
import BlueprintModel
import Testing

/// Compiles blueprints with seeded damage. Nothing may crash or hang, every diagnostic must have
/// a known code and a place within the text, and only a text without errors gives an application.
@Suite struct MutationTests {
  private static let seed = """
    blueprint: 1
    name: shop
    inputs:
      n: {type: integer, default: 2, minimum: 1}
      key: {type: string, secret: true, default: "x"}
    locals: {a: "${inputs.n + 1}", b: ["${locals.a}", 010]}
    profiles: {p: {machines: {web: {count: 3, labels: null}}}}
    targets: {main: &t {provider: local, mode: fast}}
    machines:
      db: {target: main, memory: 4GiB, volumes: {d: {size: 1GiB, mount: /d}}}
      web: {target: main, count: "${inputs.n}", labels: {x: "${locals.a}"}}
    services:
      base: {on: db, endpoints: {sql: {port: 5432}}, health: {tcp: sql, interval: 1s}}
      api:
        on: web
        needs: [base]
        env: {K: "${inputs.key}", P: "${services.base.endpoints.sql.url}", E: 'a ''b'' ${1 + 2}'}
        files: {a.conf: {template: t.conf}, "b": "\\u00e9 ${self.address}"}
        run: >-
          serve ${self.index}
            --all ${join(machines.web[*].address, ",")}
        drain: [{run: "true", env: {A: b}}, {wait: {for: 5s}}, {service: stop}]
        upgrade: {strategy: rolling, max_parallel: 2}
    outputs: {u: {value: "${services.api[0].endpoints}"}}
    """

  private static let pieces = [
    "${", "}", "'", "\"", ": ", "\n", "\n  ", "- ", "[", "]", "{", "*t", "&t ", "<<: ", "!!x ",
    "\u{0}", "é", "👩‍👩‍👧", "\t", "#", "|", ">", "~", "null", "0", "-1", "99999999999999999999",
    "${self",
    "[*]", "services.", "---\n", "%", "@", "\\", ",", "inputs.key",
  ]

  @Test(arguments: 0..<40)
  func damagedBlueprintsGiveDiagnostics(_ seed: Int) {
    var random = SplitMix(state: UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 &+ 1)
    let codes = Set(DiagnosticCatalogue.entries.map(\.code))
    for _ in 0..<25 {
      let text = damaged(&random)
      let result = compile(
        text, profiles: random.chance(2) ? ["p"] : [], files: ["t.conf": "{{self.name}} {{x"])
      #expect((result.application == nil) == result.diagnostics.hasErrors)
      let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      for diagnostic in result.diagnostics {
        #expect(codes.contains(diagnostic.code))
        guard let place = diagnostic.place, place.file == "blueprint.yaml" else { continue }
        #expect((1...lines.count + 1).contains(place.range.start.line), "seed \(seed): \(text)")
        #expect(place.range.start <= place.range.end, "seed \(seed): \(text)")
      }
      #expect(rendered(result).isEmpty == result.diagnostics.isEmpty)
    }
  }

  private func damaged(_ random: inout SplitMix) -> String {
    var scalars = Array(Self.seed.unicodeScalars)
    for _ in 0...random.below(4) {
      let position = random.below(scalars.count)
      switch random.below(4) {
      case 0: scalars.remove(at: position)
      case 1: scalars.swapAt(position, random.below(scalars.count))
      case 2:
        let end = min(scalars.count, position + random.below(30))
        scalars.removeSubrange(position..<end)
      default:
        let piece = Self.pieces[random.below(Self.pieces.count)]
        scalars.insert(contentsOf: piece.unicodeScalars, at: position)
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}

/// A small generator with a seed, so that a failure can be repeated.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(max(1, limit))) }
  mutating func chance(_ parts: Int) -> Bool { below(parts) == 0 }
}
