extension ParseProblem {
  /// What `blueprint explain` tells of these problems.
  static let catalogue: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0001", "The text is not YAML",
      #"""
      Brackets, quotes and indentation must match, and `key: value` needs a space after the \#
      colon. The place is where reading could not go on; the cause may stand a line above.
      """#,
      bad: #"""
        description: a shop: with a colon
        """#,
      good: #"""
        description: 'a shop: with a colon'
        """#),
    CatalogueEntry(
      "BP0002", "The file is not UTF-8",
      #"""
      A blueprint is text in UTF-8. Set the encoding in the editor and save it again.
      """#,
      bad: #"""
        description: caf�   # saved as Latin-1
        """#,
      good: #"""
        description: café
        """#),
    CatalogueEntry(
      "BP0003", "A character that YAML forbids",
      #"""
      Control characters and zero bytes cannot stand in a blueprint. In double quotes they \#
      can be written as `\x07`.
      """#,
      bad: #"""
        description: a^@b   # a zero byte
        """#,
      good: #"""
        description: "a\tb"
        """#),
    CatalogueEntry(
      "BP0004", "A key is there twice",
      #"""
      YAML leaves open which of two equal keys counts, so neither does. Rename one or remove \#
      it.
      """#,
      bad: #"""
        locals:
          a: 1
          a: 2
        """#,
      good: #"""
        locals:
          a: 1
          b: 2
        """#),
    CatalogueEntry(
      "BP0005", "A tag",
      #"""
      Tags such as `!!str` choose types that the language chooses itself. Quote a value to \#
      make it text.
      """#,
      bad: #"""
        version: !!str 1.0
        """#,
      good: #"""
        version: "1.0"
        """#),
    CatalogueEntry(
      "BP0006", "Several documents",
      #"""
      One file is one blueprint. A `---` line starts another document.
      """#,
      bad: #"""
        description: one
        ---
        description: two
        """#,
      good: #"""
        description: one
        """#),
    CatalogueEntry(
      "BP0007", "Nested too deeply",
      #"""
      Lists and maps may be 200 levels deep, which no person writes; a generator may have \#
      gone astray.
      """#,
      bad: #"""
        locals:
          deep: [[[[[[…]]]]]]   # 200 levels
        """#,
      good: #"""
        locals:
          deep: [[[]]]
        """#),
    CatalogueEntry(
      "BP0008", "Aliases expand to too many nodes",
      #"""
      An alias stands for all that its anchor holds. Aliases of aliases can become huge from \#
      little text; the limit is 1,000,000 nodes.
      """#,
      bad: #"""
        locals:
          a: &a [x, x, x, x, x, x, x, x, x, x]
          b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]   # and so on, seven times
        """#,
      good: #"""
        locals:
          a: &a [x, x]
          b: [*a, *a]
        """#),
    CatalogueEntry(
      "BP0009", "An alias without an anchor",
      #"""
      `*name` stands for the value that `&name` marks, further up in the same file, and not \#
      around the alias itself.
      """#,
      bad: #"""
        locals:
          a: *nowhere
        """#,
      good: #"""
        locals:
          b: &somewhere 1
          a: *somewhere
        """#),
    CatalogueEntry(
      "BP0010", "The file is empty",
      #"""
      A blueprint has at least the keys `blueprint` and `name`.
      """#,
      bad: #"""
        # nothing but this comment
        """#,
      good: #"""
        blueprint: 1
        name: demo
        """#),
    CatalogueEntry(
      "BP0011", "A key is not text",
      #"""
      Keys are text; a list or a map cannot be one. Quote a key that starts with a bracket.
      """#,
      bad: #"""
        locals:
          [a, b]: 1
        """#,
      good: #"""
        locals:
          a: [1, 2]
        """#),
    CatalogueEntry(
      "BP0012", "A merge key",
      #"""
      `<<` is not part of the language. An alias can stand for a whole value, and a profile \#
      changes parts of the file.
      """#,
      bad: #"""
        targets:
          main: &main {provider: local}
          other: {<<: *main}
        """#,
      good: #"""
        targets:
          main: &main {provider: local}
          other: *main
        """#),
    CatalogueEntry(
      "BP0013", "The file is too large",
      #"""
      A blueprint is at most 64 MiB.
      """#,
      bad: #"""
        description: …   # and 64 MiB more
        """#,
      good: #"""
        description: short
        """#),
  ]
}
