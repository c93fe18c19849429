import BlueprintModel
import ProviderKit
import Testing

@Suite struct InputReaderTests {
  private func message(_ input: Value, _ read: (InputReader) throws(Failure) -> Void) -> String {
    do throws(Failure) {
      try read(try InputReader(input))
      return "no failure"
    } catch {
      #expect(error.failureClass == .permanent)
      #expect(error.code == "bad_input")
      #expect(error.changed == .no)
      return error.message
    }
  }

  @Test func readsEveryType() throws {
    let input = try InputReader([
      "text": "t", "number": 3, "flag": true, "span": "2s", "size": "4KiB",
      "texts": ["a", "b"], "names": ["k": "v"], "path": "/p", "none": .null,
    ])
    #expect(try input.string("text") == "t")
    #expect(try input.integer("number") == 3)
    #expect(try input.boolean("flag"))
    #expect(try input.duration("span") == .seconds(2))
    #expect(try input.size("size").bytes == 4096)
    #expect(try input.strings("texts") == ["a", "b"])
    #expect(try input.stringMap("names") == ["k": "v"])
    #expect(try input.absolutePath("path") == "/p")
    #expect(try input.optional("none", "a string", \.string) == nil)
  }

  @Test func namesTheKeyAndWhatWasFound() {
    #expect(
      message(["a": 1]) { input throws(Failure) in _ = try input.string("a") }
        == "`a`: expected a string, found an integer")
    #expect(
      message([:]) { input throws(Failure) in _ = try input.integer("b") }
        == "`b`: is missing; expected an integer")
    #expect(
      message(["p": "x/y"]) { input throws(Failure) in _ = try input.absolutePath("p") }
        == "`p`: expected an absolute path, found `x/y`")
    #expect(message("text") { _ in } == "the input: expected a map, found a string")
  }

  @Test func nestedMistakesNameTheWholePath() {
    let input: Value = ["outer": ["inner": ["x", 1]]]
    let found = message(input) { input throws(Failure) in
      _ = try input.reader("outer").strings("inner")
    }
    #expect(found == "`outer.inner`: expected a list of strings, found a list")
  }
}
