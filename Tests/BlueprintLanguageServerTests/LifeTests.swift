import BlueprintModel
import Testing

@testable import BlueprintLanguageServer

/// The life of a session, and clients that do not keep to it.
@Suite struct LifeTests {
  @Test func refusesWhatComesTooEarlyOrTooLate() throws {
    var editor = try Editor(isInitialized: false)
    #expect(try editor.refusal("textDocument/hover") == -32_002)
    editor.open("blueprint: 1\n")
    #expect(editor.diagnostics.isEmpty)
    _ = try editor.ask("initialize", ["capabilities": [:]])
    #expect(try editor.refusal("initialize") == -32_600)
    #expect(try editor.refusal("no/such") == -32_601)
    #expect(try editor.refusal("textDocument/hover", ["a": 1]) == -32_602)
    #expect(try editor.ask("shutdown") == .null)
    #expect(try editor.refusal("textDocument/hover") == -32_600)
    editor.tell("exit")
    #expect(editor.status == 0)
  }

  @Test func endsWithOneWithoutShutdown() throws {
    var editor = try Editor()
    editor.tell("exit")
    #expect(editor.status == 1)
  }

  @Test func passesOverUnknownRemarksAndAnswers() throws {
    var editor = try Editor()
    editor.tell("$/setTrace", ["value": "off"])
    #expect(editor.server.receive(.answer).isEmpty)
    editor.tell("textDocument/didChange", ["textDocument": ["uri": "file:///no"]])
    #expect(editor.log.count == 1)
  }

  @Test(arguments: ["{", "[]", "{\"id\":1}", "\"x\"", "{\"method\":1}"])
  func answersWhatIsNoMessage(_ text: String) throws {
    guard case .broken(let failure, _) = Message(Array(text.utf8)) else {
      Issue.record("\(text) is taken for a message")
      return
    }
    #expect([.parseError, .invalidRequest].contains(failure.code))
  }

  @Test func cancelsWhatWaits() {
    let inbox = Inbox()
    func take(_ text: String) { inbox.take(.message(Array(text.utf8))) }
    take(#"{"id":1,"method":"a"}"#)
    take(#"{"id":"x","method":"b"}"#)
    #expect(inbox.next() == .message(.request(id: 1, method: "a", parameters: .null)))
    take(#"{"method":"$/cancelRequest","params":{"id":"x"}}"#)
    take(#"{"method":"$/cancelRequest","params":{"id":1}}"#)
    #expect(!inbox.holdsChange)
    take(#"{"method":"textDocument/didChange"}"#)
    #expect(inbox.holdsChange)
    #expect(inbox.next() == .cancelled("x"))
  }
}
