import BlueprintModel
import CLibYAML

/// Makes a ``YAMLTree`` of libyaml's events.
///
/// State: `open` holds the lists and maps that have not ended, `pending` the indexes of children
/// whose parent has not ended, the innermost parent's last. When a list or map ends, its children
/// move from the end of `pending` to `children` in one stretch.
struct YAMLTreeBuilder {
  private let source: Source
  private let log: DiagnosticLog
  private var records: [YAMLRecord] = []
  private var children: [UInt32] = []
  private var text: [UInt8] = []
  private var open: [OpenNode] = []
  private var pending: [UInt32] = []
  private var anchors: [String: UInt32?] = [:]
  private var root: UInt32?
  private var documents = 0
  private var isBroken = false
  private var aliases: [AliasUse] = []

  private struct OpenNode {
    let kind: YAMLRecord.Kind
    let start: yaml_mark_t
    let firstPending: Int
    let anchor: String?
  }

  init(source: Source, log: DiagnosticLog) {
    self.source = source
    self.log = log
    records.reserveCapacity(source.bytes.count / 8)
    children.reserveCapacity(source.bytes.count / 8)
    text.reserveCapacity(source.bytes.count)
  }

  /// Notes that the text cannot be read to its end.
  mutating func fail() { isBroken = true }

  /// Takes the next event.
  mutating func accept(_ event: yaml_event_t) throws(LocatedParseProblem) {
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: try startDocument(event)
    case YAML_SCALAR_EVENT: try addScalar(event)
    case YAML_ALIAS_EVENT: try addAlias(event)
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      try begin(.list, event, anchor: start.anchor, tag: start.tag)
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      try begin(.map, event, anchor: start.anchor, tag: start.tag)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: try end(event)
    default: break
    }
  }

  /// The finished tree; nil after mistakes and for a text without a document.
  func finish() -> YAMLTree? {
    guard !isBroken else { return nil }
    guard let root else {
      log.report(
        ParseProblem.emptyDocument,
        at: source.place(at: SourcePosition(line: 1, column: 1)))
      return nil
    }
    return YAMLTree(
      records: records, children: children, text: text, rootIndex: root,
      origins: [.inherited, Origin(file: source.name, cause: .text)], aliases: aliases)
  }

  private mutating func startDocument(_ event: yaml_event_t) throws(LocatedParseProblem) {
    documents += 1
    if documents > 1 { throw mistake(.severalDocuments, event) }
  }

  private mutating func addScalar(_ event: yaml_event_t) throws(LocatedParseProblem) {
    let scalar = event.data.scalar
    try refuseTag(scalar.tag, event)
    let offset = text.count
    text.append(contentsOf: UnsafeBufferPointer(start: scalar.value, count: scalar.length))
    var record = YAMLRecord(
      .scalar, from: event.start_mark, to: event.end_mark, offset: offset, count: scalar.length)
    record.isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
    add(record, anchor: Self.string(scalar.anchor))
  }

  private mutating func addAlias(_ event: yaml_event_t) throws(LocatedParseProblem) {
    let name = Self.string(event.data.alias.anchor) ?? ""
    guard let entry = anchors[name] else {
      throw mistake(.unknownAlias(name, known: anchors.keys.sorted()), event)
    }
    guard let index = entry else { throw mistake(.aliasOfItself(name), event) }
    let record = records[Int(index)]
    try checkExpansion(record.expandedSize, event)
    let anchor = Place(file: source.name, range: record.range)
    aliases.append(AliasUse(name: name, anchor: anchor, use: place(of: event)))
    pending.append(index)
  }

  private mutating func begin(
    _ kind: YAMLRecord.Kind, _ event: yaml_event_t, anchor: UnsafeMutablePointer<yaml_char_t>?,
    tag: UnsafeMutablePointer<yaml_char_t>?
  ) throws(LocatedParseProblem) {
    try refuseTag(tag, event)
    guard open.count < YAMLParser.depthLimit else {
      throw mistake(.tooDeep(limit: YAMLParser.depthLimit), event)
    }
    let name = Self.string(anchor)
    if let name { anchors[name] = .some(nil) }
    open.append(
      OpenNode(
        kind: kind, start: event.start_mark, firstPending: pending.count, anchor: name))
  }

  private mutating func end(_ event: yaml_event_t) throws(LocatedParseProblem) {
    guard let node = open.popLast() else { return }
    // By position: a slice would share `pending`, and taking its end away would copy all of it.
    let members = node.firstPending..<pending.count
    var record = YAMLRecord(
      node.kind, from: node.start, to: event.end_mark, offset: children.count,
      count: members.count)
    var size = 1
    for member in members { size += Int(records[Int(pending[member])].expandedSize) }
    record.expandedSize = UInt32(clamping: size)
    if !aliases.isEmpty { try checkExpansion(record.expandedSize, event) }
    if !members.isEmpty, let last = pending.last {
      let isEmpty = event.start_mark.index == event.end_mark.index
      record.endBlock(with: records[Int(last)], endMarkIsEmpty: isEmpty)
    }
    if node.kind == .map { checkKeys(members) }
    children.append(contentsOf: pending[members])
    pending.removeLast(members.count)
    add(record, anchor: node.anchor)
  }

  private mutating func add(_ record: YAMLRecord, anchor: String?) {
    let index = UInt32(records.count)
    records.append(record)
    if let anchor { anchors[anchor] = .some(index) }
    if open.isEmpty { root = index } else { pending.append(index) }
  }

  private func checkExpansion(_ size: UInt32, _ event: yaml_event_t) throws(LocatedParseProblem) {
    guard size <= YAMLParser.expansionLimit else {
      throw mistake(.tooManyNodes(limit: YAMLParser.expansionLimit), event)
    }
  }

  private func refuseTag(
    _ tag: UnsafeMutablePointer<yaml_char_t>?, _ event: yaml_event_t
  ) throws(LocatedParseProblem) {
    if let tag = Self.string(tag) { throw mistake(.tag(tag), event) }
  }

  private func mistake(_ problem: ParseProblem, _ event: yaml_event_t) -> LocatedParseProblem {
    LocatedParseProblem(problem, at: place(of: event))
  }

  private func place(of event: yaml_event_t) -> Place {
    let record = YAMLRecord(.scalar, from: event.start_mark, to: event.end_mark)
    return Place(file: source.name, range: record.range)
  }

  private static func string(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }
}

