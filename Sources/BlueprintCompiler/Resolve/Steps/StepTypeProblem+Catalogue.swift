extension StepTypeProblem {
  /// What `blueprint explain` tells of these problems.
  static let catalogue: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0330", "A call with a value that the input does not take",
      #"""
      The limits of an action's input hold for whoever gives it a value.
      """#,
      bad: #"""
        actions:
          trim:
            inputs: {keep: {type: integer, minimum: 1}}
            steps: [{on: machines.db, run: 'trim ${inputs.keep}'}]
          all: {steps: [{call: {action: trim, inputs: {keep: 0}}}]}
        """#,
      good: #"""
        actions:
          trim:
            inputs: {keep: {type: integer, minimum: 1}}
            steps: [{on: machines.db, run: 'trim ${inputs.keep}'}]
          all: {steps: [{call: {action: trim, inputs: {keep: 3}}}]}
        """#)
  ]
}

extension CallProblem {
  /// What `blueprint explain` tells of these problems.
  static let catalogue: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0410", "Actions that call each other",
      #"""
      The steps of a called action become part of the plan, so an action cannot come back to \#
      itself; neither can a hook that starts the service which it starts.
      """#,
      bad: #"""
        actions:
          a: {steps: [{call: b}]}
          b: {steps: [{call: a}]}
        """#,
      good: #"""
        actions:
          a: {steps: [{call: b}]}
          b: {steps: [{on: machines.db, run: uptime}]}
        """#)
  ]
}
