/// What can be wrong with planning and carrying out an operation.
enum OperationCatalogue {
  /// What `blueprint explain` tells of them.
  static let entries: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0801", "A plan that is stale",
      #"""
      A saved plan is carried out exactly as it was shown, so the deployment must still be \#
      what it was made against.
      """#, form: .console,
      bad: #"""
        $ blueprint plan --out a.plan
        $ blueprint scale web=3 --yes
        $ blueprint deploy a.plan
        """#,
      good: #"""
        $ blueprint plan --out a.plan
        $ blueprint deploy a.plan
        """#),
    CatalogueEntry(
      "BP0802", "Somebody else is at work",
      #"""
      One command at a time changes a deployment. The message says who holds it.
      """#, form: .console,
      bad: #"""
        $ blueprint deploy --yes & blueprint scale web=3 --yes
        """#,
      good: #"""
        $ blueprint deploy --yes & blueprint scale web=3 --yes --lock-timeout 5m
        """#),
    CatalogueEntry(
      "BP0803", "Something protected would be deleted",
      #"""
      A machine group with `protect: true` is only deleted when it is named.
      """#, form: .console,
      bad: #"""
        $ blueprint destroy
        """#,
      good: #"""
        $ blueprint destroy --include machines.db
        """#),
    CatalogueEntry(
      "BP0804", "A machine would have to move",
      #"""
      A machine lives at its provider. Under another one it would be another machine, and its \#
      data would stay behind.
      """#, form: .console,
      bad: #"""
        $ blueprint deploy   # after `target: main` of a machine group became `target: other`
        """#,
      good: #"""
        $ blueprint deploy   # with another name for the group; backup and restore move the data
        """#),
    CatalogueEntry(
      "BP0805", "An expression without a value",
      #"""
      The types are right, but with the values that became known while planning there is no \#
      result.
      """#, form: .console,
      bad: #"""
        $ blueprint deploy --var names='[a]'   # an output is ${inputs.names[3]}
        """#,
      good: #"""
        $ blueprint deploy --var names='[a, b, c, d]'
        """#),
    CatalogueEntry(
      "BP0806", "A deployment that does not exist",
      #"""
      Nothing was deployed under this name from this state directory.
      """#, form: .console,
      bad: #"""
        $ blueprint status -d shpo
        """#,
      good: #"""
        $ blueprint status -d shop
        """#),
    CatalogueEntry(
      "BP0807", "Nothing to back up",
      #"""
      A backup captures what the services' `backup` says, and no service has one.
      """#, form: .console,
      bad: #"""
        $ blueprint backup   # where no service has `backup`
        """#,
      good: #"""
        $ blueprint backup   # after `backup: {capture: [{run: dump}], restore: [{run: load}]}`
        """#),
    CatalogueEntry(
      "BP0808", "No such backup",
      #"""
      A backup is named as `blueprint backups` lists it; `latest` is the newest.
      """#, form: .console,
      bad: #"""
        $ blueprint restore monday
        """#,
      good: #"""
        $ blueprint backups
        $ blueprint restore 20261121T070133Z
        """#),
    CatalogueEntry(
      "BP0809", "A backup that is damaged",
      #"""
      The backup's own list of files and checksums cannot be read, so nothing of it is used.
      """#, form: .console,
      bad: #"""
        $ blueprint restore 20261121T070133Z
        error[BP0809]: the manifest of backup `20261121T070133Z` cannot be read
        """#,
      good: #"""
        $ blueprint restore 20261120T070133Z
        """#),
    CatalogueEntry(
      "BP0910", "A step that failed",
      #"""
      The provider could not do what a step asks. The run stops where it is; what was done \#
      stays done. When the cause is mended, the run goes on from there.
      """#, form: .console,
      bad: #"""
        $ blueprint deploy --yes
        error[BP0910]: services.api/start: it ended with 1
        """#,
      good: #"""
        $ blueprint resume
        """#),
    CatalogueEntry(
      "BP0911", "A run that was left unfinished",
      #"""
      The command ended before the run did. The journal has everything that was done, and \#
      nothing is done twice.
      """#, form: .console,
      bad: #"""
        $ timeout 2 blueprint deploy --yes
        """#,
      good: #"""
        $ blueprint resume
        """#),
    CatalogueEntry(
      "BP0810", "A lock whose holder is alive",
      #"""
      The process that holds the deployment runs on this machine: it can be asked to end in good \#
      order. Taking its lock away shuts it out of the journal, but what it has begun at a \#
      provider may still take effect.
      """#, form: .console,
      bad: #"""
        $ blueprint lock release --yes   # while a deploy runs
        """#,
      good: #"""
        $ blueprint lock status
        $ kill -INT 4711
        """#),
  ]
}
