/// What can be wrong with the plan of an action, as `blueprint explain` tells it. These are found
/// while planning, so that the examples compile.
enum ActionProblem {
  static let catalogue: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0840", "A step that fails whatever happens",
      #"""
      What is known while planning is decided while planning: a `fail` that is always reached, or \#
      an `assert` of something that is not so, is refused before anything is touched. Within a \#
      `try` both happen at run time.
      """#,
      bad: #"""
        actions:
          demo:
            inputs: {keep: {type: integer, default: 0}}
            steps: [{assert: {that: '${inputs.keep > 0}', message: keep at least one}}]
        """#,
      good: #"""
        actions:
          demo:
            inputs: {keep: {type: integer, default: 1}}
            steps: [{assert: {that: '${inputs.keep > 0}', message: keep at least one}}]
        """#),
    CatalogueEntry(
      "BP0841", "An action needs what is not deployed",
      #"""
      An action works on what is there. A group stands for those of its members that are \#
      deployed; what is named by itself must be.
      """#,
      bad: #"""
        actions:
          demo: {steps: [{on: machines.db, run: 'ping ${machines.web[0].address}'}]}
        """#,
      good: #"""
        actions:
          demo: {steps: [{on: machines.db, run: uptime}]}
        """#),
    CatalogueEntry(
      "BP0842", "No such action to plan",
      #"""
      `blueprint action list` shows the actions of a blueprint.
      """#,
      bad: #"""
        actions: {}
        """#,
      good: #"""
        actions:
          demo: {steps: [{on: machines.db, run: uptime}]}
        """#),
  ]
}
