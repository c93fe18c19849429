/// What can be wrong with the key that seals secrets.
enum SecretKeyCatalogue {
  /// What `blueprint explain` tells of them.
  static let entries: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0710", "The key file cannot be used",
      #"""
      Secrets are sealed under a key in a file that only its owner may read. The file cannot \#
      be read or made.
      """#, form: .console,
      bad: #"""
        $ BLUEPRINT_KEY_FILE=/root/key blueprint deploy
        """#,
      good: #"""
        $ BLUEPRINT_KEY_FILE=~/.blueprint-key blueprint deploy
        """#),
    CatalogueEntry(
      "BP0711", "The key file holds no key",
      #"""
      The file was cut short or is another file. Nothing can be opened without the right key, \#
      so none is made in its place.
      """#, form: .console,
      bad: #"""
        $ echo hello > .blueprint/key
        """#,
      good: #"""
        $ cp backup/key .blueprint/key
        """#),
    CatalogueEntry(
      "BP0712", "A secret was sealed under another key",
      #"""
      The key file is not the one that was there when the secret was given.
      """#, form: .console,
      bad: #"""
        $ BLUEPRINT_KEY_FILE=~/other blueprint deploy
        """#,
      good: #"""
        $ blueprint secret set password   # gives it again
        """#),
    CatalogueEntry(
      "BP0713", "The key file is gone",
      #"""
      There are secrets that were sealed under the key. Another key could not open them, so \#
      none is made.
      """#, form: .console,
      bad: #"""
        $ rm .blueprint/key
        $ blueprint deploy
        """#,
      good: #"""
        $ cp backup/key .blueprint/key
        $ blueprint deploy
        """#),
    CatalogueEntry(
      "BP0714", "A key file that others can read",
      #"""
      Whoever reads the key can open the secrets. The file must be its owner's alone (mode 600 or \#
      400). If somebody may have read it, a new key helps only together with new secrets.
      """#, form: .console,
      bad: #"""
        $ chmod 644 .blueprint/key && blueprint deploy
        """#,
      good: #"""
        $ chmod 600 .blueprint/key && blueprint secret rotate
        """#),
    CatalogueEntry(
      "BP0715", "Somebody else changes the secrets",
      #"""
      Secrets and keys are changed by one command at a time, and another one took too long.
      """#, form: .console,
      bad: #"""
        $ blueprint secret rotate & blueprint secret set password
        """#,
      good: #"""
        $ blueprint secret rotate && blueprint secret set password
        """#),
  ]
}
