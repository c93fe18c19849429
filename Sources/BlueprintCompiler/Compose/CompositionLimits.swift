/// Bounds what a short text can grow to by templates, parameters and aliases.
///
/// A node may be shared by many places, so that its size is counted where it stands, and once.
struct CompositionLimits {
  let log: DiagnosticLog

  /// The most nodes of a blueprint with all its templates and aliases written out.
  static let nodeLimit = 4_000_000

  /// Whether `editor`'s tree may be walked: nothing in it is too deep, and all of it not too
  /// large. Otherwise there was a diagnostic.
  func hold(for editor: TreeEditor) -> Bool {
    // Without templates, the parser's limits hold.
    guard editor.frames.count > 1 else { return true }
    var depths = [UInt16](repeating: 1, count: editor.records.count)
    var sizes = [UInt32](repeating: 1, count: editor.records.count)
    for (index, record) in editor.records.enumerated() where record.kind != .scalar {
      let first = Int(record.offset)
      var size = 1
      var depth: UInt16 = 0
      // Children are always made before what holds them.
      for child in editor.children[first..<first + Int(record.count)] {
        size += Int(sizes[Int(child)])
        depth = max(depth, depths[Int(child)])
      }
      sizes[index] = UInt32(clamping: size)
      depths[index] = depth + 1
      guard Int(depth) < YAMLParser.depthLimit else {
        return report(ParseProblem.tooDeep(limit: YAMLParser.depthLimit), editor)
      }
    }
    guard sizes[Int(editor.root.index)] <= Self.nodeLimit else {
      return report(ComposeProblem.tooLarge(limit: Self.nodeLimit), editor)
    }
    return true
  }

  private func report(_ problem: some Problem, _ editor: TreeEditor) -> Bool {
    log.report(problem, at: editor.frames[1].use)
    return false
  }
}
