import BlueprintModel
import Glibc
import Hosts

/// Gives each machine an address of its own in 127.0.0.0/8.
///
/// An address is taken by linking a file with the owner's name to the address's name, which is
/// atomic: two callers never get the same one, and the same caller gets the same one again.
struct AddressBook: Sendable {
  private static let tries = 4_096

  let directory: String

  /// The address of the machine `owner`; the first free one of a sequence that depends on the
  /// owner and the directory alone.
  func take(for owner: String) throws(HostError) -> String {
    try DirectoryTree.make(directory, mode: 0o700)
    let note = "\(directory)/.owner-\(Digest(of: owner.utf8).short)-\(getpid())"
    var file = try AtomicFile(at: note)
    try file.write(Array(owner.utf8))
    _ = try file.commit(mode: 0o600)
    defer { unlink(note) }
    for number in 0..<Self.tries {
      let address = candidate(number, for: owner)
      if link(note, "\(directory)/\(address)") == 0 {
        try DirectoryTree.synchronize(directory)
        return address
      }
      if try self.owner(of: address) == owner { return address }
    }
    throw .file(path: directory, reason: "no free address was found")
  }

  /// Who has `address`, if anybody does.
  func owner(of address: String) throws(HostError) -> String? {
    try FileRange.read("\(directory)/\(address)", from: 0, limit: 4_096)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Gives `address` back, if `owner` has it.
  func free(_ address: String, of owner: String) throws(HostError) {
    if try self.owner(of: address) == owner { unlink("\(directory)/\(address)") }
  }

  /// The address that `owner` has or would be given.
  func expected(for owner: String) throws(HostError) -> String {
    for number in 0..<Self.tries {
      let address = candidate(number, for: owner)
      let holder = try self.owner(of: address)
      if holder == nil || holder == owner { return address }
    }
    throw .file(path: directory, reason: "no free address was found")
  }

  /// Outside 127.0.0.0/16, where other programs have their services, and without the last
  /// octets 0 and 255.
  func candidate(_ number: Int, for owner: String) -> String {
    let digits = Digest(of: "\(directory)\n\(owner)\n\(number)".utf8).description
    let bits = Int(digits.prefix(12), radix: 16) ?? 0
    return "127.\(1 + bits % 255).\(bits >> 8 & 255).\(1 + (bits >> 16) % 254)"
  }
}
