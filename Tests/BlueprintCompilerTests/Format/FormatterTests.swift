import Testing

@testable import BlueprintCompiler

/// The canonical form, rule by rule.
@Suite struct FormatterTests {
  private func expect(
    _ before: String, becomes after: String, location: SourceLocation = #_sourceLocation
  ) {
    #expect(formatted(before) == after, sourceLocation: location)
  }

  @Test func blocksAreIndentedByTwo() {
    expect(
      "a:\n    b:\n        c: 1\n    l:\n    - x\n    -   y: 1\n        z: 2\n",
      becomes: "a:\n  b:\n    c: 1\n  l:\n    - x\n    - y: 1\n      z: 2\n")
    expect("a:\n- - 1\n  - 2\n- \n", becomes: "a:\n  - - 1\n    - 2\n  -\n")
  }

  @Test func whiteSpaceIsMended() {
    expect("a:\t1  \r\nb:   2\t\r\n\r\n\r\n\r\nc: 3", becomes: "a: 1\nb: 2\n\nc: 3\n")
  }

  @Test func keysComeInTheLanguagesOrderWithTheirComments() {
    expect(
      """
      # About the file

      # what runs
      services:
        a: {on: m}
        # not b
      name: n  # short
      # the language
      blueprint: 1
      # the end
      """,
      becomes: """
        # About the file

        # the language
        blueprint: 1
        name: n  # short

        # what runs
        services:
          a: {on: m}
          # not b

        # the end

        """)
  }

  @Test func otherFilesKeepTheirOrder() {
    expect("verbs: []\nversion: 1\nname: x\n", becomes: "verbs: []\nversion: 1\nname: x\n")
  }

  @Test func anAliasDoesNotGetBeforeItsAnchor() {
    let text = "blueprint: 1\nservices: {a: &x 1}\nmachines: {b: *x}\n"
    expect(text, becomes: text)
  }

  @Test func bracketsKeepTheirLines() {
    expect("a: { b : 1,c: [ 1,2 ] , d: { } }\n", becomes: "a: {b: 1, c: [1, 2], d: {}}\n")
    expect(
      "a: [\n x, # one\n    {y: 1,\n z: 2},\n]\n",
      becomes: "a: [\n  x,  # one\n  {y: 1,\n    z: 2},\n]\n")
  }

  @Test func quotesChangeOnlyWhereNothingElseDoes() {
    expect(
      "a: 'x'\nb: 'it''s'\nc: '\\d'\nd: '\"'\ne: '010'\n",
      becomes: "a: \"x\"\nb: 'it''s'\nc: '\\d'\nd: '\"'\ne: \"010\"\n")
  }

  @Test func blockScalarsKeepEveryByte() {
    expect(
      "a:\n    b: |\n          x\n            y  \n\n          z\n    c: 1\n",
      becomes: "a:\n  b: |\n    x\n      y  \n\n    z\n  c: 1\n")
    expect("a: |4\n      x\n     y\nb: 1\n", becomes: "a: |2\n    x\n   y\n\nb: 1\n")
    expect("a: |+ # kept\n x\n\n\nb: 1\n", becomes: "a: |+  # kept\n  x\n\n\nb: 1\n")
    expect("a: |\n  x", becomes: "a: |-\n  x\n")
  }

  @Test func commentsStayWithWhatTheyAreAbout() {
    expect(
      "a:  # the group\n     # first\n     b: 1   # one\n     cc: 22  # two\n\n     # last\n\nd: 2\n",
      becomes: "a:  # the group\n  # first\n  b: 1  # one\n  cc: 22  # two\n\n  # last\n\nd: 2\n")
    expect(
      "a:\n  b: 1      # one\n  ccc: 222  # two\n  d: 4\n",
      becomes: "a:\n  b: 1      # one\n  ccc: 222  # two\n  d: 4\n")
  }

  @Test func whatIsNoYAMLIsRefused() {
    guard
      case .refused(let diagnostics) = BlueprintFormatter.format(
        Source(name: "x", text: "a: [1\n"))
    else {
      Issue.record("it was formatted")
      return
    }
    #expect(diagnostics.map(\.code) == ["BP0001"])
  }

  @Test(arguments: ["? |\n  a\n: 1\n", "%YAML 1.1\n---\na: 1\n"])
  func whatHasNoFormIsRefused(_ text: String) {
    guard case .refused(let diagnostics) = BlueprintFormatter.format(Source(name: "x", text: text))
    else {
      Issue.record("it was formatted")
      return
    }
    #expect(diagnostics.map(\.code) == ["BP0951"])
  }
}
