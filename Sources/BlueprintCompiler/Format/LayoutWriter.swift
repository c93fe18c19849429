/// Writes a tree of ``LayoutNode``s in the canonical form.
///
/// The order of the text is the order of writing, so one cursor over the comments is enough: what
/// stands before the next token is written before it. `open` is the line that is being written.
struct LayoutWriter {
  let source: LayoutText
  let comments: [LayoutComment]
  /// The starts of all keys and dashes, in order: what a comment may belong to.
  let starts: [LayoutMark]
  private(set) var lines: [LayoutLine] = []
  private var nextComment = 0
  /// Where the key or dash is that was written last.
  private var reached = 0
  private var open: String?
  /// Whether the last line opens a block, so that no empty line may follow.
  private var isOpener = true
  /// Whether the last line is one of a block scalar that keeps all its line ends.
  private(set) var isKept = false

  init(source: LayoutText, comments: [LayoutComment], starts: [LayoutMark]) {
    self.source = source
    self.comments = comments
    self.starts = starts
  }

  /// Takes the lines that were written, so that the next ones begin anew.
  mutating func takeLines() -> [LayoutLine] {
    endLine()
    defer {
      lines = []
      isOpener = true
      isKept = false
    }
    return lines
  }
}

// MARK: - Lines

extension LayoutWriter {
  mutating func write(_ text: String) { open = (open ?? "") + text }

  mutating func startLine(_ indent: Int) {
    endLine()
    open = String(repeating: " ", count: indent)
  }

  /// The indentation of the line that is being written.
  var lineIndent: Int { open.map { $0.utf8.prefix { $0 == UInt8(ascii: " ") }.count } ?? 0 }

  mutating func endLine(comment: LayoutComment? = nil) {
    guard let text = open else { return }
    lines.append(LayoutLine(text: text.trimmedAtEnd, comment: comment))
    open = nil
    isOpener = false
    isKept = false
  }

  var isLineOpen: Bool { open != nil }

  /// Ends the line as one that opens a block.
  mutating func endOpener() {
    endLine()
    isOpener = true
  }

  /// Writes an empty line where the author had one before the line `number`.
  private mutating func separate(before number: Int) {
    endLine()
    guard !isOpener, !isKept, source.isBlank(number - 1) else { return }
    lines.append(LayoutLine(text: ""))
  }

  /// Appends lines as they are.
  mutating func append(verbatim text: [String], isKept kept: Bool) {
    endLine()
    lines += text.map { LayoutLine(text: $0) }
    if !text.isEmpty { isOpener = false }
    isKept = kept
  }
}

// MARK: - Comments

extension LayoutWriter {
  /// The comment that comes next, if it begins before `index`.
  func pending(before index: Int) -> LayoutComment? {
    guard nextComment < comments.count, comments[nextComment].start.index < index else {
      return nil
    }
    return comments[nextComment]
  }

  /// Ends the line with the comment that follows the token which ends at `end`, if there is one.
  mutating func endLine(after end: Int) {
    guard nextComment < comments.count, comments[nextComment].follows == end else { return }
    endLine(comment: comments[nextComment])
    nextComment += 1
  }

  /// Writes the comments before `index`, each on a line of its own.
  mutating func writeComments(before index: Int, indent: Int) {
    while let comment = pending(before: index) { write(comment, indent: indent) }
  }

  /// Notes that the key or dash at `mark` is being written.
  mutating func reach(_ mark: LayoutMark) { reached = mark.index }

  /// Starts the line of a key or dash that is at `mark`, below the comments that belong to it.
  mutating func startLine(_ indent: Int, at mark: LayoutMark) {
    writeComments(before: mark.index, indent: indent)
    separate(before: mark.line)
    startLine(indent)
  }

  /// Writes the comments at the end of a block whose keys or dashes are at `column`: those that
  /// are further in than whatever comes next.
  mutating func writeRest(ofBlockAt column: Int, indent: Int) {
    let following = firstStart(after: reached)
    while nextComment < comments.count {
      let comment = comments[nextComment]
      guard comment.start.index < following?.index ?? .max, comment.follows == nil,
        comment.start.column >= column, comment.start.column > following?.column ?? 0
      else { return }
      write(comment, indent: indent)
    }
  }

  private mutating func write(_ comment: LayoutComment, indent: Int) {
    separate(before: comment.start.line)
    startLine(indent)
    write(comment.text)
    endLine()
    nextComment += 1
  }

  private func firstStart(after index: Int) -> LayoutMark? {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle].index <= index { low = middle + 1 } else { high = middle }
    }
    return low < starts.count ? starts[low] : nil
  }
}
