extension SecretProblem {
  /// What `blueprint explain` tells of these problems.
  static let catalogue: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0701", "A secret where others see it",
      #"""
      Commands end up in process lists, logs and plans; labels, paths and outputs are shown. \#
      A secret, and whatever is built from it, may only be in `env` and in the content of \#
      files.
      """#,
      bad: #"""
        inputs: {key: {type: string, secret: true, default: x}}
        services:
          api: {on: web, run: 'serve --key ${inputs.key}'}
        """#,
      good: #"""
        inputs: {key: {type: string, secret: true, default: x}}
        services:
          api: {on: web, run: 'serve', env: {KEY: '${inputs.key}'}}
        """#),
    CatalogueEntry(
      "BP0702", "A file with a secret that others can read",
      #"""
      A file with a secret in it has the mode 0600, which it also gets when `mode` is left \#
      out.
      """#,
      bad: #"""
        inputs: {key: {type: string, secret: true, default: x}}
        services:
          api: {on: web, files: {key: {content: '${inputs.key}', mode: '0644'}}}
        """#,
      good: #"""
        inputs: {key: {type: string, secret: true, default: x}}
        services:
          api: {on: web, files: {key: {content: '${inputs.key}'}}}
        """#),
  ]
}
