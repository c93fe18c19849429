import Glibc

/// The two output streams, what they are connected to, and whether they take colour.
///
/// Results go to standard output; progress, prompts and diagnostics to standard error.
struct Console: Sendable {
  /// Whether standard error is a terminal and nobody asked for plain text.
  let isInteractive: Bool
  /// Whether standard error takes colour.
  let colour: Bool
  /// Whether somebody asked for colour wherever it goes.
  let isColourForced: Bool
  /// Whether standard output is a terminal.
  let resultIsTerminal: Bool
  /// What went wrong with standard output.
  let fault = OutputFault()

  /// The console of this process, from its streams and environment.
  init(environment: [String: String]) {
    let terminal = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
    let automatic = environment["CI"].map { !$0.isEmpty && $0 != "false" } ?? false
    isInteractive = terminal && isatty(STDIN_FILENO) == 1 && !automatic
    colour = Self.wantsColour(environment, terminal: terminal)
    isColourForced = Self.wantsColour(environment, terminal: false)
    resultIsTerminal = isatty(STDOUT_FILENO) == 1
  }

  private static func wantsColour(_ environment: [String: String], terminal: Bool) -> Bool {
    switch environment["BLUEPRINT_COLOR"] {
    case "always": return true
    case "never": return false
    default: break
    }
    if let value = environment["NO_COLOR"], !value.isEmpty { return false }
    if let value = environment["CLICOLOR_FORCE"], value != "0" { return true }
    return terminal
  }

  /// Writes a line of the result.
  func result(_ line: String) { resultText(line + "\n") }

  /// Writes text of the result, with its line ends. A fault is remembered, not thrown: what the
  /// command does goes on without a reader.
  func resultText(_ text: String) {
    if let code = Self.write(text, to: STDOUT_FILENO) { fault.record(code) }
  }

  /// Writes a line for people.
  func tell(_ line: String = "") { Self.write(line + "\n", to: STDERR_FILENO) }

  /// Writes text for people without ending the line.
  func put(_ text: String) { Self.write(text, to: STDERR_FILENO) }

  /// A line that the user typed, without its end; nil at the end of the input.
  func ask(_ question: String) -> String? {
    put(question)
    return readLine(strippingNewline: true)
  }

  /// A line that the user typed without seeing it.
  func askHidden(_ question: String) -> String? {
    let terminal = SilentTerminal()
    defer {
      terminal.restore()
      tell()
    }
    return ask(question)
  }

  /// The terminal's size in columns and rows; 80 by 24 where it cannot be told.
  var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return (80, 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Writes all of `text`. Returns the system's error number if that did not work.
  @discardableResult private static func write(_ text: String, to descriptor: Int32) -> Int32? {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return errno }
      sent += count
    }
    return nil
  }
}
