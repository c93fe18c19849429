/// The spelling of names.
enum NamePattern {
  /// `[a-z][a-z0-9-]*`: machines, services, targets, endpoints, profiles.
  case name
  /// `[a-z][a-z0-9_-]*`: inputs, locals and outputs, which expressions read.
  case variable

  /// The longest name; names become parts of paths and of process names.
  private static let limit = 63

  /// How to write a name, as help tells.
  var help: String {
    let signs = self == .name ? "digits and `-`" : "digits, `-` and `_`"
    return "use at most \(Self.limit) lower-case letters, \(signs); start with a letter"
  }

  /// Whether `name` is spelled like this.
  func matches(_ name: String) -> Bool {
    let bytes = name.utf8
    guard let first = bytes.first, bytes.count <= Self.limit, Self.isLetter(first) else {
      return false
    }
    return bytes.allSatisfy { byte in
      Self.isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
        || (self == .variable && byte == UInt8(ascii: "_"))
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte) }
}
