import Foundation

/// A piece of YAML in the documentation. Tests of blueprints among them are read, and done, by
/// `DocumentedTestsTests`.
///
/// One that says `blueprint:` is a whole blueprint. Anything else is a part: what it lacks of
/// ``base`` is put before it, key by key. Its comments say what else there is to know:
/// `# wrong: CODE` for one that is to be refused, `# needs a provider with VERB` for one that the
/// provider `local` cannot serve.
struct Snippet: Sendable, CustomStringConvertible {
  let page: String
  let number: Int
  let text: String

  var description: String { "\(page) \(number)" }

  /// The codes that it gives, and no others.
  var codes: Set<String> {
    var codes = Set(text.matches(of: /# wrong: (BP\d{4})/).map { String($0.1) })
    if text.contains("# needs a provider with") { codes.insert("BP0603") }
    return codes
  }

  private static let base = [
    ("blueprint", "blueprint: 1"), ("name", "name: shop"),
    ("targets", "targets: {main: {provider: local}}"),
    ("machines", "machines: {db: {target: main}, web: {target: main, count: 2}}"),
    (
      "services",
      """
      services:
        database: {on: db, run: postgres, endpoints: {sql: {port: 5432}}, health: {tcp: sql}}
        api:
          on: web
          run: serve
          endpoints: {http: {port: 8080, protocol: http}}
          health: {tcp: http}
      """
    ),
  ]

  /// Files of the project that snippets are part of.
  static let files = [
    "files/tidy.sh": "echo ${HOME}\n", "files/api.conf": "{{instance.address}}",
    "files/plain.txt": "plain", "files/page.html.mustache": "<p>{{self.address}}</p>",
    "files/app.deb": "deb", "files/example.gpg": "key",
    "library/postgresql.yaml": """
    blueprint: 1
    name: postgresql
    templates:
      server:
        parameters: {port: {type: integer, default: 5432}, password: {type: string, secret: true}}
        service:
          run: postgres -p ${parameters.port}
          env: {PGPASSWORD: "${parameters.password}"}
          endpoints: {sql: {port: "${parameters.port}"}}
          health: {tcp: sql}
    actions:
      vacuum: {steps: [{on: services.database, run: vacuumdb --all}]}
    policies:
      healthy:
        for: services
        check: ${each.has_health}
        message: the service ${each.name} has no health check
    """,
  ]

  /// All snippets of the documentation; the page of codes has tests of its own.
  static let all: [Snippet] = {
    var pages = ["README.md"]
    let docs = FileManager.default.enumerator(atPath: projectRoot.appending(path: "docs").path)
    while let path = docs?.nextObject() as? String {
      if path.hasSuffix(".md"), path != "reference/diagnostics.md" { pages.append("docs/" + path) }
    }
    return pages.sorted().flatMap { page in
      let data = try? Data(contentsOf: projectRoot.appending(path: page))
      return String(decoding: data ?? Data(), as: UTF8.self).components(separatedBy: "```yaml\n")
        .dropFirst().enumerated().map { number, rest in
          Snippet(page: page, number: number + 1, text: rest.components(separatedBy: "```")[0])
        }.filter { !$0.text.hasPrefix("test:") }
    }
  }()

  /// The snippet as a whole blueprint.
  var blueprint: String {
    let keys = Set(text.matches(of: /(?m)^([a-z]+):/).map { String($0.1) })
    if keys.contains("blueprint") { return text }
    let lacking = Self.base.filter { !keys.contains($0.0) }.map(\.1)
    return (lacking + [text]).joined(separator: "\n")
  }
}
