/// The text of a file that a shell reads to set its environment. The one place where values are
/// quoted for a shell.
public enum EnvironmentFile {
  /// One `export` for each variable, in order of their names.
  ///
  /// - Throws: ``HostError/variableName(_:)`` for a name that is not letters, digits and `_`, or
  ///   a value with a NUL, which no environment can hold.
  public static func text(of variables: [String: String]) throws(HostError) -> String {
    var text = ""
    for (name, value) in variables.sorted(by: { $0.key < $1.key }) {
      guard isName(name), !value.utf8.contains(0) else { throw .variableName(name) }
      text += "export \(name)=\(quoted(value))\n"
    }
    return text
  }

  /// `text` as one word of a POSIX shell, whatever it holds.
  static func quoted(_ text: String) -> String {
    var word = "'"
    for scalar in text.unicodeScalars {
      if scalar == "'" { word += "'\\''" } else { word.unicodeScalars.append(scalar) }
    }
    return word + "'"
  }

  private static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
        || (0x61...0x7a).contains(byte) || byte == UInt8(ascii: "_")
    }
  }
}
