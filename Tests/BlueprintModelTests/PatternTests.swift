import BlueprintModel
import Testing

@Suite struct PatternTests {
  @Test(
    arguments: [
      ("^\\d+\\.\\d+$", "1.4", "1.4"), ("id=(\\d+)", "the id=42 is", "id=42|42"),
      ("a*?b", "aab", "aab"), ("a+?", "aaa", "a"), ("(a|ab)(c|bcd)(d*)", "abcd", "abcd|a|bcd|"),
      ("x{2,3}", "xxxx", "xxx"), ("x{2}", "xxxx", "xx"), ("x{2,}", "xxxx", "xxxx"),
      ("[^a-c]+", "abcxyz", "xyz"), ("[]a]", "]", nil), ("[\\]a]+", "a]", "a]"),
      ("[a-]+", "-a", "-a"),
      ("\\bcat\\b", "a cat.", "cat"), ("\\Bat", "cat", "at"), ("(?i)WEB", "web", "web"),
      ("(?m)^b$", "a\nb\nc", "b"), ("^b$", "a\nb\nc", nil), ("a.c", "a\nc", nil),
      ("(?s)a.c", "a\nc", "a\nc"), ("(?<year>\\d{4})", "in 2024", "2024|2024"),
      ("(?:a|b)+", "abba", "abba"), ("\\u{1F600}|\\x41", "A", "A"), ("é+", "caféé", "éé"),
      ("", "x", ""), ("(a*)*", "aa", "aa|aa"), ("{", "a{b", "{"),
      ("a{,2}", "a{,2}", "a{,2}"), ("\\A\\w+\\z", "a_1", "a_1"), ("^$", "", ""),
      ("(x)?y", "y", "y|-"), ("[\\d\\s]+", "a1 2b", "1 2"), ("\\W", "a-", "-"),
      ("[^\\d]", "1a", "a"),
    ] as [(String, String, String?)])
  func matches(_ pattern: String, _ text: String, _ expected: String?) throws {
    guard let read = try? Pattern(pattern) else {
      #expect(expected == nil, "\(pattern) is no pattern")
      return
    }
    let match = try read.firstMatch(in: text)
    #expect(match.map { $0.texts.map { $0 ?? "-" }.joined(separator: "|") } == expected)
  }

  @Test(arguments: [
    "(", ")", "a)", "[", "[a", "*", "+a", "a**", "a{2}{3}", "a{3,2}", "a{9999}", "\\", "\\q", "\\1",
    "(?=a)", "(?!a)", "(?<=a)", "(?<n", "(?P=n)", "[z-a]", "[[:alpha:]]", "\\x4", "\\u{110000}",
    "^*", "a++", "((a{1000}){1000}){1000}", "(?:(?:(?:){1000}){1000}){1000}",
  ])
  func whatIsNoneIsRefused(_ pattern: String) {
    #expect(throws: PatternError.self) { _ = try Pattern(pattern) }
  }

  @Test func deepNestingIsRefused() {
    let open = String(repeating: "(", count: 20_000)
    #expect(throws: PatternError.self) { _ = try Pattern(open + "a") }
  }

  /// Patterns that take for ever where every way is tried to its end.
  @Test(arguments: [
    "(a+)+$", "^(a|a)*$", "(a|aa)+$", "(.*a){12}$", "a*a*a*a*a*b", "(a?){50}a{50}$",
  ])
  func noTextTakesForEver(_ pattern: String) throws {
    let text = String(repeating: "a", count: 20_000) + "!"
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try Pattern(pattern).matches(text) == false)
    #expect(clock.now - start < .seconds(30))
  }

  @Test func aTextThatIsTooLongIsRefused() throws {
    let pattern = try Pattern("(a{100}){50}")
    #expect(throws: PatternError.self) {
      _ = try pattern.matches(String(repeating: "a", count: 100_000))
    }
  }

  @Test func replacingGoesThroughTheText() throws {
    func replaced(_ pattern: String, _ text: String) throws -> String {
      try Pattern(pattern).replacing(in: text) { "<\($0.texts[0] ?? "")>" }
    }
    #expect(try replaced("\\d+", "a1b22c") == "a<1>b<22>c")
    #expect(try replaced("x*", "abc") == "<>a<>b<>c<>")
    #expect(try replaced("q", "abc") == "abc")
    #expect(try replaced("$", "abc") == "abc<>")
    #expect(try replaced("^a", "aaa") == "<a>aa")
  }

  @Test func whatIsTakenIsTheFirstGroup() throws {
    #expect(try Pattern("id=(\\d+) (\\d)").firstMatch(in: "id=4 2")?.capture == "4")
    #expect(try Pattern("id=\\d+").firstMatch(in: "id=4 2")?.capture == "id=4")
  }
}
