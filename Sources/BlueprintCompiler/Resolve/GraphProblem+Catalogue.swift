extension GraphProblem {
  /// What `blueprint explain` tells of these problems.
  static let catalogue: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0401", "Things that need each other",
      #"""
      A service starts when what it needs is healthy, so a circle could never start. \#
      `needs`, `on` and references all count; each is listed with its place.
      """#,
      bad: #"""
        services:
          a: {on: web, needs: [b]}
          b: {on: web, needs: [a]}
        """#,
      good: #"""
        services:
          a: {on: web, needs: [b]}
          b: {on: web}
        """#),
    CatalogueEntry(
      "BP0402", "Locals that are built from each other",
      #"""
      A local can use other locals, but not itself by a detour.
      """#,
      bad: #"""
        locals: {a: '${locals.b}', b: '${locals.a}'}
        """#,
      good: #"""
        locals: {a: '${locals.b}', b: 1}
        """#),
    CatalogueEntry(
      "BP0405", "Placement rules that contradict each other",
      #"""
      Machines cannot be in the same places as another group's and apart from them, and a rule \#
      about a group itself is `spread`.
      """#,
      bad: #"""
        machines:
          db: {target: main}
          web: {target: main, colocate_with: [db], separate_from: [db]}
        """#,
      good: #"""
        machines:
          db: {target: main}
          web: {target: main, separate_from: [db]}
        """#),
    CatalogueEntry(
      "BP0406", "A spread that has too few machines",
      #"""
      A group can fill no more failure domains than it has machines.
      """#,
      bad: #"""
        machines:
          web: {target: main, count: 2, spread: {domain: rack, min_domains: 3}}
        """#,
      good: #"""
        machines:
          web: {target: main, count: 3, spread: {domain: rack, min_domains: 3}}
        """#),
  ]
}
