/// What can be wrong with a command line.
enum CommandCatalogue {
  /// What `blueprint explain` tells of them.
  static let entries: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0930", "An input without a value",
      #"""
      `--var` takes a name and a value.
      """#, form: .console,
      bad: #"""
        $ blueprint deploy --var replicas
        """#,
      good: #"""
        $ blueprint deploy --var replicas=3
        """#),
    CatalogueEntry(
      "BP0931", "An input file that is none",
      #"""
      A file given with `--var-file` is a map of names to values, in YAML or JSON.
      """#, form: .console,
      bad: #"""
        $ echo '[1, 2]' > v.yaml && blueprint deploy --var-file v.yaml
        """#,
      good: #"""
        $ echo 'replicas: 3' > v.yaml && blueprint deploy --var-file v.yaml
        """#),
    CatalogueEntry(
      "BP0932", "Which deployment is not known",
      #"""
      Without a blueprint that has a name, the deployment must be named.
      """#, form: .console,
      bad: #"""
        $ blueprint status   # where no blueprint is
        """#,
      good: #"""
        $ blueprint status -d shop
        """#),
    CatalogueEntry(
      "BP0933", "No name for a deployment",
      #"""
      Names are lower-case letters, digits and `-`, and start with a letter: they become parts \#
      of paths.
      """#, form: .console,
      bad: #"""
        $ blueprint deploy -d 'My Shop'
        """#,
      good: #"""
        $ blueprint deploy -d my-shop
        """#),
    CatalogueEntry(
      "BP0934", "Nobody can be asked",
      #"""
      The command asks before it changes anything, and there is no terminal to answer on.
      """#, form: .console,
      bad: #"""
        $ blueprint deploy < /dev/null
        """#,
      good: #"""
        $ blueprint deploy --yes
        """#),
    CatalogueEntry(
      "BP0935", "No duration",
      #"""
      `--lock-timeout` and `--deadline` are a whole number and a unit.
      """#, form: .console,
      bad: #"""
        $ blueprint deploy --lock-timeout 5
        """#,
      good: #"""
        $ blueprint deploy --lock-timeout 5m
        """#),
    CatalogueEntry(
      "BP0936", "No such code",
      #"""
      Codes are `BP` and four digits, as messages print them.
      """#, form: .console,
      bad: #"""
        $ blueprint explain 204
        """#,
      good: #"""
        $ blueprint explain BP0204
        """#),
    CatalogueEntry(
      "BP0937", "Counts that cannot be",
      #"""
      `scale` takes names and how many there shall be, each name once.
      """#, form: .console,
      bad: #"""
        $ blueprint scale web
        """#,
      good: #"""
        $ blueprint scale web=4
        """#),
    CatalogueEntry(
      "BP0938", "A plan that cannot be saved",
      #"""
      The file of `--out` cannot be written, or it is the blueprint itself.
      """#, form: .console,
      bad: #"""
        $ blueprint plan --out blueprint.yaml
        """#,
      good: #"""
        $ blueprint plan --out shop.plan
        """#),
    CatalogueEntry(
      "BP0939", "A plan that cannot be read",
      #"""
      `deploy FILE` takes what `plan --out FILE` wrote.
      """#, form: .console,
      bad: #"""
        $ blueprint deploy blueprint.yaml
        """#,
      good: #"""
        $ blueprint plan --out shop.plan
        $ blueprint deploy shop.plan
        """#),
    CatalogueEntry(
      "BP0940", "No such output",
      #"""
      The deployment has other outputs; the message names them.
      """#, form: .console,
      bad: #"""
        $ blueprint outputs ulr
        """#,
      good: #"""
        $ blueprint outputs url
        """#),
    CatalogueEntry(
      "BP0941", "No such service instance",
      #"""
      An instance is named as `blueprint status` lists it. A name without an index is enough \#
      where there is one instance.
      """#, form: .console,
      bad: #"""
        $ blueprint logs web[9]
        """#,
      good: #"""
        $ blueprint logs web[0]
        """#),
    CatalogueEntry(
      "BP0942", "A directory to work in that cannot be used",
      #"""
      The directory of `-C` does not exist or cannot be entered.
      """#, form: .console,
      bad: #"""
        $ blueprint -C nowhere plan
        """#,
      good: #"""
        $ blueprint plan -C shop
        """#),
    CatalogueEntry(
      "BP0943", "Nothing to include",
      #"""
      `--include` names the address of a resource that exists. A misspelt one would protect \#
      what was meant.
      """#, form: .console,
      bad: #"""
        $ blueprint destroy --include machines.dbb
        """#,
      good: #"""
        $ blueprint destroy --include machines.db
        """#),
    CatalogueEntry(
      "BP0944", "A saved plan and something else",
      #"""
      A saved plan is carried out as it is, for the deployment that it was made for.
      """#, form: .console,
      bad: #"""
        $ blueprint deploy shop.plan --var replicas=3
        """#,
      good: #"""
        $ blueprint plan --var replicas=3 --out shop.plan
        $ blueprint deploy shop.plan
        """#),
    CatalogueEntry(
      "BP0945", "A result that does not arrive",
      #"""
      Standard output is full or closed. What the command did is done; its result was lost, so \#
      the command does not end with 0.
      """#, form: .console,
      bad: #"""
        $ blueprint outputs > /dev/full
        """#,
      good: #"""
        $ blueprint outputs > outputs.txt
        """#),
    CatalogueEntry(
      "BP0946", "A file that cannot be written",
      #"""
      The file of `--report` cannot be made or written.
      """#, form: .console,
      bad: #"""
        $ blueprint validate --report sarif=/nowhere/r.sarif
        """#,
      good: #"""
        $ blueprint validate --report sarif=r.sarif
        """#),
    CatalogueEntry(
      "BP0947", "A file that cannot be fixed",
      #"""
      `--fix` writes files in place. The text came from standard input, the file cannot be \#
      written, or somebody else changed it meanwhile.
      """#, form: .console,
      bad: #"""
        $ blueprint validate --fix - < blueprint.yaml
        """#,
      good: #"""
        $ blueprint validate --fix --diff - < blueprint.yaml
        """#),
    CatalogueEntry(
      "BP0948", "A form that the result does not have",
      #"""
      Every command has the forms `text` and `json`; `jsonl` is for results that are many.
      """#, form: .console,
      bad: #"""
        $ blueprint status -o jsonl
        """#,
      good: #"""
        $ blueprint status -o json
        """#),
    CatalogueEntry(
      "BP0999", "A fault of this program",
      #"""
      Something that cannot be has happened. Please report it, with the message and the \#
      blueprint.
      """#, form: .console,
      bad: #"""
        $ blueprint deploy
        error[BP0999]: …
        """#,
      good: #"""
        $ blueprint version   # name it in the report
        """#),
    CatalogueEntry(
      "BP0949", "A name that no application can have",
      #"""
      Names become parts of paths and addresses: lower-case letters, digits and `-`, beginning \#
      with a letter, at most 63 characters.
      """#, form: .console,
      bad: #"""
        $ blueprint init --name My_Shop
        error[BP0949]: `My_Shop` is no name for an application
        """#,
      good: #"""
        $ blueprint init --name my-shop
        """#),
    CatalogueEntry(
      "BP0950", "A new project where there is one already",
      #"""
      `init` writes all its files or none, and never over what is there.
      """#, form: .console,
      bad: #"""
        $ blueprint init shop
        error[BP0950]: these are there already, and nothing was written: shop/blueprint.yaml
        """#,
      good: #"""
        $ blueprint init shop-2
        """#),
    CatalogueEntry(
      "BP0951", "A text without a canonical form",
      #"""
      `fmt` changes nothing but the layout. What it cannot lay out anew and be sure of, keys of \#
      several lines or `%` directives, it leaves as it is. Write the key on one line.
      """#, form: .console,
      bad: #"""
        $ blueprint fmt
        error[BP0951]: this has no canonical form, so the file stays as it is
        """#,
      good: #"""
        $ blueprint fmt --check
        """#),
    CatalogueEntry(
      "BP0952", "A secret output that cannot be shown",
      #"""
      The value of a secret output is not stored. `outputs --reveal` builds it again of the \#
      sealed secrets and of what the machines gave; one of these is not there any more.
      """#, form: .console,
      bad: #"""
        $ blueprint outputs --reveal
        error[BP0952]: the output `url` cannot be shown: no secret named `password`
        """#,
      good: #"""
        $ blueprint deploy
        $ blueprint outputs --reveal
        """#),
  ]
}
