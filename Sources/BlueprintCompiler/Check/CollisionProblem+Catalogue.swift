extension CollisionProblem {
  /// What `blueprint explain` tells of these problems.
  static let catalogue: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0150", "Text with the character NUL",
      #"""
      The operating system ends every text at a NUL: a variable, a path or a script would be cut \#
      off in silence.
      """#,
      bad: #"""
        services:
          api:
            on: web
            run: "true"
            env: {KEY: "a\0b"}
        """#,
      good: #"""
        services:
          api:
            on: web
            run: "true"
            env: {KEY: "ab"}
        """#),
    CatalogueEntry(
      "BP0151", "The same file twice",
      #"""
      Two entries of `files` lead to the same path, perhaps in other spelling: `a//b` and `./a/b` \#
      are `a/b`. One would be written over the other.
      """#,
      bad: #"""
        services:
          api:
            on: web
            run: "true"
            files: {etc/app.conf: {content: a}, ./etc//app.conf: {content: b}}
        """#,
      good: #"""
        services:
          api:
            on: web
            run: "true"
            files: {etc/app.conf: {content: a}}
        """#),
    CatalogueEntry(
      "BP0152", "A file where a directory must be",
      #"""
      A path cannot be a file and a directory at the same time.
      """#,
      bad: #"""
        services:
          api:
            on: web
            run: "true"
            files: {etc: {content: a}, etc/app.conf: {content: b}}
        """#,
      good: #"""
        services:
          api:
            on: web
            run: "true"
            files: {etc.txt: {content: a}, etc/app.conf: {content: b}}
        """#),
    CatalogueEntry(
      "BP0153", "The same port twice on a machine",
      #"""
      Every service of a machine group runs on each of its machines, and a port can be listened \#
      on once. Only ports that are known when the blueprint is compiled are compared.
      """#,
      bad: #"""
        services:
          api: {on: web, run: "true", endpoints: {http: {port: 8080}}}
          admin: {on: web, run: "true", endpoints: {http: {port: 8080}}}
        """#,
      good: #"""
        services:
          api: {on: web, run: "true", endpoints: {http: {port: 8080}}}
          admin: {on: web, run: "true", endpoints: {http: {port: 8081}}}
        """#),
  ]
}
