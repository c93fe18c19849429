/// What can be wrong with looking at a run and with asking something of it.
enum RunCatalogue {
  /// What `blueprint explain` tells of them.
  static let entries: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0960", "A picture of a run, where there is none",
      #"""
      `--report` draws a page or a timeline of a run for commands that carry out a run or show \#
      one. Other commands have the reports of the compiler.
      """#, form: .console,
      bad: #"""
        $ blueprint validate --report run.html
        """#,
      good: #"""
        $ blueprint runs show --report run.html
        """#),
    CatalogueEntry(
      "BP0961", "A run that nobody drives in the background",
      #"""
      With `--detach` the run is driven by a process of its own. It could not be started, or it \#
      ended before it came to the run. The run exists; its log says more.
      """#, form: .console,
      bad: #"""
        $ blueprint deploy --yes --detach
        error[BP0961]: run-1c0ffee0cafe was created, and no background process took it up
        """#,
      good: #"""
        $ blueprint resume
        """#),
    CatalogueEntry(
      "BP0962", "No unfinished run",
      #"""
      Without the name of a run, the deployment's unfinished run is meant, and there is none.
      """#, form: .console,
      bad: #"""
        $ blueprint attach
        """#,
      good: #"""
        $ blueprint runs
        $ blueprint runs show run-1c0ffee0cafe
        """#),
    CatalogueEntry(
      "BP0963", "A step that does not wait",
      #"""
      `promote` is for steps that wait for approval, and `resume --settle` for steps in doubt. \#
      `blueprint runs show` tells what a run waits for.
      """#, form: .console,
      bad: #"""
        $ blueprint promote --step actions.ask/aprove
        """#,
      good: #"""
        $ blueprint promote --step actions.ask/approve
        """#),
    CatalogueEntry(
      "BP0964", "A request that nobody took up",
      #"""
      The process that drove the run ended before it took the request up. The request is kept: \#
      whoever goes on with the run takes it up first.
      """#, form: .console,
      bad: #"""
        $ blueprint pause --wait
        error[BP0964]: nobody took the request up: whoever drove the run is gone
        """#,
      good: #"""
        $ blueprint resume
        """#),
  ]
}
