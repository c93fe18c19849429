import BlueprintModel
import Hosts

extension Failure {
  /// The failure of a verb whose host did not do its part.
  init(_ error: HostError) {
    let text = error.description
    switch error {
    case .unreachable: self.init(.transient, code: "host_unreachable", text)
    case .timedOut: self.init(.transient, code: "timeout", text)
    case .file: self.init(.permanent, code: "file", text)
    case .staleTerm: self.init(.permanent, code: "stale_term", text, changed: .no)
    case .wrapper: self.init(.unknown, code: "wrapper", text)
    case .variableName: self.init(.permanent, code: "bad_input", "`env`: \(text)", changed: .no)
    case .cancelled: self.init(.permanent, code: "cancelled", text)
    }
  }

  /// Does `body`, with its host errors as failures.
  static func catching<T>(_ body: () async throws(HostError) -> T) async throws(Failure) -> T {
    do { return try await body() } catch { throw Failure(error) }
  }

  /// Does `body`, with its host errors as failures.
  static func catching<T>(_ body: () throws(HostError) -> T) throws(Failure) -> T {
    do { return try body() } catch { throw Failure(error) }
  }
}
