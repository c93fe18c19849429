import BlueprintModel
import Testing

@testable import BlueprintCompiler

/// The stretch that a fix changes, by how the scalar is written.
@Suite struct CorrectorTests {
  private static let head = "blueprint: 1\nname: demo\ntargets: {main: {provider: local}}\n"

  /// The text after the sure fixes of `text`; nil if there are none.
  private func fixed(_ text: String) throws -> String? {
    let result = compile(Self.head + text)
    let edits = result.diagnostics.flatMap(\.fixes).filter(\.isMachineApplicable).flatMap(\.edits)
    guard !edits.isEmpty else { return nil }
    let source = try #require(result.sources[0].applying(edits))
    return String(String(decoding: source.bytes, as: UTF8.self).dropFirst(Self.head.count))
  }

  @Test(arguments: [
    ("machines: {web: {target: man}}\n", "machines: {web: {target: main}}\n"),
    ("machines: {web: {target: 'man'}}\n", "machines: {web: {target: 'main'}}\n"),
    ("machines: {web: {\"targt\": \"main\"}}\n", "machines: {web: {\"target\": \"main\"}}\n"),
    (
      "machines: {web: {target: main, protect: yes}}",
      "machines: {web: {target: main, protect: true}}"
    ),
    ("machines: {web: {target: main, count: '2'}}", "machines: {web: {target: main, count: 2}}"),
    (
      "machines: {web: {target: main, memory: 4 gib}}",
      "machines: {web: {target: main, memory: 4GiB}}"
    ),
    (
      "machines: {web: {target: main}, db: {target: main, needs: 'web'}}",
      "machines: {web: {target: main}, db: {target: main, needs: ['web']}}"
    ),
    (
      "# é\u{1f600}\nmachines: {é: {target: man}}".replacing("é:", with: "e:"),
      "# é\u{1f600}\nmachines: {e: {target: main}}"
    ),
    ("machines:\r\n  web: {target: man}\r\n", "machines:\r\n  web: {target: main}\r\n"),
    (
      "machines: {web: {target: main}}\noutputs: {a: {value: \"\\u00e9 ${machines.wbe.name}\"}}",
      "machines: {web: {target: main}}\noutputs: {a: {value: \"\\u00e9 ${machines.web.name}\"}}"
    ),
  ])
  func isExact(_ text: String, _ wanted: String) throws {
    #expect(try fixed(text) == wanted)
  }

  @Test(arguments: [
    // An escape: the text in the file is not the text that it means.
    "machines: {web: {target: \"ma\\x6e\"}}",
    // A number may be any unit; a misspelling with another digit may be another name.
    "services: {}\nmachines: {web1: {target: main}, b: {target: main, needs: [web2]}}",
    "machines: {web: {target: main, memory: 4}}",
    "machines: {web: {target: main, memory: 4GB}}",
    // What an anchor marks stands in other places too.
    "machines: {web: {target: &t man}, db: {target: *t}}",
    // A key that is there already would be there twice.
    "machines: {web: {target: main, targt: main}}",
    // Folded and literal text.
    "machines:\n  web:\n    target: >-\n      man\n",
  ])
  func isNotSure(_ text: String) throws {
    #expect(try fixed(text) == nil)
  }

  @Test func overlappingEditsAreRefused() {
    let source = Source(name: "a", text: "abc")
    func edit(_ start: Int, _ end: Int) -> Fix.Edit {
      let range = SourceRange(
        start: SourcePosition(line: 1, column: start), end: SourcePosition(line: 1, column: end))
      return Fix.Edit(Place(file: "a", range: range), replacement: "x")
    }
    #expect(source.applying([edit(1, 3), edit(2, 4)]) == nil)
    #expect(source.applying([edit(3, 5)]) == nil)
    #expect(source.applying([edit(2, 3), edit(1, 2)])?.bytes == Array("xxc".utf8))
  }
}
