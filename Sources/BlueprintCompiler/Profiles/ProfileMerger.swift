import BlueprintModel

/// Applies profiles to a tree: each is an RFC 7396 merge patch over the whole file. Every node of
/// the result keeps its own place, so that a mistake in a profile is shown in the profile.
struct ProfileMerger {
  private let tree: YAMLTree
  private var records: [YAMLRecord]
  private var children: [UInt32]

  /// `tree` with the profiles `names` applied in their order; a name without a profile is a
  /// diagnostic.
  static func merge(_ names: [String], into tree: YAMLTree, log: DiagnosticLog) -> YAMLTree {
    guard !names.isEmpty else { return tree }
    let profiles = tree.root[BlueprintKey.profiles.rawValue]
    var merger = ProfileMerger(tree)
    var root = tree.rootIndex
    for name in names {
      if let profile = profiles?[name] {
        root = merger.merged(profile.index, over: root)
      } else {
        let known = profiles?.entries.map(\.key.text) ?? []
        log.report(DecodeProblem.noProfile(name, known: known), at: nil)
      }
    }
    return YAMLTree(
      file: tree.file, records: merger.records, children: merger.children, text: tree.text,
      rootIndex: root)
  }

  private init(_ tree: YAMLTree) {
    self.tree = tree
    records = tree.records
    children = tree.children
  }

  private typealias Entry = (key: UInt32, value: UInt32)

  /// The index of `patch` over `target`; the depth of both is limited by the parser.
  private mutating func merged(_ patch: UInt32, over target: UInt32?) -> UInt32 {
    guard records[Int(patch)].kind == .map else { return patch }
    var result: [Entry?] = []
    var positions: [String: Int] = [:]
    if let target, records[Int(target)].kind == .map {
      for entry in entries(of: target) {
        positions[text(of: entry.key)] = result.count
        result.append(entry)
      }
    }
    for entry in entries(of: patch) {
      let key = text(of: entry.key)
      let position = positions[key]
      let old = position.flatMap { result[$0] }
      let new = isNull(entry.value) ? nil : replacement(entry, of: old)
      if let position {
        result[position] = new
      } else if let new {
        positions[key] = result.count
        result.append(new)
      }
    }
    return append(result.compactMap { $0 }, like: target ?? patch)
  }

  /// A map that is merged stays declared where it was; anything else is now declared in the
  /// profile.
  private mutating func replacement(_ entry: Entry, of old: Entry?) -> Entry {
    let isMerged = old.map { isMap($0.value) && isMap(entry.value) } ?? false
    let key = isMerged ? old?.key ?? entry.key : entry.key
    return (key, merged(entry.value, over: old?.value))
  }

  private mutating func append(_ entries: [Entry], like model: UInt32) -> UInt32 {
    var record = records[Int(model)]
    record.kind = .map
    record.isPlain = false
    record.offset = UInt32(children.count)
    record.count = UInt32(entries.count * 2)
    for entry in entries {
      children.append(entry.key)
      children.append(entry.value)
    }
    records.append(record)
    return UInt32(records.count - 1)
  }

  private func entries(of map: UInt32) -> [Entry] {
    let record = records[Int(map)]
    let first = Int(record.offset)
    return stride(from: first, to: first + Int(record.count), by: 2).map {
      (children[$0], children[$0 + 1])
    }
  }

  private func isMap(_ index: UInt32) -> Bool { records[Int(index)].kind == .map }

  private func isNull(_ index: UInt32) -> Bool {
    let record = records[Int(index)]
    return record.kind == .scalar && record.isPlain && YAMLScalar(plain: text(of: index)) == .null
  }

  private func text(of index: UInt32) -> String {
    let record = records[Int(index)]
    let start = Int(record.offset)
    return String(decoding: tree.text[start..<start + Int(record.count)], as: UTF8.self)
  }
}
