extension StepReferenceProblem {
  /// What `blueprint explain` tells of these problems.
  static let catalogue: [CatalogueEntry] = names + places

  private static let names: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0240", "Two steps with one id",
      #"""
      An `id` names one step of a hook or action, also where steps are within others.
      """#,
      bad: #"""
        actions:
          look:
            steps:
              - {id: a, on: machines.db, run: uptime}
              - {id: a, on: machines.db, run: date}
        """#,
      good: #"""
        actions:
          look:
            steps:
              - {id: a, on: machines.db, run: uptime}
              - {id: b, on: machines.db, run: date}
        """#),
    CatalogueEntry(
      "BP0241", "No step with this id",
      #"""
      `steps.ID.NAME` is the output NAME of the step with this `id`.
      """#,
      bad: #"""
        actions:
          look:
            steps:
              - {id: count, on: machines.db, run: who, outputs: {all: stdout}}
              - assert: '${steps.cuont.all != ""}'
        """#,
      good: #"""
        actions:
          look:
            steps:
              - {id: count, on: machines.db, run: who, outputs: {all: stdout}}
              - assert: '${steps.count.all != ""}'
        """#),
    CatalogueEntry(
      "BP0242", "A step that may not have run",
      #"""
      The outputs of a step are known to the steps after it. What is within a branch, a loop or a \#
      `try` is known only there; what is within a `parallel` is known after it.
      """#,
      bad: #"""
        actions:
          look:
            inputs: {deep: {type: boolean}}
            steps:
              - if: ${inputs.deep}
                then: [{id: count, on: machines.db, run: who, outputs: {all: stdout}}]
              - assert: '${steps.count.all != ""}'
        """#,
      good: #"""
        actions:
          look:
            inputs: {deep: {type: boolean}}
            steps:
              - if: ${inputs.deep}
                then:
                  - {id: count, on: machines.db, run: who, outputs: {all: stdout}}
                  - assert: '${steps.count.all != ""}'
        """#),
    CatalogueEntry(
      "BP0243", "A name that only some steps know",
      #"""
      `each` is the element of the `for_each` around, `iteration` the number of the turn from 0, \#
      `instance` what a step runs on, `steps` holds outputs, `env` the step's own environment.
      """#,
      bad: #"""
        actions:
          look:
            steps: [{on: machines.db, run: 'echo ${each}'}]
        """#,
      good: #"""
        actions:
          look:
            steps: [{for_each: [a, b], do: [{on: machines.db, run: 'echo ${each}'}]}]
        """#),
    CatalogueEntry(
      "BP0244", "A variable that the step does not set",
      #"""
      `env.NAME` is what the step's own `env`, or that of a block around it, sets. What the \#
      service sets is there for the script as `$NAME`.
      """#,
      bad: #"""
        actions:
          look:
            steps: [{on: machines.db, env: {DIR: /srv}, run: ls, cwd: '${env.DRI}'}]
        """#,
      good: #"""
        actions:
          look:
            steps: [{on: machines.db, env: {DIR: /srv}, run: ls, cwd: '${env.DIR}'}]
        """#),
  ]

  private static let places: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0245", "Not an instance",
      #"""
      `on` names where a step runs: `services.NAME` and `machines.NAME` are all of a group, \#
      `services.NAME[0]` is one; within a `for_each` over instances, `each` is one too.
      """#,
      bad: #"""
        actions:
          look:
            steps: [{on: db, run: uptime}]
        """#,
      good: #"""
        actions:
          look:
            steps: [{on: machines.db, run: uptime}]
        """#),
    CatalogueEntry(
      "BP0246", "A place that is not known in time",
      #"""
      A plan shows what is touched, so the place of a step cannot depend on what a step gives.
      """#,
      bad: #"""
        actions:
          look:
            steps:
              - {id: pick, on: machines.db, run: pick, outputs: {n: {json: /n, type: integer}}}
              - {on: 'machines.web[steps.pick.n]', run: uptime}
        """#,
      good: #"""
        actions:
          look:
            steps:
              - {id: pick, on: machines.db, run: pick, outputs: {n: {json: /n, type: integer}}}
              - for_each: machines.web
                do: [{run: uptime, when: '${each.index == steps.pick.n}'}]
        """#),
    CatalogueEntry(
      "BP0247", "A step that does not say where it runs",
      #"""
      The steps of a hook run on its instance. Those of an action need `on`, or stand in a \#
      `for_each` over instances.
      """#,
      bad: #"""
        actions:
          look: {steps: [{run: uptime}]}
        """#,
      good: #"""
        actions:
          look: {steps: [{on: machines.db, run: uptime}]}
        """#),
    CatalogueEntry(
      "BP0249", "No such input of an action",
      #"""
      A `call` gives the action the inputs that it declares.
      """#,
      bad: #"""
        actions:
          look: {steps: [{on: machines.db, run: uptime}]}
          all: {steps: [{call: {action: look, inputs: {deep: true}}}]}
        """#,
      good: #"""
        actions:
          look: {steps: [{on: machines.db, run: uptime}]}
          all: {steps: [{call: {action: look}}]}
        """#),
    CatalogueEntry(
      "BP0250", "A call without an input that is needed",
      #"""
      An input without a default must be given by each `call`.
      """#,
      bad: #"""
        actions:
          say:
            inputs: {word: {type: string}}
            steps: [{on: machines.db, run: 'echo ${inputs.word}'}]
          all: {steps: [{call: say}]}
        """#,
      good: #"""
        actions:
          say:
            inputs: {word: {type: string}}
            steps: [{on: machines.db, run: 'echo ${inputs.word}'}]
          all: {steps: [{call: {action: say, inputs: {word: hello}}}]}
        """#),
    CatalogueEntry(
      "BP0251", "Nothing to wait for",
      #"""
      `wait: healthy` waits for the `health` of the service that the step runs on.
      """#,
      bad: #"""
        services:
          api: {on: web, run: serve}
        actions:
          look: {steps: [{on: services.api, wait: healthy}]}
        """#,
      good: #"""
        services:
          api: {on: web, run: serve, health: {run: probe}}
        actions:
          look: {steps: [{on: services.api, wait: healthy}]}
        """#),
    CatalogueEntry(
      "BP0252", "A service is needed",
      #"""
      Machines have neither health nor endpoints, and nothing to start or stop but services.
      """#,
      bad: #"""
        actions:
          again: {steps: [{on: machines.web, service: restart}]}
        """#,
      good: #"""
        services:
          api: {on: web, run: serve}
        actions:
          again: {steps: [{on: services.api, service: restart}]}
        """#),
    CatalogueEntry(
      "BP0253", "Values that nobody can use",
      #"""
      The values of a `set` are used as `steps.ID.NAME`.
      """#,
      bad: #"""
        actions:
          look:
            steps: [{set: {word: hello}}]
        """#,
      good: #"""
        actions:
          look:
            steps:
              - {id: my, set: {word: hello}}
              - {on: machines.db, run: 'echo ${steps.my.word}'}
        """#),
  ]
}
