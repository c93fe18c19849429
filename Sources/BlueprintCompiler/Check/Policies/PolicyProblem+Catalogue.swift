extension PolicyProblem {
  /// What `blueprint explain` tells of these problems.
  static let catalogue: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0501", "Against a policy",
      #"""
      A policy of the blueprint, or of a file that it imports, does not allow this. The message \#
      is the policy's own. With `enforce: warn` it is a warning.
      """#,
      bad: #"""
        services:
          api: {on: web, run: serve}
        policies:
          watched:
            for: services
            check: ${each.has_health}
            message: the service ${each.name} has no health check
        """#,
      good: #"""
        services:
          api: {on: web, run: serve, health: {run: 'true'}}
        policies:
          watched:
            for: services
            check: ${each.has_health}
            message: the service ${each.name} has no health check
        """#),
    CatalogueEntry(
      "BP0502", "A policy that cannot be decided yet",
      #"""
      Policies are checked before anything is made, so they can ask for what the blueprint says \#
      only: a value that a machine or another deployment gives is not known then.
      """#,
      bad: #"""
        machines: {one: {target: main}, web: {target: main, labels: {at: '${machines.one.address}'}}}
        policies:
          placed:
            for: machines
            check: ${lookup(each.labels, "at", "") != "here"}
            message: not there
        """#,
      good: #"""
        machines: {one: {target: main}, web: {target: main, labels: {at: there}}}
        policies:
          placed:
            for: machines
            check: ${lookup(each.labels, "at", "") != "here"}
            message: not there
        """#),
    CatalogueEntry(
      "BP0503", "A schedule of backups without anything to back up",
      #"""
      A backup is made of the services that have a `backup`; without one, the schedule would do \#
      nothing and seem to work.
      """#,
      bad: #"""
        services:
          api: {on: web, run: serve}
        schedules:
          nightly: {operation: backup, cron: '0 2 * * *'}
        """#,
      good: #"""
        services:
          api: {on: web, run: serve, backup: {capture: [{run: 'true'}], restore: [{run: 'true'}]}}
        schedules:
          nightly: {operation: backup, cron: '0 2 * * *'}
        """#),
  ]
}
