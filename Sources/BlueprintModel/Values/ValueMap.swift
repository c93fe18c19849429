/// Named values in ascending key order (by UTF-8 bytes), so that iteration never depends on a
/// hash seed.
///
/// Look-up is a binary search, O(log n); building from n entries is O(n log n). Of entries with
/// the same key the last one stays.
public struct ValueMap: Sendable, Hashable {
  /// The entries, in key order.
  private(set) var entries: [Entry]

  /// A key and its value, as they are kept.
  struct Entry: Sendable, Hashable {
    var key: String
    var value: Value
  }

  /// An empty map.
  public init() { entries = [] }

  /// A map of `entries`, whose keys ascend.
  init(ascending entries: [Entry]) { self.entries = entries }

  /// A map of `pairs`; a later pair replaces an earlier one of the same key.
  public init(_ pairs: some Sequence<(String, Value)>) {
    let pairs = Array(pairs)
    entries = []
    entries.reserveCapacity(pairs.count)
    if pairs.count <= Self.insertionLimit {
      for pair in pairs { insert(pair) }
    } else {
      let sorted = pairs.enumerated()
        .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
      for (_, pair) in sorted { insert(pair) }
    }
  }

  /// Up to this size, putting each entry in its place is faster than sorting.
  private static let insertionLimit = 24

  /// Puts `pair` in its place; at the end, the usual case, takes one comparison.
  private mutating func insert(_ pair: (String, Value)) {
    guard let last = entries.last, !(last.key < pair.0) else {
      return entries.append(Entry(key: pair.0, value: pair.1))
    }
    self[pair.0] = pair.1
  }

  /// The value of `key`; setting nil removes it.
  public subscript(key: String) -> Value? {
    get {
      let index = lowerBound(of: key)
      guard index < entries.count, entries[index].key == key else { return nil }
      return entries[index].value
    }
    set {
      let index = lowerBound(of: key)
      let found = index < entries.count && entries[index].key == key
      switch (newValue, found) {
      case (let value?, true): entries[index].value = value
      case (let value?, false): entries.insert(Entry(key: key, value: value), at: index)
      case (nil, true): entries.remove(at: index)
      case (nil, false): break
      }
    }
  }

  /// The keys in order.
  public var keys: [String] { entries.map(\.key) }

  /// This map with the entries of `other`, which win.
  public func merging(_ other: ValueMap) -> ValueMap {
    ValueMap(Array(self) + Array(other))
  }

  private func lowerBound(of key: String) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension ValueMap: RandomAccessCollection {
  /// A key and its value.
  public typealias Element = (key: String, value: Value)
  public var startIndex: Int { 0 }
  public var endIndex: Int { entries.count }
  public subscript(position: Int) -> Element {
    (entries[position].key, entries[position].value)
  }
}

extension ValueMap: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}

extension ValueMap {
  /// A map of labelled pairs, as iteration of another map gives them.
  public init(_ pairs: [Element]) {
    // With its type written out: otherwise the labels are put back and this calls itself for ever.
    let plain: [(String, Value)] = pairs.map { ($0.key, $0.value) }
    self.init(plain)
  }
}
