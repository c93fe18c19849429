/// The screen of a terminal, as far as the program uses one: text, line ends, colours, the cursor
/// moved up, and everything below it erased.
struct Screen {
  /// How many rows fit.
  let rows: Int
  /// How many columns fit.
  let columns: Int
  /// The lines, with those that have scrolled away.
  private(set) var lines: [String] = [""]
  /// Every text that an erasure took away, as it was.
  private(set) var erased: [[String]] = []
  /// Whether the cursor was to go above the first row that is still on the screen.
  private(set) var hasOverrun = false
  /// Whether any colour was set.
  private(set) var hasColour = false
  private var row = 0

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }

  /// Takes up what the program wrote.
  mutating func write(_ text: String) {
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\u{1b}": escape(&rest)
      case "\n": next()
      case "\r": break
      default: put(scalar)
      }
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    if lines[row].unicodeScalars.count >= columns { next() }
    lines[row].unicodeScalars.append(scalar)
  }

  private mutating func next() {
    row += 1
    if row == lines.count { lines.append("") }
  }

  private mutating func escape(_ rest: inout Substring.UnicodeScalarView) {
    guard rest.first == "[" else { return }
    rest.removeFirst()
    var argument = ""
    while let scalar = rest.popFirst() {
      guard scalar.properties.isAlphabetic else {
        argument.unicodeScalars.append(scalar)
        continue
      }
      return act(scalar, argument)
    }
  }

  private mutating func act(_ command: Unicode.Scalar, _ argument: String) {
    switch command {
    case "A":
      let top = max(0, lines.count - rows)
      row -= Int(argument) ?? 1
      if row < top {
        hasOverrun = true
        row = top
      }
    case "J":
      erased.append(Array(lines[row...]))
      lines.removeSubrange((row + 1)...)
      lines[row] = ""
    case "m": hasColour = true
    default: break
    }
  }
}
