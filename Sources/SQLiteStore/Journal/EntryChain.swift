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
  /// How many bytes of a SHA-256 are kept.
  static let length = 16

  /// The bytes.
  let bytes: Data

  /// The chain before a run's first entry.
  init(of run: RunID) { bytes = Data(SHA256.hash(data: Array(run.description.utf8)).prefix(16)) }

  /// The chain in a column; nil if that holds none.
  init?(stored: Data?) {
    guard let stored else { return nil }
    bytes = stored
  }

  private init(_ hash: SHA256.Digest) { bytes = hash.withUnsafeBytes { Data($0.prefix(16)) } }

  /// The chain with one more entry, whose fact is written as `fact`.
  func adding(sequence: Int, at: Int, term: Int, fact: String) -> EntryChain {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    let numbers = (UInt64(sequence).bigEndian, UInt64(at).bigEndian, UInt64(term).bigEndian)
    withUnsafeBytes(of: numbers) { hash.update(bufferPointer: $0) }
    var fact = fact
    fact.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    return EntryChain(hash.finalize())
  }
}
