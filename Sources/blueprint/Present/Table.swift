/// Columns of text, aligned.
struct Table {
  private var rows: [[String]]

  /// A table headed by `titles`.
  init(_ titles: [String]) { rows = [titles] }

  /// Adds a row, with as many cells as there are titles.
  mutating func add(_ row: [String]) { rows.append(row) }

  /// The lines, without trailing space.
  var lines: [String] {
    var widths = [Int](repeating: 0, count: rows[0].count)
    for row in rows {
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.count) }
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        cell + String(repeating: " ", count: widths[column] - cell.count)
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}
