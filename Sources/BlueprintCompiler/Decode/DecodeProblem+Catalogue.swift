extension DecodeProblem {
  /// What `blueprint explain` tells of these problems.
  static let catalogue: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0101", "An unknown key",
      #"""
      The language is closed: a key that it does not know is a mistake, mostly in spelling.
      """#,
      bad: #"""
        services:
          api: {on: web, helth: {run: 'true'}}
        """#,
      good: #"""
        services:
          api: {on: web, health: {run: 'true'}}
        """#),
    CatalogueEntry(
      "BP0102", "A missing key",
      #"""
      Some keys must be there: a machine group's `target`, a service's `on`, an input's \#
      `type`.
      """#,
      bad: #"""
        services:
          api: {run: serve}
        """#,
      good: #"""
        services:
          api: {on: web, run: serve}
        """#),
    CatalogueEntry(
      "BP0103", "A value of the wrong kind",
      #"""
      A key takes text, a number, a list or a map. A single step or need is a list of one.
      """#,
      bad: #"""
        services:
          api: {on: web, needs: db}
        """#,
      good: #"""
        services:
          api: {on: web, needs: [db]}
        """#),
    CatalogueEntry(
      "BP0104", "Not a duration",
      #"""
      Durations are a whole number and one of the units `ms s m h d`; never bare numbers.
      """#,
      bad: #"""
        services:
          api: {on: web, stop_timeout: 30}
        """#,
      good: #"""
        services:
          api: {on: web, stop_timeout: 30s}
        """#),
    CatalogueEntry(
      "BP0105", "Not a size",
      #"""
      Sizes are a whole number and one of the units `B KiB MiB GiB TiB`; `4GB` could mean \#
      two things.
      """#,
      bad: #"""
        machines:
          web: {target: main, memory: 4GB}
        """#,
      good: #"""
        machines:
          web: {target: main, memory: 4GiB}
        """#),
    CatalogueEntry(
      "BP0106", "Not a name",
      #"""
      Names become parts of addresses, paths and process names: lower-case letters, digits \#
      and `-`, at most 63, starting with a letter. Inputs, locals and outputs may have `_` \#
      too. Packages and environment variables have the spelling of their own world.
      """#,
      bad: #"""
        services:
          API: {on: web}
        """#,
      good: #"""
        services:
          api: {on: web}
        """#),
    CatalogueEntry(
      "BP0107", "Not supported by this version",
      #"""
      The key belongs to the language, and this version of the program does not have it yet.
      """#,
      bad: #"""
        services:
          api: {on: web, run: serve, upgrade: {strategy: blue_green}}
        """#,
      good: #"""
        services:
          api: {on: web, run: serve, upgrade: {strategy: rolling}}
        """#),
    CatalogueEntry(
      "BP0108", "Not one of the choices",
      #"""
      The key takes one of a few words.
      """#,
      bad: #"""
        services:
          api: {on: web, endpoints: {http: {port: 80, protocol: htp}}}
        """#,
      good: #"""
        services:
          api: {on: web, endpoints: {http: {port: 80, protocol: http}}}
        """#),
    CatalogueEntry(
      "BP0109", "Out of range",
      #"""
      The value is of the right kind, but too small, too large or otherwise not possible.
      """#,
      bad: #"""
        services:
          api: {on: web, health: {run: 'true', healthy_after: 0}}
        """#,
      good: #"""
        services:
          api: {on: web, health: {run: 'true', healthy_after: 1}}
        """#),
    CatalogueEntry(
      "BP0110", "None or several of keys that exclude each other",
      #"""
      A step does one thing, a file has one content and a health check one probe.
      """#,
      bad: #"""
        services:
          api: {on: web, start: [{run: a, service: start}]}
        """#,
      good: #"""
        services:
          api: {on: web, run: serve, drain: [{run: a}, {service: stop}]}
        """#),
    CatalogueEntry(
      "BP0111", "An unknown language version",
      #"""
      `blueprint` states the version of the language, which is 1.
      """#,
      bad: #"""
        blueprint: 2
        name: demo
        """#,
      good: #"""
        blueprint: 1
        name: demo
        """#),
    CatalogueEntry(
      "BP0112", "A word for a boolean",
      #"""
      `yes`, `no`, `on` and `off` are text in some programs and booleans in others. Write \#
      `true` or `false`.
      """#,
      bad: #"""
        machines:
          web: {target: main, protect: yes}
        """#,
      good: #"""
        machines:
          web: {target: main, protect: true}
        """#),
    CatalogueEntry(
      "BP0113", "No such profile",
      #"""
      The profile that was asked for is not under `profiles`.
      """#,
      bad: #"""
        profiles:
          production: {description: Large}
        """#,
      good: #"""
        profiles:
          prod: {description: Large}
        """#),
    CatalogueEntry(
      "BP0114", "A number that starts with a zero",
      #"""
      `010` is 8 for some programs and 10 for others. Write the number you mean, or quote \#
      it. A file's `mode` is always octal.
      """#,
      bad: #"""
        locals: {number: 010}
        """#,
      good: #"""
        locals: {number: 8}
        """#),
    CatalogueEntry(
      "BP0115", "A constraint that does not fit",
      #"""
      `minimum` and `maximum` are for numbers, durations and sizes, `pattern` for strings, \#
      lengths for strings, lists and maps, `items` for lists and maps. A pattern must be a \#
      regular expression.
      """#,
      bad: #"""
        inputs:
          a: {type: string, default: x, minimum: 1}
        """#,
      good: #"""
        inputs:
          a: {type: string, default: x, min_length: 1}
        """#),
    CatalogueEntry(
      "BP0116", "A path that leads out",
      #"""
      A file's path stays in the service's directory, or below the machine's root if it is \#
      absolute.
      """#,
      bad: #"""
        services:
          api: {on: web, files: {../a.txt: x}}
        """#,
      good: #"""
        services:
          api: {on: web, files: {a.txt: x}}
        """#),
    CatalogueEntry(
      "BP0117", "An expression where none can be",
      #"""
      The shape of an application is known from the text alone: names, providers, package \#
      names and times are written out. A profile can replace them.
      """#,
      bad: #"""
        machines:
          web: {target: '${inputs.target}'}
        """#,
      good: #"""
        machines:
          web: {target: main}
        """#),
    CatalogueEntry(
      "BP0120", "A time that is none",
      #"""
      `cron` has the five fields of crontab: minute, hour, day of the month, month, day of the \#
      week, each `*`, a number, `a-b`, `*/n` or a list; or one of `@hourly @daily @weekly \#
      @monthly @yearly`.
      """#,
      bad: #"""
        services:
          api: {on: web, run: serve, backup: {capture: [{run: 'true'}], restore: [{run: 'true'}]}}
        schedules:
          nightly: {operation: backup, cron: '0 25 * * *'}
        """#,
      good: #"""
        services:
          api: {on: web, run: serve, backup: {capture: [{run: 'true'}], restore: [{run: 'true'}]}}
        schedules:
          nightly: {operation: backup, cron: '0 2 * * *'}
        """#),
  ]
}
