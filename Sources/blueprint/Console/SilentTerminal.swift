import Dispatch
import Glibc

/// A terminal that does not show what is typed until it is restored, which is also done if a signal
/// ends the process meanwhile.
struct SilentTerminal {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  private let before: termios
  private let sources: [any DispatchSourceSignal]

  /// Makes the terminal of standard input silent.
  init() {
    var present = termios()
    tcgetattr(STDIN_FILENO, &present)
    let before = present
    self.before = before
    sources = Self.signals.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      let handler: @Sendable () -> Void = {
        Self.set(before)
        _exit(128 + number)
      }
      source.setEventHandler(handler: DispatchWorkItem(block: handler))
      source.resume()
      return source
    }
    present.c_lflag &= ~tcflag_t(ECHO)
    Self.set(present)
  }

  /// Makes it as it was.
  func restore() {
    Self.set(before)
    for source in sources { source.cancel() }
    for number in Self.signals { signal(number, SIG_DFL) }
  }

  private static func set(_ state: termios) {
    var state = state
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &state)
  }
}
