/// A three-tier application for the planner's tests.
enum Shop {
  /// The secret that must not be seen.
  static let password = "correct-horse-battery"

  /// The files that it names.
  static let files = [
    "proxy.conf.mustache": "{{#services.web}}server {{endpoints.http.address}};\n{{/services.web}}"
  ]

  /// The deployment, not deployed yet.
  static var rehearsal: Rehearsal {
    Rehearsal(text, files: files, inputs: ["password": .string(password)])
  }

  /// The blueprint.
  static let text = """
    blueprint: 1
    name: shop
    inputs:
      web_count: {type: integer, default: 2}
      release: {type: string, default: "1"}
      password: {type: string, secret: true}
    targets:
      main: {provider: local}
    machines:
      data: {target: main}
      web: {target: main, count: "${inputs.web_count}"}
      edge: {target: main}
    services:
      db:
        on: data
        endpoints: {sql: {port: 5432}}
        env: {PASSWORD: "${inputs.password}"}
        run: exec db
        install:
          - run: mkdir data
        uninstall:
          - run: rm -rf data
        health: {tcp: sql}
        backup:
          capture:
            - run: dump
          verify:
            - run: look
          restore:
            - run: load
      web:
        on: web
        needs: [db]
        version: ${inputs.release}
        packages: [python3]
        endpoints: {http: {port: 8000, protocol: http}}
        env:
          DATABASE: "db://shop:${inputs.password}@${services.db.endpoints.sql.address}"
        files:
          app.py: {content: "release ${inputs.release}"}
        drain:
          - run: touch draining
          - wait: {for: 1s}
        run: exec python3 app.py
        health: {tcp: http}
        upgrade: {strategy: rolling, max_parallel: 1, min_healthy_time: 2s}
      proxy:
        on: edge
        needs: [web]
        endpoints: {http: {port: 8080, protocol: http}}
        files:
          proxy.conf: {template: proxy.conf.mustache}
        run: exec proxy
        reload:
          - run: kill -HUP
        health: {tcp: http}
    outputs:
      url: {value: "${services.proxy.endpoints.http.url}"}
    """
}

extension Rehearsal {
  /// Replaces a part of the blueprint's text, which must be there.
  mutating func edit(_ old: String, _ new: String) throws {
    try require(text.contains(old), old)
    text = text.replacing(old, with: new)
  }

  private func require(_ condition: Bool, _ what: String) throws {
    struct NotThere: Error { let what: String }
    if !condition { throw NotThere(what: what) }
  }
}
