extension StepProblem {
  /// What `blueprint explain` tells of these problems.
  static let catalogue: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0130", "A key that belongs to another kind of step",
      #"""
      `then` and `else` belong to `if`, `do` and `batch` to `for_each`, `until`, `max` and \#
      `delay` to `repeat`, `rescue` and `always` to `try`.
      """#,
      bad: #"""
        actions:
          tidy:
            steps: [{on: machines.db, run: "true", rescue: [{fail: sorry}]}]
        """#,
      good: #"""
        actions:
          tidy:
            steps: [{try: [{on: machines.db, run: "true"}], rescue: [{fail: sorry}]}]
        """#),
    CatalogueEntry(
      "BP0131", "A modifier that makes no sense",
      #"""
      Every kind of step takes the modifiers that mean something for it. To try a whole list of \#
      steps again, put it into a `repeat`; to go on after a failure in it, into a `try`.
      """#,
      bad: #"""
        actions:
          pause:
            steps: [{wait: {for: 5s}, retry: {max: 3}}]
        """#,
      good: #"""
        actions:
          pause:
            steps: [{wait: {for: 5s}}]
        """#),
    CatalogueEntry(
      "BP0132", "A verb of a machine without its argument",
      #"""
      `power`, `snapshot` and `resize` must say what is wanted.
      """#,
      bad: #"""
        services:
          api: {on: web, drain: [{machine: power}]}
        """#,
      good: #"""
        services:
          api: {on: web, drain: [{run: "true"}]}
        """#),
    CatalogueEntry(
      "BP0133", "An output that a step does not give",
      #"""
      `run` and `script` give `stdout`, `http` gives `body` and `status`; of a `machine` step, \#
      parts of what the provider says are taken.
      """#,
      bad: #"""
        actions:
          look:
            steps: [{on: machines.db, run: uptime, outputs: {load: stderr}}]
        """#,
      good: #"""
        actions:
          look:
            steps: [{on: machines.db, run: uptime, outputs: {load: stdout}}]
        """#),
    CatalogueEntry(
      "BP0134", "Not a JSON pointer",
      #"""
      A JSON pointer (RFC 6901) starts each part with `/`: `/items/0/name`.
      """#,
      bad: #"""
        actions:
          look:
            steps: [{on: machines.db, run: status, outputs: {lag: {json: lag}}}]
        """#,
      good: #"""
        actions:
          look:
            steps: [{on: machines.db, run: status, outputs: {lag: {json: /lag}}}]
        """#),
    CatalogueEntry(
      "BP0135", "Not a regular expression",
      #"""
      An output is the first group of the first match, or the whole match without a group.
      """#,
      bad: #"""
        actions:
          look:
            steps: [{on: machines.db, run: status, outputs: {id: {pattern: 'id=(\d+'}}}]
        """#,
      good: #"""
        actions:
          look:
            steps: [{on: machines.db, run: status, outputs: {id: {pattern: 'id=(\d+)'}}}]
        """#),
  ]
}
