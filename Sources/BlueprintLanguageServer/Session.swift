import BlueprintModel
import Dispatch
import Glibc
import Synchronization

/// Serves one client on two file descriptors, until it says `exit` or is gone.
///
/// Reading goes on whatever is being done, so that a request can be cancelled while it waits;
/// the work itself is done in the order of the messages.
public struct Session: Sendable {
  private let surroundings: ServerSurroundings
  private let input: CInt
  private let output: CInt

  /// A session that reads from `input` and writes to `output`.
  public init(
    _ surroundings: ServerSurroundings, input: CInt = STDIN_FILENO, output: CInt = STDOUT_FILENO
  ) {
    self.surroundings = surroundings
    self.input = input
    self.output = output
  }

  /// Serves until the end; returns the process's status. A client that is gone without `exit`
  /// counts as one that said it.
  public func run() async -> Int32 {
    let inbox = Inbox()
    let outbox = Outbox(descriptor: output)
    return await withTaskGroup(of: Int32?.self) { group in
      group.addTask {
        for await event in InputMessages.events(of: input) { inbox.take(event) }
        inbox.take(.end)
        return nil
      }
      group.addTask { await serve(inbox, outbox) }
      var status: Int32?
      while status == nil, let ended = await group.next() { status = ended }
      group.cancelAll()
      await finish(outbox, status ?? 1)
      return status ?? 1
    }
  }

  /// Writes what is left, if somebody reads it.
  private func finish(_ outbox: Outbox, _ status: Int32) async {
    let deadline = Task {
      try await Task.sleep(for: .seconds(2))
      exit(status)
    }
    await outbox.flush()
    deadline.cancel()
  }

  private func serve(_ inbox: Inbox, _ outbox: Outbox) async -> Int32 {
    var server = LanguageServer(surroundings)
    return await withDiscardingTaskGroup(returning: Int32.self) { alarms in
      for await _ in inbox.arrivals {
        while let item = inbox.next() {
          for effect in Self.effects(of: item, on: &server, inbox) {
            switch effect {
            case .send(let message): outbox.send(Reply.bytes(of: message))
            case .log(let line): Self.log(line)
            case .wake(let alarm, let pause):
              alarms.addTask {
                guard (try? await Task.sleep(for: pause)) != nil else { return }
                inbox.take(alarm: alarm)
              }
            case .exit(let status):
              alarms.cancelAll()
              return status
            }
          }
        }
      }
      return 1
    }
  }

  private static func effects(
    of item: Inbox.Item, on server: inout LanguageServer, _ inbox: Inbox
  ) -> [LanguageServer.Effect] {
    switch item {
    case .message(let message): return server.receive(message)
    case .cancelled(let id):
      let failure = RequestFailure(.requestCancelled, "cancelled")
      return [.send(Reply.failure(failure, to: id))]
    // A change that waits brings an alarm of its own.
    case .alarm(let number): return inbox.holdsChange ? [] : server.ring(number)
    case .garbage(let reason):
      return server.receive(.broken(RequestFailure(.parseError, reason), id: .null))
    case .failed(let reason): return [.log("cannot read: \(reason)"), .exit(1)]
    case .end: return [.exit(server.stage == .shutDown ? 0 : 1)]
    }
  }

  /// Writes a line to standard error, where editors keep a server's log.
  static func log(_ line: String) {
    let text = Array("blueprint lsp: \(line)\n".utf8)
    _ = text.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
