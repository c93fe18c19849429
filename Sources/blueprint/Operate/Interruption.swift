import BlueprintEngine
import Dispatch
import Glibc

/// What Ctrl-C means while a run is driven or watched: the first one asks to stop in good order,
/// the second one leaves at once. Nothing is lost either way.
actor Interruption {
  private let stop: @Sendable () async -> Void
  private let farewell: String
  private let console: Console
  private var sources: [any DispatchSourceSignal] = []
  private var received: Int32?

  /// What signals do.
  ///
  /// - Parameters:
  ///   - farewell: what is said when the process leaves at once.
  ///   - stop: asks to stop in good order.
  init(console: Console, farewell: String, stop: @escaping @Sendable () async -> Void) {
    self.stop = stop
    self.farewell = farewell
    self.console = console
  }

  /// Begins to take SIGINT, SIGTERM and SIGHUP as requests to stop in good order.
  func begin() {
    for number in [SIGINT, SIGTERM, SIGHUP] { sources.append(source(of: number)) }
  }

  /// A source that hands a signal over. Its handler is called on a queue of the system's and so
  /// must not be this actor's.
  private nonisolated func source(of number: Int32) -> any DispatchSourceSignal {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    let handler: @Sendable () -> Void = { Task { await self.take(number) } }
    source.setEventHandler(handler: DispatchWorkItem(block: handler))
    source.resume()
    return source
  }

  private func take(_ number: Int32) async {
    guard received == nil else {
      console.tell("\n\(farewell)")
      _exit(128 + number)
    }
    received = number
    await stop()
  }

  /// Gives the signals back; returns the exit status that a signal asked for, if there was one.
  func end() -> ExitCode? {
    for source in sources { source.cancel() }
    sources = []
    switch received {
    case SIGTERM: return .terminated
    case nil: return nil
    default: return .interrupted
    }
  }
}
