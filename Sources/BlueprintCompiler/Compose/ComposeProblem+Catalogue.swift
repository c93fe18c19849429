extension ComposeProblem {
  /// What `blueprint explain` tells of these problems.
  static let catalogue: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0118", "Parameters without a template",
      #"""
      `with` fills the parameters of a template; without `template` there is nothing to fill.
      """#,
      bad: #"""
        services:
          api: {on: web, run: 'true', with: {port: 8080}}
        """#,
      good: #"""
        templates:
          server:
            parameters: {port: {type: integer}}
            service: {run: 'serve --port ${parameters.port}'}
        services:
          api: {on: web, template: server, with: {port: 8080}}
        """#),
    CatalogueEntry(
      "BP0119", "Too many uses of templates",
      #"""
      A million uses of templates are allowed in one blueprint, so that a mistake cannot fill \#
      the memory. Give a machine group a `count` instead of writing out each machine.
      """#,
      bad: #"""
        # more than a million machines and services that each name a template
        """#,
      good: #"""
        templates:
          server: {machine: {target: main}}
        machines:
          fleet: {template: server, count: 3}
        """#),
    CatalogueEntry(
      "BP0154", "Imports that go too deep",
      #"""
      A file may import a file that imports another, fifty levels deep.
      """#,
      bad: #"""
        imports: {next: chain-1.yaml}   # which imports chain-2.yaml, and so on to chain-51.yaml
        """#,
      good: #"""
        imports: {}
        """#),
    CatalogueEntry(
      "BP0155", "Templates that go too deep",
      #"""
      A template may be built from one that is built from another, fifty levels deep.
      """#,
      bad: #"""
        # templates t0 to t51, each of which uses the one before
        """#,
      good: #"""
        templates:
          base: {service: {on: web, run: serve}}
          api: {service: {template: base}}
        """#),
    CatalogueEntry(
      "BP0156", "A blueprint that grows too large",
      #"""
      Templates and aliases can make a short text stand for a very long one. Four million values \#
      are allowed once all of them are written out.
      """#,
      bad: #"""
        # templates that pass on lists of parameters, each twice as long as the one it was given
        """#,
      good: #"""
        machines:
          fleet: {target: main, count: 10000}
        """#),
    CatalogueEntry(
      "BP0218", "No such template",
      #"""
      `template` names one of the blueprint's `templates`, or one of an imported file's: \#
      `pg.server` is the template `server` of the file that is imported as `pg`.
      """#,
      bad: #"""
        templates:
          server: {service: {run: 'true'}}
        services:
          api: {on: web, template: servr}
        """#,
      good: #"""
        templates:
          server: {service: {run: 'true'}}
        services:
          api: {on: web, template: server}
        """#),
    CatalogueEntry(
      "BP0219", "Nothing is imported under this name",
      #"""
      The part of a name before the dot is the name of an imported file: `imports` says which \#
      file that is.
      """#,
      bad: #"""
        services:
          api: {on: web, template: pg.server}
        """#,
      good: #"""
        templates:
          server: {service: {run: 'true'}}
        services:
          api: {on: web, template: server}
        """#),
    CatalogueEntry(
      "BP0220", "A template of another kind",
      #"""
      A template makes either machine groups or services, as its body says: `machine` or \#
      `service`.
      """#,
      bad: #"""
        templates:
          small: {machine: {target: main}}
        services:
          api: {on: web, template: small}
        """#,
      good: #"""
        templates:
          small: {machine: {target: main}}
        machines:
          worker: {template: small}
        """#),
    CatalogueEntry(
      "BP0221", "A parameter that the template does not have",
      #"""
      `with` may hold the template's `parameters` only. Other keys of the machine group or \#
      service stand beside `with`, and are merged over the template's body.
      """#,
      bad: #"""
        templates:
          server:
            parameters: {port: {type: integer}}
            service: {run: 'serve --port ${parameters.port}'}
        services:
          api: {on: web, template: server, with: {port: 8080, prot: 1}}
        """#,
      good: #"""
        templates:
          server:
            parameters: {port: {type: integer}}
            service: {run: 'serve --port ${parameters.port}'}
        services:
          api: {on: web, template: server, with: {port: 8080}}
        """#),
    CatalogueEntry(
      "BP0222", "A parameter without a value",
      #"""
      A parameter that has no `default` must be given by each use of the template.
      """#,
      bad: #"""
        templates:
          server:
            parameters: {port: {type: integer}}
            service: {run: 'serve --port ${parameters.port}'}
        services:
          api: {on: web, template: server}
        """#,
      good: #"""
        templates:
          server:
            parameters: {port: {type: integer, default: 8080}}
            service: {run: 'serve --port ${parameters.port}'}
        services:
          api: {on: web, template: server}
        """#),
    CatalogueEntry(
      "BP0403", "Files that import each other",
      #"""
      An import is read when the file that names it is read, so files cannot import each other, \#
      directly or through others. The notes show the circle, import by import.
      """#,
      bad: #"""
        imports: {own: blueprint.yaml}
        """#,
      good: #"""
        imports: {}
        """#),
    CatalogueEntry(
      "BP0404", "Templates that are built from each other",
      #"""
      A template's body may use another template, and this one a third, but none of them the \#
      first. The notes show the circle.
      """#,
      bad: #"""
        templates:
          one: {service: {template: two}}
          two: {service: {template: one}}
        services:
          api: {on: web, template: one}
        """#,
      good: #"""
        templates:
          one: {service: {template: two}}
          two: {service: {run: 'true'}}
        services:
          api: {on: web, template: one}
        """#),
  ]
}
