import BlueprintEngine
import BlueprintModel
import Crypto
import FoundationEssentials

/// The running hash over a journal, by which `store check` notices an entry that changed, was taken
/// out or was put in. It is no signature: it holds against faults, not against forgers.
///
/// It begins with the run's identity, and each entry's covers the one before it, the entry's
/// numbers and the exact text of its fact. Entries without one, by programs that knew no chain, are
/// left out of it.
struct EntryChain: Sendable, Equatable {
  private static let length = 16

  /// The first half of the bytes, and the second.
  private var first: UInt64 = 0
  private var second: UInt64 = 0

  /// The chain before a run's first entry.
  init(of run: RunID) {
    self = SHA256.hash(data: Array(run.description.utf8)).withUnsafeBytes { EntryChain($0) }
  }

  /// The chain in `stored`; nil if that does not have its length.
  init?(stored: UnsafeRawBufferPointer) {
    guard stored.count == Self.length else { return nil }
    self.init(stored)
  }

  private init(_ bytes: UnsafeRawBufferPointer) {
    withUnsafeMutableBytes(of: &first) { $0.copyBytes(from: bytes.prefix(8)) }
    withUnsafeMutableBytes(of: &second) { $0.copyBytes(from: bytes[8..<Self.length]) }
  }

  /// The chain with one more entry, whose fact is written as `fact`.
  func adding(sequence: Int, at: Int, term: Int, fact: String) -> EntryChain {
    var hash = SHA256()
    let numbers = (
      first, second, UInt64(bitPattern: Int64(sequence)).bigEndian,
      UInt64(bitPattern: Int64(at)).bigEndian, UInt64(bitPattern: Int64(term)).bigEndian
    )
    withUnsafeBytes(of: numbers) { hash.update(bufferPointer: $0) }
    var fact = fact
    fact.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    return hash.finalize().withUnsafeBytes { EntryChain($0) }
  }

  /// Sets a parameter of `statement` to the bytes.
  func bind(_ parameter: Int32, of statement: KeptStatement) {
    withUnsafeBytes(of: (first, second)) { statement.bind(parameter, $0) }
  }
}

extension EntryChain {
  /// The chain in a column of a row; nil if that holds none.
  ///
  /// - Throws: ``StoreError/corrupt(_:)`` if it holds something else.
  init?(stored: Data?) throws(StoreError) {
    guard let stored else { return nil }
    guard let chain = stored.withUnsafeBytes({ EntryChain(stored: $0) }) else {
      throw .corrupt("column `chain` has \(stored.count) bytes")
    }
    self = chain
  }
}
