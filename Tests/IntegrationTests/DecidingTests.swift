import BlueprintModel
import Foundation
import Testing

/// Actions whose course only the run knows, on a deployment that is really there.
@Suite(.timeLimit(.minutes(3))) struct DecidingTests {
  private static let blueprint = """
    blueprint: 1
    name: play
    targets: {main: {provider: local}}
    machines: {web: {target: main}}
    services:
      page:
        on: web
        run: exec python3 -m http.server --bind ${self.address} ${self.endpoints.http.port}
        endpoints: {http: {port: 8000, protocol: http}}
        health: {tcp: http, interval: 50ms}
    actions:
      decide:
        inputs: {fails: {type: boolean, default: false}}
        steps:
          - id: look
            on: services.page
            run: 'echo "{\\"names\\": [\\"ant\\", \\"bee\\", \\"cat\\"], \\"lag\\": 3}"'
            outputs:
              names: {json: /names, type: list}
              lag: {json: /lag, type: integer}
          - if: ${steps.look.lag > 2}
            then: [{on: services.page, run: echo behind >> course.txt}]
            else: [{on: services.page, run: echo level >> course.txt}]
          - for_each: ${steps.look.names}
            do:
              - {on: services.page, run: 'echo "$NAME" >> course.txt', env: {NAME: "${each}"}}
          - repeat:
              - id: count
                on: services.page
                run: 'echo x >> turns.txt; wc -l < turns.txt'
                outputs: {lines: {type: integer}}
            until: ${steps.count.lines >= 3}
            max: 5
            delay: 100ms
          - try: [{on: services.page, run: exit 7}]
            rescue: [{on: services.page, run: echo rescued >> course.txt}]
            always: [{on: services.page, run: echo always >> course.txt}]
          - when: ${steps.look.lag > 100}
            on: services.page
            run: echo never >> course.txt
          - {on: services.page, run: exit 3, continue_on_error: true}
          - {set: {seen: "${length(steps.look.names)}"}, id: sum}
          - {assert: "${steps.sum.seen == 3}", message: three were expected}
          - {on: services.page, run: echo end >> course.txt}
    """

  @Test func everyWayOfDecidingIsCarriedOut() async throws {
    try await Bench.with(text: Self.blueprint) { bench in
      try await bench.run("deploy", "--yes", ends: 0)
      try await bench.run("action", "run", "decide", "--yes", ends: 0)
      #expect(
        try bench.machineFile("web", "services/page/course.txt")
          == "behind\nant\nbee\ncat\nrescued\nalways\nend\n")
      #expect(try bench.machineFile("web", "services/page/turns.txt") == "x\nx\nx\n")
    }
  }
}
