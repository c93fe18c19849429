/// The steps that may be performed, first come first served, in one line for each provider, so
/// that a provider at its limit holds nobody else up.
///
/// An item whose ticket is not its step's present one is void; that is how a step leaves a line
/// from the middle. Every operation costs O(1) amortized.
struct ReadyLines: Sendable {
  struct Item: Sendable, Hashable {
    let step: Int
    let ticket: Int
  }

  private struct Line: Sendable {
    var items: [Item] = []
    var head = 0
  }

  private var lines: [Line]
  private var lastTicket = 0

  init(count: Int) { lines = Array(repeating: Line(), count: count) }

  /// Makes sure that there are `count` lines.
  mutating func ensure(_ count: Int) {
    while lines.count < count { lines.append(Line()) }
  }

  /// The number of lines.
  var count: Int { lines.count }

  /// Puts a step at the end of a line. Returns its ticket.
  mutating func append(_ step: Int, to line: Int) -> Int {
    lastTicket += 1
    lines[line].items.append(Item(step: step, ticket: lastTicket))
    return lastTicket
  }

  /// Drops void items from the head of every line.
  mutating func dropVoid(_ isValid: (Item) -> Bool) {
    for number in lines.indices {
      var head = lines[number].head
      while head < lines[number].items.count, !isValid(lines[number].items[head]) { head += 1 }
      if head > 64, head * 2 > lines[number].items.count {
        lines[number].items.removeFirst(head)
        head = 0
      }
      lines[number].head = head
    }
  }

  /// The item `offset` places behind the head of a line, void or not.
  func item(_ offset: Int, of line: Int) -> Item? {
    let position = lines[line].head + offset
    return position < lines[line].items.count ? lines[line].items[position] : nil
  }
}
