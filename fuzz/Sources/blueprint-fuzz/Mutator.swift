import CLibFuzzer

/// libFuzzer calls this for each new input: half of them are changed byte by byte, with the words
/// of the dictionary, the others line by line, which keeps YAML YAML.
@_cdecl("LLVMFuzzerCustomMutator")
func mutate(
  _ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ maximum: Int, _ seed: UInt32
) -> Int {
  var random = SplitMix(state: UInt64(seed))
  guard size > 0, random.below(2) == 0 else { return LLVMFuzzerMutate(data, size, maximum) }
  var text = LineText(Array(UnsafeBufferPointer(start: data, count: size)))
  for _ in 0...random.below(3) { text.change(&random) }
  let bytes = text.bytes.prefix(maximum)
  for (offset, byte) in bytes.enumerated() { data[offset] = byte }
  return bytes.count
}

/// The lines of an input while they are changed.
private struct LineText {
  private var lines: [[UInt8]]

  init(_ bytes: [UInt8]) {
    lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map(Array.init)
  }

  var bytes: [UInt8] { Array(lines.joined(separator: [UInt8(ascii: "\n")])) }

  mutating func change(_ random: inout SplitMix) {
    let line = random.below(lines.count)
    let other = random.below(lines.count)
    switch random.below(9) {
    case 0: lines.insert(lines[other], at: line)
    case 1: if lines.count > 1 { lines.remove(at: line) }
    case 2: lines.swapAt(line, other)
    case 3: indent(line, by: [-2, -1, 1, 2, 4][random.below(5)])
    case 4: lines.insert(Array(Pieces.line(&random).utf8), at: line)
    case 5: putValue(Pieces.value(&random), on: line)
    case 6: putValue(valueText(of: other), on: line)
    case 7: copyBlock(from: other, to: line, &random)
    default: insert(Pieces.value(&random), on: line, &random)
    }
  }

  private func depth(of line: Int) -> Int { lines[line].prefix { $0 == UInt8(ascii: " ") }.count }

  private mutating func indent(_ line: Int, by count: Int) {
    if count < 0 {
      lines[line].removeFirst(min(-count, depth(of: line)))
    } else {
      lines[line].insert(contentsOf: [UInt8](repeating: UInt8(ascii: " "), count: count), at: 0)
    }
  }

  private func valueStart(of line: Int) -> Int? {
    let bytes = lines[line]
    guard
      let colon = bytes.indices.dropLast().first(where: {
        bytes[$0] == UInt8(ascii: ":") && bytes[$0 + 1] == UInt8(ascii: " ")
      })
    else { return nil }
    return colon + 2
  }

  private func valueText(of line: Int) -> String {
    valueStart(of: line).map { String(decoding: lines[line][$0...], as: UTF8.self) } ?? ""
  }

  private mutating func putValue(_ text: String, on line: Int) {
    guard let start = valueStart(of: line) else { return }
    lines[line].replaceSubrange(start..., with: Array(text.utf8))
  }

  private mutating func insert(_ text: String, on line: Int, _ random: inout SplitMix) {
    let place = random.below(lines[line].count + 1)
    lines[line].insert(contentsOf: Array(text.utf8), at: place)
  }

  /// A line with everything below it, put elsewhere at the depth of what is there.
  private mutating func copyBlock(from first: Int, to line: Int, _ random: inout SplitMix) {
    let depth = depth(of: first)
    var end = first + 1
    while end < lines.count, self.depth(of: end) > depth, end - first < 40 { end += 1 }
    let shift = self.depth(of: line) - depth
    let block = (first..<end).map { index -> [UInt8] in
      let indent = max(0, self.depth(of: index) + shift)
      return [UInt8](repeating: UInt8(ascii: " "), count: indent)
        + lines[index].drop { $0 == UInt8(ascii: " ") }
    }
    lines.insert(contentsOf: block, at: line)
  }
}

/// Words and lines of the language that a change of bytes would hardly find.
private enum Pieces {
  private static let values = [
    "${inputs.n}", "${locals.a}", "${parameters.p}", "${services.api.endpoints.http.url}",
    "${machines.web[*].address}", "${self.index}", "${secrets.k}", "${join(range(3), \",\")}",
    "${1 + 9223372036854775807}", "${regex_match(\"aaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"(a+)+$\")}",
    "${a ? b : c}", "\"${\"x${1}\"}\"", "$${", "*a", "&a ", "*a, *a", "[*a, *a, *a]", "{<<: *a}",
    "0", "-1", "999999999999", "1e999", "0x10", "010", "1_000", "yes", "null", "~", "true",
    "5s", "0ms", "99999999999999d", "4GiB", "8589934592TiB", "\"\"", "' '", "|", ">-", "|2",
    "!!str x",
    "[]", "{}", "[[[[", "{{{{", "\"\\0\"", "\"\\ud800\"", "\u{feff}", "\u{85}", "\u{2028}",
    "\u{301}",
    "@daily", "*/5 * * * *", "0 0 31 2 *", "{{#a}}{{x}}{{/a}}", "../x", "/etc/passwd", ".", "a//b",
    "web", "api", "main", "local", "bare", "a.b.c", "lib.yaml", "t.mustache", "1.2.3", ">=1.0 <2.0",
  ]

  private static let lines = [
    "blueprint: 1", "name: x", "imports: {lib: lib.yaml}",
    "profiles: {p: {machines: {web: {count: 3}}}}",
    "templates: {t: {parameters: {p: {type: string}}, service: {on: web, run: \"${parameters.p}\"}}}",
    "  api: {template: t, with: {p: 1}}", "  web: {target: main, count: 2}",
    "inputs: {n: {type: integer, default: 2}}",
    "locals: {a: \"${inputs.n}\", b: \"${locals.a}\"}", "targets: {main: {provider: local}}",
    "    needs: [api]", "    endpoints: {http: {port: 80}}", "    health: {tcp: http}",
    "    env: {A: \"${self.address}\"}",
    "    files: {a.conf: {template: t.mustache}}",
    "    upgrade: {strategy: rolling, max_parallel: 2}",
    "    for_each: [1, 2]", "    - {run: \"true\", on: machines.web}", "    - {wait: {for: 5s}}",
    "    - {parallel: [{run: a}, {run: b}]}", "    - {retry: {attempts: 3}, steps: [{run: a}]}",
    "actions: {act: {inputs: {i: {type: string}}, steps: [{run: x, on: machines.web}]}}",
    "schedules: {s: {cron: \"@daily\", action: act}}",
    "outputs: {o: {value: \"${services.api[0].endpoints}\"}}",
    "requires: {other: {deployment: d, outputs: {x: string}}}",
    "policies: {p: {for_each: services, assert: \"${item.name != 'x'}\"}}",
    "=== lib.yaml", "=== t.mustache", "---", "...", "%YAML 1.1", "# c", "  ? k", "  : v", "\t",
    "- - - a",
  ]

  static func value(_ random: inout SplitMix) -> String { values[random.below(values.count)] }
  static func line(_ random: inout SplitMix) -> String { lines[random.below(lines.count)] }
}

/// A small generator with a seed, so that a run can be repeated.
private struct SplitMix {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, limit)))
  }
}
