/// What can be wrong with a secret that is to be kept.
enum SecretCatalogue {
  /// What `blueprint explain` tells of them.
  static let entries: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0720", "An input that is no secret",
      #"""
      Only secret inputs are kept sealed. Others are given to a deploy, and remembered by it.
      """#, form: .console,
      bad: #"""
        $ blueprint secret set replicas   # inputs: {replicas: {type: integer}}
        """#,
      good: #"""
        $ blueprint deploy --var replicas=3
        """#),
    CatalogueEntry(
      "BP0721", "A secret that cannot be had",
      #"""
      The variable, file or command that the value is to come from does not give it. The secret \#
      is as it was.
      """#, form: .console,
      bad: #"""
        $ blueprint secret set password --from file:no-such-file
        """#,
      good: #"""
        $ blueprint secret set password --from command:'pass show shop/password'
        """#),
    CatalogueEntry(
      "BP0722", "An age file that cannot be decrypted",
      #"""
      The tool `age` has to be installed, and the identity must be one that the file was \#
      encrypted for.
      """#, form: .console,
      bad: #"""
        $ blueprint secret set password --from age:password.age
        """#,
      good: #"""
        $ blueprint secret set password --from age:password.age --identity ~/.age/key.txt
        """#),
    CatalogueEntry(
      "BP0723", "A value that cannot be a secret",
      #"""
      It is empty, longer than 1 MiB, not UTF-8, or has a NUL character. What is not text has to \#
      be encoded.
      """#, form: .console,
      bad: #"""
        $ blueprint secret set password < /dev/null
        """#,
      good: #"""
        $ base64 key.der | blueprint secret set key
        """#),
    CatalogueEntry(
      "BP0724", "Two entries that differ",
      #"""
      A secret that is typed is asked for twice, because nobody sees it.
      """#, form: .console,
      bad: #"""
        $ blueprint secret set password   # typed twice, not the same
        """#,
      good: #"""
        $ blueprint secret set password --from env:PASSWORD
        """#),
    CatalogueEntry(
      "BP0725", "No name of an input",
      #"""
      `secret set` takes the name alone. The value is read from the terminal, standard input or \#
      `--from`: arguments can be seen by other processes.
      """#, form: .console,
      bad: #"""
        $ blueprint secret set password=hunter2
        """#,
      good: #"""
        $ blueprint secret set password
        """#),
    CatalogueEntry(
      "BP0726", "No source of a secret",
      #"""
      `--from` is `env:`, `file:`, `command:` or `age:` with what follows.
      """#, form: .console,
      bad: #"""
        $ blueprint secret set password --from hunter2
        """#,
      good: #"""
        $ blueprint secret set password --from env:PASSWORD
        """#),
    CatalogueEntry(
      "BP0727", "No such secret",
      #"""
      The deployment has no secret of that name.
      """#, form: .console,
      bad: #"""
        $ blueprint secret unset pasword
        """#,
      good: #"""
        $ blueprint secret list
        $ blueprint secret unset password
        """#),
    CatalogueEntry(
      "BP0728", "A secret that is too short to be masked",
      #"""
      A text of less than four bytes occurs everywhere by chance, so it is not taken out of logs. \#
      This is a warning: the secret is kept.
      """#, form: .console,
      bad: #"""
        $ echo abc | blueprint secret set password
        """#,
      good: #"""
        $ openssl rand -base64 24 | blueprint secret set password
        """#),
  ]
}
