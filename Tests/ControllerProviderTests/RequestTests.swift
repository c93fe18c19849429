import BlueprintModel
import Foundation
import Testing

@testable import ControllerProvider

/// Requests to real servers on this machine.
@Suite(.timeLimit(.minutes(2))) struct RequestTests {
  @Test func aRequestCarriesWhatTheStepGives() async throws {
    let server = try WebServer()
    let outputs = try await call(
      [
        "method": "POST", "url": .string(server.url + "/echo?a=b%20c"),
        "headers": ["Authorization": "Bearer \"it's\\\"", "X-Empty": "", "X-Count": 7],
        "body": ["name": "o'neil \"x\"\nline", "list": [1, true]],
      ], token: "token-1"
    ).outputs
    #expect(outputs["status"] == 200)
    let echo = try Value(jsonText: try #require(outputs["body"]?.string))
    #expect(echo["method"] == "POST" && echo["path"] == "/echo?a=b%20c")
    #expect(echo["headers"]?["idempotency-key"] == "token-1")
    #expect(echo["headers"]?["authorization"] == "Bearer \"it's\\\"")
    #expect(echo["headers"]?["x-empty"] == "" && echo["headers"]?["x-count"] == "7")
    #expect(echo["headers"]?["content-type"] == "application/json")
    let body = try Value(jsonText: try #require(echo["body"]?.string))
    #expect(body == ["name": "o'neil \"x\"\nline", "list": [1, true]])
  }

  @Test func aTextIsSentAsItIsAndHeadersOfOneNameAreJoined() async throws {
    let server = try WebServer()
    let outputs = try await call(
      ["method": "PUT", "url": .string(server.url + "/echo"), "body": "@/etc/passwd\ttab é"]
    ).outputs
    let echo = try Value(jsonText: try #require(outputs["body"]?.string))
    #expect(echo["body"] == "@/etc/passwd\ttab é")
    #expect(echo["headers"]?["content-type"] == "text/plain; charset=utf-8")
    let twice = try await call(["url": .string(server.url + "/twice")]).outputs
    #expect(twice["headers"]?["x-word"] == "one, two" && twice["headers"]?["set-cookie"] == nil)
    let bare = try await call(["url": .string(server.url + "/twice"), "keep_output": false]).outputs
    #expect(bare == ["status": 200])
  }

  @Test func theMethodHeadHasNoBody() async throws {
    let server = try WebServer()
    let outputs = try await call(["method": "HEAD", "url": .string(server.url + "/big/500")])
      .outputs
    #expect(outputs["headers"]?["content-length"] == "500" && outputs["body"] == "")
  }

  @Test(
    arguments: [
      (200, nil, nil), (204, nil, nil), (404, FailureClass.permanent, "unexpected_status"),
      (302, .permanent, "unexpected_status"), (429, .throttled, "throttled"),
      (500, .transient, "server_error"), (503, .transient, "server_error"),
    ] as [(Int, FailureClass?, String?)])
  func aStatusHasItsClass(status: Int, expected: FailureClass?, code: String?) async throws {
    let server = try WebServer()
    let outcome = try await call([
      "method": "POST", "url": .string("\(server.url)/status/\(status)"),
    ])
    #expect(outcome.failure?.failureClass == expected && outcome.failure?.code == code)
    if status == 429 || status == 503 { #expect(outcome.failure?.retryAfter == .seconds(7)) }
    if status == 429 { #expect(outcome.failure?.changed == .no) }
    if status == 404 {
      #expect(outcome.failure?.output == ["first line", "this is 404"])
      #expect(outcome.failure?.message.contains("answers 404, expected 200 to 299") == true)
      #expect(outcome.failure?.changed == .unknown)
    }
  }

  @Test func whatIsExpectedIsChecked() async throws {
    let server = try WebServer()
    let url = Value.string(server.url + "/echo/x?y=1")
    func failure(_ expect: Value) async throws -> Failure? {
      try await call(["url": url, "expect": expect]).failure
    }
    #expect(try await failure(["status": [200, 204], "json": ["/method": "GET"]]) == nil)
    #expect(try await failure(["body": #""method": "G[A-Z]+""#]) == nil)
    let status = try await failure(["status": 418])
    #expect(status?.message.contains("answers 200, expected 418") == true)
    let body = try await failure(["body": "^nothing$"])
    #expect(body?.code == "unexpected_body" && body?.failureClass == .permanent)
    #expect(body?.message.contains("does not match `^nothing$`") == true)
    let other = try await failure(["json": ["/headers/host": "elsewhere"]])
    #expect(other?.message.contains("expected \"elsewhere\"") == true)
    let none = try await failure(["json": ["/headers/none": 1]])
    #expect(none?.message.contains("nothing at `/headers/none`") == true)
    // A status that counts as good ends the way, also one that redirects.
    let redirect = try await call(
      ["url": .string(server.url + "/redirect/1"), "expect": ["status": 302]])
    #expect(try redirect.outputs["status"] == 302)
  }

  @Test func redirectsAreFollowedByReadersOnly() async throws {
    let server = try WebServer()
    let five = try await call(["url": .string(server.url + "/redirect/5")])
    #expect(try five.outputs["status"] == 200)
    let six = try await call(["url": .string(server.url + "/redirect/6")])
    #expect(six.failure?.code == "redirect" && six.failure?.failureClass == .permanent)
    let post = try await call(["method": "POST", "url": .string(server.url + "/redirect/1")])
    #expect(post.failure?.code == "unexpected_status")
  }

  @Test func headersStayWithTheirServer() async throws {
    let (server, other) = (try WebServer(), try WebServer())
    let away =
      "\(server.url)/away/\((other.url + "/echo").replacingOccurrences(of: "/", with: "|"))"
    let outputs = try await call(["url": .string(away), "headers": ["X-Key": "private"]]).outputs
    let echo = try Value(jsonText: try #require(outputs["body"]?.string))
    #expect(echo["headers"]?["x-key"] == nil && echo["headers"]?["idempotency-key"] == nil)
    #expect(echo["headers"]?["user-agent"] == "blueprint")
  }

  @Test func aLongBodyIsCutForTheOutput() async throws {
    let server = try WebServer()
    let outputs = try await call(["url": .string(server.url + "/big/100000")]).outputs
    #expect(outputs["body"]?.string?.utf8.count == 65_536)
    let huge = try await call(["url": .string(server.url + "/big/9000000")]).outputs
    #expect(huge["body"]?.string?.utf8.count == 65_536 && huge["status"] == 200)
    let unchecked = try await call(
      ["url": .string(server.url + "/big/9000000"), "expect": ["body": "x"]])
    #expect(unchecked.failure?.message.contains("cannot be checked") == true)
  }

  @Test func aServerThatIsNotThereIsUnreachable() async throws {
    let gone = try WebServer().url
    let refused = try await call(["url": .string(gone)])
    #expect(refused.failure?.failureClass == .unreachable && refused.failure?.changed == .no)
    let unknown = try await call(["url": "http://no-such-host.invalid/"])
    #expect(unknown.failure?.failureClass == .unreachable)
    #expect(unknown.failure?.code == "unknown_host")
    let server = try WebServer()
    let cut = try await call(["method": "POST", "url": .string(server.url + "/cut")])
    #expect(cut.failure?.failureClass == .transient && cut.failure?.changed == .unknown)
  }

  @Test func theTimeLimitHolds() async throws {
    let server = try WebServer()
    let began = ContinuousClock.now
    let late = try await call(["url": .string(server.url + "/slow/60")], timeout: .seconds(1))
    #expect(late.failure?.failureClass == .transient && late.failure?.code == "timeout")
    #expect(ContinuousClock.now - began < .seconds(20))
  }

  @Test func aRequestCanBeGivenUp() async throws {
    let server = try WebServer()
    let provider = ControllerProvider()
    let input: Value = ["url": .string(server.url + "/slow/60")]
    let waiting = Task { try await call(input, token: "given-up", of: provider) }
    let ticks = Task {
      while !Task.isCancelled {
        await provider.cancel(token: "given-up")
        try await Task.sleep(for: .milliseconds(20))
      }
    }
    #expect(try await waiting.value.failure?.code == "cancelled")
    ticks.cancel()
  }
}

/// Performs a request.
func call(
  _ input: Value, token: String = UUID().uuidString, settings: Value = [:],
  timeout: Duration = .seconds(30), of provider: ControllerProvider = ControllerProvider()
) async throws -> Outcome {
  let action = Action(
    verb: "http.request", deployment: "d", address: "actions.a",
    target: TargetBinding(name: "@controller", provider: "controller", settings: settings),
    input: input)
  let context = ActionContext(token: token, attempt: 1, term: 1, timeout: timeout)
  return try await provider.perform(action, context) { _ in }
}

extension Outcome {
  /// The failure, if it is one.
  var failure: Failure? {
    guard case .failed(let failure) = self else { return nil }
    return failure
  }

  /// The outputs of an effect that holds.
  var outputs: ValueMap {
    get throws {
      guard case .done(_, let outputs) = self else { throw Unexpected(outcome: self) }
      return outputs
    }
  }

  struct Unexpected: Error { let outcome: Outcome }
}
