extension ProviderProblem {
  /// What `blueprint explain` tells of these problems.
  static let catalogue: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0601", "No such provider",
      #"""
      No plugin with this name is installed.
      """#,
      bad: #"""
        targets:
          main: {provider: locl}
        """#,
      good: #"""
        targets:
          main: {provider: local}
        """#),
    CatalogueEntry(
      "BP0602", "A setting that the provider does not take",
      #"""
      The keys of a target besides `provider` are checked against the provider's own schema.
      """#,
      bad: #"""
        targets:
          main: {provider: local, netwrok: br0}
        """#,
      good: #"""
        targets:
          main: {provider: local, network: br0}
        """#),
    CatalogueEntry(
      "BP0603", "Something that the provider cannot do",
      #"""
      A provider's manifest lists its verbs. What needs another verb runs on another target.
      """#,
      bad: #"""
        targets:
          main: {provider: bare}
        services:
          api: {on: web, run: serve}
        """#,
      good: #"""
        targets:
          main: {provider: local}
        services:
          api: {on: web, run: serve}
        """#),
    CatalogueEntry(
      "BP0604", "Something that has no effect on this target",
      #"""
      The same blueprint goes to any target, and some targets have no use for a part of it: \#
      `local`, for one, does everything as the user who runs it. It is a warning, so that you know.
      """#,
      bad: #"""
        services:
          api: {on: web, run: serve, user: www-data}
        """#,
      good: #"""
        services:
          api: {on: web, run: serve}
        """#),
    CatalogueEntry(
      "BP0605", "A schedule that the machines cannot run themselves",
      #"""
      `runs_on: machine` makes the machines keep the time without the controller. Where the \#
      provider has no means for that, the controller runs the schedule, and has to be there.
      """#,
      bad: #"""
        services:
          api: {on: web, run: serve, backup: {capture: [{run: 'true'}], restore: [{run: 'true'}]}}
        schedules:
          nightly: {operation: backup, cron: '0 2 * * *', runs_on: machine}
        """#,
      good: #"""
        services:
          api: {on: web, run: serve, backup: {capture: [{run: 'true'}], restore: [{run: 'true'}]}}
        schedules:
          nightly: {operation: backup, cron: '0 2 * * *', runs_on: controller}
        """#),
  ]
}
