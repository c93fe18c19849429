/// Changes how a text is laid out, seeded. What comes out need not be YAML, nor mean the same.
struct TextShaker {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 &+ 7 }

  /// `text` after a few changes.
  mutating func shake(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for _ in 0...below(6) { change(&lines) }
    var result = lines.joined(separator: below(5) == 0 ? "\r\n" : "\n")
    if below(4) == 0 { while result.last?.isNewline ?? false { result.removeLast() } }
    return result
  }

  private mutating func change(_ lines: inout [String]) {
    let at = below(lines.count)
    switch below(12) {
    case 0: lines.insert("", at: at)
    case 1: lines.insert(spaces(9) + "# note \(at)", at: at)
    case 2: lines[at] += "  # beside \(at)"
    case 3: lines[at] += spaces(4) + "\t"
    case 4: lines = lines.map(doubled)
    case 5: lines[at] = lines[at].replacing(": ", with: ":   ")
    case 6: lines[at] = lines[at].replacing(", ", with: ",").replacing("{", with: "{  ")
    case 7: lines[at] = lines[at].replacing("\"", with: "'")
    case 8: lines[at] = lines[at].replacing(": [", with: ":\n      [").replacing(", ", with: ",\n ")
    case 9: moveBlock(&lines)
    case 10: lines[at] = lines[at].replacing("- ", with: "-   ").replacing(": |", with: ": |+")
    default: lines[at] = lines[at].replacing(": ", with: ": &a\(at) ")
    }
  }

  /// Puts the last top-level block first.
  private mutating func moveBlock(_ lines: inout [String]) {
    let starts = lines.indices.filter { lines[$0].first?.isLetter ?? false }
    guard let last = starts.last else { return }
    lines = Array(lines[last...] + lines[..<last])
  }

  private func doubled(_ line: String) -> String {
    String(repeating: " ", count: line.prefix { $0 == " " }.count) + line
  }

  private mutating func spaces(_ limit: Int) -> String {
    String(repeating: " ", count: below(limit))
  }

  private mutating func below(_ limit: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, limit)))
  }
}
