import BlueprintModel
import ProviderKit

/// A request with its answer, and the redirects between them.
struct HTTPExchange: Sendable {
  private static let mostRedirects = 5

  let request: HTTPRequest
  let environment: CurlEnvironment
  let log: @Sendable (String) -> Void

  /// Sends it and judges the answer.
  func run() async throws(Failure) -> Outcome {
    let deadline = ContinuousClock.now + request.limit
    var url = request.url
    for hop in 0...Self.mostRedirects {
      let answer = try await answer(to: url, by: deadline)
      guard request.isSafe, answer.value.isRedirect, let next = answer.redirect,
        !request.expectation.allows(status: answer.value.status)
      else { return try judged(answer.value) }
      guard hop < Self.mostRedirects else { break }
      if url.lowercased().hasPrefix("https:"), !next.lowercased().hasPrefix("https:") {
        throw failure(
          .permanent, "redirect", "it redirects from https to http, which is not followed")
      }
      log("\(answer.value.status): goes on to \(Origin.shown(next))")
      url = next
    }
    throw failure(.permanent, "redirect", "it redirects more than \(Self.mostRedirects) times")
  }

  private func answer(
    to url: String, by deadline: ContinuousClock.Instant
  ) async throws(Failure) -> (value: HTTPAnswer, redirect: String?) {
    let left = deadline - ContinuousClock.now
    guard left > .zero else { throw failure(.transient, "timeout", "no answer in time") }
    let run = CurlRun(
      configuration: CurlConfiguration(
        request, to: url, isForeign: Origin(url) != Origin(request.url), limit: left),
      environment: environment)
    let ending: CurlRun.Ending
    do { ending = try await run.run() } catch {
      throw Task.isCancelled
        ? failure(.permanent, "cancelled", "it was given up", changed: changedIfSent)
        : failure(
          .permanent, "no_curl", "the tool `curl` cannot be run: \(error)", changed: .no,
          help: "install it on the controller, on Debian: apt-get install curl")
    }
    guard ending.code == 0, let answer = ending.answer else {
      throw failure(of: ending, url: url)
    }
    return (answer, ending.redirect)
  }

  private func judged(_ answer: HTTPAnswer) throws(Failure) -> Outcome {
    guard request.expectation.allows(status: answer.status) else { throw failure(of: answer) }
    if let mistake = request.expectation.mistake(in: answer) {
      throw failure(
        .permanent, "unexpected_body", "it answers \(answer.status), but \(mistake)",
        output: answer.lastLines)
    }
    let outputs = request.keepsOutput ? answer.outputs : ["status": .integer(answer.status)]
    return .done(handle: nil, outputs: outputs)
  }

  private func failure(of answer: HTTPAnswer) -> Failure {
    let words = "it answers \(answer.status), expected \(request.expectation.wanted)"
    switch answer.status {
    case 429:
      let wait = answer.retryAfter.map { ", and asks to wait \($0.blueprintText)" } ?? ""
      var failure = failure(
        .throttled, "throttled", words + wait, changed: .no, output: answer.lastLines)
      failure.retryAfter = answer.retryAfter
      return failure
    case 500...599:
      var failure = failure(.transient, "server_error", words, output: answer.lastLines)
      failure.retryAfter = answer.retryAfter
      return failure
    default: return failure(.permanent, "unexpected_status", words, output: answer.lastLines)
    }
  }

  /// The failure that the tool's own number stands for.
  private func failure(of ending: CurlRun.Ending, url: String) -> Failure {
    let reason = ending.message.isEmpty ? "curl ended with \(ending.code)" : ending.message
    switch ending.code {
    case 1, 3: return failure(.permanent, "bad_url", reason, changed: .no)
    case 5, 6: return failure(.unreachable, "unknown_host", reason, changed: .no)
    case 7: return failure(.unreachable, "refused", reason, changed: .no)
    case 28: return failure(.transient, "timeout", reason)
    case 51, 60, 83, 90, 91:
      return failure(
        .permanent, "certificate", reason, changed: .no,
        help: "trust its authority: SSL_CERT_FILE names a file of certificates")
    case 53, 54, 58, 59, 66, 77, 80, 82: return failure(.permanent, "tls", reason, changed: .no)
    default: return failure(.transient, "connection_lost", reason)
    }
  }

  /// What may have been changed by a request of which no answer is known.
  private var changedIfSent: Failure.Changed { request.isSafe ? .no : .unknown }

  private func failure(
    _ failureClass: FailureClass, _ code: String, _ reason: String,
    changed: Failure.Changed? = nil, output: [String] = [], help: String? = nil
  ) -> Failure {
    Failure(
      failureClass, code: code, "\(request.method) \(Origin.shown(request.url)): \(reason)",
      changed: changed ?? changedIfSent, output: output, help: help)
  }
}
