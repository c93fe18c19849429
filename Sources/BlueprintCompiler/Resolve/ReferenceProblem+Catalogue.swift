extension ReferenceProblem {
  /// What `blueprint explain` tells of these problems.
  static let catalogue: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0201", "No such input",
      #"""
      The name is not under `inputs`.
      """#,
      bad: #"""
        inputs: {count: {type: integer, default: 1}}
        outputs: {a: {value: '${inputs.cuont}'}}
        """#,
      good: #"""
        inputs: {count: {type: integer, default: 1}}
        outputs: {a: {value: '${inputs.count}'}}
        """#),
    CatalogueEntry(
      "BP0202", "No such local",
      #"""
      The name is not under `locals`.
      """#,
      bad: #"""
        locals: {a: 1}
        outputs: {a: {value: '${locals.b}'}}
        """#,
      good: #"""
        locals: {a: 1}
        outputs: {a: {value: '${locals.a}'}}
        """#),
    CatalogueEntry(
      "BP0203", "No such machine group",
      #"""
      The name is not under `machines`.
      """#,
      bad: #"""
        services:
          api: {on: wbe}
        """#,
      good: #"""
        services:
          api: {on: web}
        """#),
    CatalogueEntry(
      "BP0204", "No such service",
      #"""
      The name is not under `services`; `needs` also takes machine groups.
      """#,
      bad: #"""
        services:
          api: {on: web, needs: [dbb]}
        """#,
      good: #"""
        services:
          api: {on: web, needs: [db]}
        """#),
    CatalogueEntry(
      "BP0205", "No such field",
      #"""
      Machines have `name index address root home`; services have `name index version \#
      address root dir endpoints machine`.
      """#,
      bad: #"""
        outputs: {a: {value: '${machines.db.adress}'}}
        """#,
      good: #"""
        outputs: {a: {value: '${machines.db.address}'}}
        """#),
    CatalogueEntry(
      "BP0206", "An index is missing",
      #"""
      A group with `count` has instances, also if the count is 1. Say which one, or take a \#
      list of all.
      """#,
      bad: #"""
        outputs: {a: {value: '${machines.web.address}'}}
        """#,
      good: #"""
        outputs: {a: {value: '${machines.web[0].address}'}}
        """#),
    CatalogueEntry(
      "BP0207", "An index too many",
      #"""
      A group without `count` is a single machine, and is named without an index.
      """#,
      bad: #"""
        outputs: {a: {value: '${machines.db[0].address}'}}
        """#,
      good: #"""
        outputs: {a: {value: '${machines.db.address}'}}
        """#),
    CatalogueEntry(
      "BP0208", "An index beyond the end",
      #"""
      Instances count from 0, so the last of two is `[1]`. With a variable count, `[*]` is \#
      safer.
      """#,
      bad: #"""
        outputs: {a: {value: '${machines.web[2].address}'}}
        """#,
      good: #"""
        outputs: {a: {value: '${machines.web[1].address}'}}
        """#),
    CatalogueEntry(
      "BP0209", "No such endpoint",
      #"""
      The name is not under the service's `endpoints`.
      """#,
      bad: #"""
        services:
          api: {on: web, health: {tcp: http}}
        """#,
      good: #"""
        services:
          api: {on: web, endpoints: {http: {port: 80}}, health: {tcp: http}}
        """#),
    CatalogueEntry(
      "BP0210", "An unknown name",
      #"""
      Expressions start with `inputs`, `locals`, `self`, `machines`, `services` or \#
      `deployment`, or are functions.
      """#,
      bad: #"""
        outputs: {a: {value: '${machine.db.address}'}}
        """#,
      good: #"""
        outputs: {a: {value: '${machines.db.address}'}}
        """#),
    CatalogueEntry(
      "BP0211", "`self` outside of a service",
      #"""
      `self` is the instance of the service that the expression stands in.
      """#,
      bad: #"""
        outputs: {a: {value: '${self.address}'}}
        """#,
      good: #"""
        outputs: {a: {value: '${machines.db.address}'}}
        """#),
    CatalogueEntry(
      "BP0212", "A name that is not known yet",
      #"""
      Counts, versions, locals, ports, paths and the settings of targets decide what is \#
      made, so they can use only what is known before.
      """#,
      bad: #"""
        locals: {a: '${machines.db.address}'}
        """#,
      good: #"""
        locals: {a: '${upper("x")}'}
        """#),
    CatalogueEntry(
      "BP0213", "No such target",
      #"""
      The name is not under `targets`.
      """#,
      bad: #"""
        machines:
          web: {target: mian}
        """#,
      good: #"""
        machines:
          web: {target: main}
        """#),
    CatalogueEntry(
      "BP0214", "A file that cannot be read",
      #"""
      `template` and `source` name UTF-8 files in the blueprint's folder or below it. Links \#
      that lead out are refused.
      """#,
      bad: #"""
        services:
          api: {on: web, files: {a.txt: {source: missing.txt}}}
        """#,
      good: #"""
        services:
          api: {on: web, files: {a.txt: {content: text}}}
        """#),
    CatalogueEntry(
      "BP0215", "A mistake in a template file",
      #"""
      A Mustache tag or section is not closed, or not well formed.
      """#,
      bad: #"""
        services:
          api: {on: web, files: {a.txt: {template: broken.mustache}}}
        """#,
      good: #"""
        services:
          api: {on: web, files: {a.txt: {template: good.mustache}}}
        """#),
    CatalogueEntry(
      "BP0216", "Scaling a group that is not there",
      #"""
      `scale` names a machine group of the blueprint.
      """#,
      bad: #"""
        machines:
          app: {target: main, count: 2}
        """#,
      good: #"""
        machines:
          web: {target: main, count: 2}
        """#),
    CatalogueEntry(
      "BP0217", "Scaling a group without a count",
      #"""
      Only a group with `count` can have more or fewer machines: without, it is named \#
      without an index.
      """#,
      bad: #"""
        machines:
          web: {target: main}
        """#,
      good: #"""
        machines:
          web: {target: main, count: 1}
        """#),
    CatalogueEntry(
      "BP0223", "No such action",
      #"""
      A schedule and a `call` name one of the `actions`; `ns.name` is one of an imported file's.
      """#,
      bad: #"""
        schedules:
          nightly: {action: vacum, cron: '0 2 * * *'}
        """#,
      good: #"""
        services:
          api: {on: web, run: serve, backup: {capture: [{run: 'true'}], restore: [{run: 'true'}]}}
        schedules:
          nightly: {operation: backup, cron: '0 2 * * *'}
        """#),
    CatalogueEntry(
      "BP0224", "No such requirement or output of it",
      #"""
      `requires` names other deployments and the outputs of theirs that are used, with types: \#
      what is read as `requires.NAME.outputs.OUTPUT` must be declared there.
      """#,
      bad: #"""
        requires: {db: {deployment: shared-db, outputs: {url: string}}}
        services:
          api: {on: web, run: serve, env: {URL: '${requires.db.outputs.ulr}'}}
        """#,
      good: #"""
        requires: {db: {deployment: shared-db, outputs: {url: string}}}
        services:
          api: {on: web, run: serve, env: {URL: '${requires.db.outputs.url}'}}
        """#),
    CatalogueEntry(
      "BP0225", "A required deployment, or an output of it, is not there",
      #"""
      When a plan is made, the outputs of the deployments in `requires` are read from the same \#
      store. The deployment must exist, and its last successful run must have given the output.
      """#,
      bad: #"""
        requires: {db: {deployment: absent, outputs: {url: string}}}
        """#,
      good: #"""
        requires: {db: {deployment: shared-db, outputs: {url: string}}}
        """#),
  ]
}
