import BlueprintExpressions
import BlueprintModel
import Testing

@Suite struct EvaluationTests {
  private let names: [String: Value] = [
    "web": [
      ["address": "127.1.0.1", "ports": [80, 443]], ["address": "127.1.0.2", "ports": [81]],
    ],
    "db": ["address": "127.1.2.3", "max-size": 5], "n": 2, "key": "address",
    "keep": .duration(.seconds(90)), "memory": .size(ByteSize(bytes: 4 << 30)), "none": .null,
  ]

  @Test(
    arguments: [
      ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("7 / 2", 3), ("-7 % 3", -1), ("1 < 2 == true", true),
      ("1 == 1.0", true), ("'a' + 'b'", "ab"), ("n > 1 ? 'many' : 'one'", "many"),
      ("db.max-size - 1", 4), ("web[*].address", ["127.1.0.1", "127.1.0.2"]),
      ("web[1].address", "127.1.0.2"), ("web[n - 1][key]", "127.1.0.2"),
      ("web[*].ports[0]", [80, 81]), ("(web[*].ports)[0]", [80, 443]),
      ("web[*].ports[n - 2]", [80, 81]), ("web[*].ports[*]", [[80, 443], [81]]),
      ("false && none.x", false), ("true || none.x", true), ("!(n == 2)", false),
      ("\"${db.address}:${n}\"", "127.1.2.3:2"), ("{a: n, b: [n]}", ["a": 2, "b": [2]]),
      ("none == null", true), ("1.5 * 2 == 3", true), ("'b' > 'a'", true),
    ] as [(String, Value)])
  func values(source: String, expected: Value) throws {
    #expect(try value(source, names) == expected)
  }

  @Test func quantities() throws {
    #expect(try value("keep + 30s", names) == .duration(.seconds(120)))
    #expect(try value("2 * 500ms") == .duration(.seconds(1)))
    #expect(try value("memory / 4", names) == .size(ByteSize(bytes: 1 << 30)))
    #expect(try Template(parsing: "${keep} ${memory}").evaluated(in: names) == "90s 4GiB")
  }

  @Test(
    arguments: [
      ("1 / 0", .arithmetic), ("1 % 0", .arithmetic), ("9223372036854775807 + 1", .arithmetic),
      ("-9223372036854775808 / -1", .arithmetic), ("-9223372036854775808 % -1", .arithmetic),
      ("1e308 * 10", .arithmetic), ("1s - 2s", .arithmetic), ("1 + 'a'", .wrongType),
      ("1s < 1KiB", .wrongType), ("n ? 1 : 2", .wrongType), ("nobody.x", .unresolved),
      ("web[2]", .notFound), ("db.adress", .notFound), ("db[0]", .wrongType),
      ("web.address", .wrongType), ("web[-1]", .notFound), ("web[true]", .wrongType),
      ("\"x${web}\"", .notText), ("\"x${none}\"", .notText), ("nope(1)", .unknownFunction),
      ("upper(1)", .wrongType), ("upper()", .invalidArgument),
    ] as [(String, EvaluationError.Kind)])
  func errors(source: String, kind: EvaluationError.Kind) throws {
    #expect(try failure(source, names) == kind)
  }

  @Test func anErrorNamesTheReferenceAndThePlace() throws {
    let template = try Template(parsing: "a ${1 + services.api.port}")
    do throws(EvaluationError) {
      _ = try template.evaluated(in: [:])
      Issue.record("expected an error")
    } catch {
      #expect(error.message == "`services.api.port` has no value")
      #expect(error.reference == Reference(root: "services", path: [.key("api"), .key("port")]))
      #expect(error.range == 8..<25)
    }
  }

  @Test func anErrorNeverTellsAComputedKey() throws {
    let template = try Template(parsing: "${db[password]}")
    do throws(EvaluationError) {
      _ = try template.evaluated(in: ["db": ["a": 1], "password": "hunter2"])
      Issue.record("expected an error")
    } catch { #expect(!error.message.contains("hunter2")) }
  }

  @Test func listsInTextSayHowToWriteThem() throws {
    let template = try Template(parsing: "hosts ${web}")
    do throws(EvaluationError) {
      _ = try template.evaluated(in: names)
      Issue.record("expected an error")
    } catch {
      #expect(error.message.contains("`join`"))
      #expect(error.message.contains("`json_encode`"))
    }
  }
}
