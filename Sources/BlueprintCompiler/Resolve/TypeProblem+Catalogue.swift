extension TypeProblem {
  /// What `blueprint explain` tells of these problems.
  static let catalogue: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0301", "An expression that is not well formed",
      #"""
      What stands between `${` and `}` is not an expression. For the text `${` itself, write \#
      `$${`.
      """#,
      bad: #"""
        outputs: {a: {value: '${1 +}'}}
        """#,
      good: #"""
        outputs: {a: {value: '${1 + 1}'}}
        """#),
    CatalogueEntry(
      "BP0302", "A mistake of type in an expression",
      #"""
      Operators and functions take values of certain types, and only scalars can stand \#
      inside text.
      """#,
      bad: #"""
        outputs: {a: {value: '${1 + "x"}'}}
        """#,
      good: #"""
        outputs: {a: {value: '${1 + 2}'}}
        """#),
    CatalogueEntry(
      "BP0303", "An input without a value",
      #"""
      The input has no default, and none was given. On a terminal it is asked for.
      """#,
      bad: #"""
        inputs: {region: {type: string}}
        """#,
      good: #"""
        inputs: {region: {type: string, default: eu}}
        """#),
    CatalogueEntry(
      "BP0304", "An input of the wrong type",
      #"""
      The value is not of the type that the input declares.
      """#,
      bad: #"""
        inputs: {count: {type: integer, default: many}}
        """#,
      good: #"""
        inputs: {count: {type: integer, default: 3}}
        """#),
    CatalogueEntry(
      "BP0305", "An input outside of its limits",
      #"""
      The value breaks `enum`, `minimum`, `maximum`, `pattern`, `min_length` or \#
      `max_length`.
      """#,
      bad: #"""
        inputs: {count: {type: integer, default: 0, minimum: 1}}
        """#,
      good: #"""
        inputs: {count: {type: integer, default: 1, minimum: 1}}
        """#),
    CatalogueEntry(
      "BP0306", "A value of the wrong type",
      #"""
      The expression gives another type than the key takes.
      """#,
      bad: #"""
        inputs: {n: {type: string, default: x}}
        machines:
          web: {target: main, count: '${inputs.n}'}
        """#,
      good: #"""
        inputs: {n: {type: integer, default: 1}}
        machines:
          web: {target: main, count: '${inputs.n}'}
        """#),
    CatalogueEntry(
      "BP0307", "A value out of range",
      #"""
      The value is known, and not possible here: a negative count, a port beyond 65535.
      """#,
      bad: #"""
        machines:
          web: {target: main, count: -1}
        """#,
      good: #"""
        machines:
          web: {target: main, count: 0}
        """#),
    CatalogueEntry(
      "BP0308", "An expression without a value",
      #"""
      The types are right, but the values are not: a division by zero, an index beyond the \#
      end of a list.
      """#,
      bad: #"""
        outputs: {a: {value: '${1 / length([])}'}}
        """#,
      good: #"""
        outputs: {a: {value: '${1 / length([1])}'}}
        """#),
    CatalogueEntry(
      "BP0309", "An unknown function",
      #"""
      The language has a fixed set of functions.
      """#,
      bad: #"""
        outputs: {a: {value: '${uper("x")}'}}
        """#,
      good: #"""
        outputs: {a: {value: '${upper("x")}'}}
        """#),
    CatalogueEntry(
      "BP0310", "A file whose path is not known",
      #"""
      `file` reads a file when the blueprint is compiled, so that its path can only be built of \#
      what is known then: constants, inputs, locals, and parameters that stand for such.
      """#,
      bad: #"""
        outputs: {a: {value: '${file(machines.db.address)}'}}
        """#,
      good: #"""
        outputs: {a: {value: '${file("blueprint.yaml")}'}}
        """#),
  ]
}
