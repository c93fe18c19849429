/// What can be wrong with files and state that a command needs.
enum StateCatalogue {
  /// What `blueprint explain` tells of them.
  static let entries: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0920", "No blueprint",
      #"""
      There is no file at the path, or it cannot be read. A directory stands for the \#
      `blueprint.yaml` in it. Pipes and devices are read as `-` or `/dev/fd/N` only: they may \#
      never end.
      """#, form: .console,
      bad: #"""
        $ cd elsewhere && blueprint plan
        """#,
      good: #"""
        $ blueprint plan -C shop
        """#),
    CatalogueEntry(
      "BP0921", "The state directory cannot be used",
      #"""
      State, machines and backups are kept in one directory, which this user must be able to \#
      write.
      """#, form: .console,
      bad: #"""
        $ blueprint deploy --state-dir /proc/state
        """#,
      good: #"""
        $ blueprint deploy --state-dir ~/state
        """#),
    CatalogueEntry(
      "BP0922", "No such run",
      #"""
      A run is named as `blueprint runs` lists it.
      """#, form: .console,
      bad: #"""
        $ blueprint runs nothing
        """#,
      good: #"""
        $ blueprint runs
        """#),
    CatalogueEntry(
      "BP0923", "State of a newer program",
      #"""
      The store was written by a newer version, and an older one could do harm to what it does \#
      not know.
      """#, form: .console,
      bad: #"""
        $ blueprint-0.1 status   # after blueprint-0.2 deploy
        """#,
      good: #"""
        $ blueprint-0.2 status
        """#),
    CatalogueEntry(
      "BP0924", "The store cannot be used",
      #"""
      The database in the state directory cannot be opened, read or written: no space, another \#
      owner, or a file system that is read-only.
      """#, form: .console,
      bad: #"""
        $ chmod a-w .blueprint
        $ blueprint deploy
        """#,
      good: #"""
        $ chmod u+w .blueprint
        $ blueprint deploy
        """#),
    CatalogueEntry(
      "BP0925", "The store is damaged",
      #"""
      What the database holds is not what this program wrote. Keep a copy before anything else \#
      is done.
      """#, form: .console,
      bad: #"""
        $ echo x > .blueprint/state.db
        """#,
      good: #"""
        $ cp -a backup/.blueprint .blueprint
        """#),
    CatalogueEntry(
      "BP0926", "No state",
      #"""
      The command works on what was deployed, and nothing was deployed from this state \#
      directory.
      """#, form: .console,
      bad: #"""
        $ blueprint status --state-dir empty
        """#,
      good: #"""
        $ blueprint status --state-dir .blueprint
        """#),
    CatalogueEntry(
      "BP0927", "A run that is finished",
      #"""
      A finished run is a record; there is nothing in it to go on with.
      """#, form: .console,
      bad: #"""
        $ blueprint resume   # twice at the same moment
        """#,
      good: #"""
        $ blueprint runs
        """#),
  ]
}
