extension ProviderProblem {
  /// What `blueprint explain` tells of these problems.
  static let catalogue: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0601", "No such provider",
      #"""
      No plugin with this name is installed.
      """#,
      bad: #"""
        targets:
          main: {provider: locl}
        """#,
      good: #"""
        targets:
          main: {provider: local}
        """#),
    CatalogueEntry(
      "BP0602", "A setting that the provider does not take",
      #"""
      The keys of a target besides `provider` are checked against the provider's own schema.
      """#,
      bad: #"""
        targets:
          main: {provider: local, netwrok: br0}
        """#,
      good: #"""
        targets:
          main: {provider: local, network: br0}
        """#),
    CatalogueEntry(
      "BP0603", "Something that the provider cannot do",
      #"""
      A provider's manifest lists its verbs. What needs another verb runs on another target.
      """#,
      bad: #"""
        targets:
          main: {provider: bare}
        services:
          api: {on: web, run: serve}
        """#,
      good: #"""
        targets:
          main: {provider: local}
        services:
          api: {on: web, run: serve}
        """#),
  ]
}
