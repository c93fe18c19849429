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
  ]
}
