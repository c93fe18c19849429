/// Why a secret cannot be sealed, opened or kept.
enum SecretFault: Error {
  /// The key file, or the file of a lock, cannot be read or written.
  case file(Files.Fault)
  /// The file at this path does not hold keys.
  case damaged(String)
  /// The key file can be read by others: its path and its mode.
  case exposed(String, mode: UInt32)
  /// The secret was sealed under a key that is not there, or was changed.
  case otherKey(name: String)
  /// Another command changes the secrets, and did so for too long.
  case busy(String)
}
