import BlueprintModel
import CLibYAML

/// A position in a text, counted in Unicode scalars from 0, as libyaml counts.
struct LayoutMark: Hashable {
  var index: Int
  var line: Int
  var column: Int

  init(_ mark: yaml_mark_t) {
    index = mark.index
    line = mark.line
    column = mark.column
  }

  init(index: Int, line: Int, column: Int) {
    self.index = index
    self.line = line
    self.column = column
  }

  /// The position as diagnostics count it.
  var position: SourcePosition { SourcePosition(line: line + 1, column: column + 1) }
}