// MARK: - Keys

extension YAMLTreeBuilder {
  /// Maps up to this size compare every pair of keys; larger ones sort them by hash first.
  private static let pairwiseLimit = 12

  private mutating func checkKeys(_ members: Range<Int>) {
    let positions = stride(from: members.lowerBound, to: members.upperBound, by: 2)
    for position in positions { checkKey(records[Int(pending[position])]) }
    let duplicates =
      members.count <= 2 * Self.pairwiseLimit ? pairs(positions) : pairsByHash(positions)
    for (first, second) in duplicates { reportDuplicate(second, first: first) }
  }

  /// Equal keys at `positions`, each with the first that is equal to it.
  private func pairs(_ positions: StrideTo<Int>) -> [(first: UInt32, second: UInt32)] {
    var found: [(UInt32, UInt32)] = []
    for position in positions {
      let key = pending[position]
      for earlier in positions {
        guard earlier < position else { break }
        guard isSame(pending[earlier], key) else { continue }
        found.append((pending[earlier], key))
        break
      }
    }
    return found
  }

  private func pairsByHash(_ positions: StrideTo<Int>) -> [(first: UInt32, second: UInt32)] {
    let hashed = positions.map { (hash: hash(of: records[Int(pending[$0])]), key: pending[$0]) }
      .sorted { ($0.hash, $0.key) < ($1.hash, $1.key) }
    return zip(hashed, hashed.dropFirst()).compactMap { first, second in
      guard first.hash == second.hash, isSame(first.key, second.key) else { return nil }
      return (first.key, second.key)
    }
  }

  private mutating func checkKey(_ key: YAMLRecord) {
    guard key.kind == .scalar else { return report(.keyNotText, at: key) }
    if key.isPlain, bytes(of: key).elementsEqual("<<".utf8) { report(.mergeKey, at: key) }
  }

  private mutating func reportDuplicate(_ key: UInt32, first: UInt32) {
    let record = records[Int(key)]
    let name = String(decoding: bytes(of: record), as: UTF8.self)
    let place = Place(file: source.name, range: records[Int(first)].range)
    report(.duplicateKey(name), at: record, notes: [.init("the first one is here", at: place)])
  }

  private mutating func report(
    _ problem: ParseProblem, at record: YAMLRecord, notes: [Diagnostic.Note] = []
  ) {
    isBroken = true
    log.report(problem, at: Place(file: source.name, range: record.range), notes: notes)
  }

  private func bytes(of record: YAMLRecord) -> ArraySlice<UInt8> {
    text[Int(record.offset)..<Int(record.offset + record.count)]
  }

  private func isSame(_ left: UInt32, _ right: UInt32) -> Bool {
    let (first, second) = (records[Int(left)], records[Int(right)])
    guard first.kind == .scalar, second.kind == .scalar, first.count == second.count else {
      return false
    }
    var (left, right) = (Int(first.offset), Int(second.offset))
    for _ in 0..<first.count {
      guard text[left] == text[right] else { return false }
      left += 1
      right += 1
    }
    return true
  }

  private func hash(of record: YAMLRecord) -> Int {
    var hasher = Hasher()
    guard record.kind == .scalar else { return 0 }
    bytes(of: record).withUnsafeBytes { hasher.combine(bytes: $0) }
    return hasher.finalize()
  }
}
