import BlueprintModel
import ProviderKit

/// `http.request {method?, url, headers?, body?, expect?, keep_output?}`, read and checked.
struct HTTPRequest: Sendable {
  private static let methods: Set = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
  private static let longestBody = 8 << 20

  let method: String
  let url: String
  /// The headers that the step gives, with what they lack.
  let headers: [(name: String, value: String)]
  let body: [UInt8]?
  let expectation: Expectation
  /// Whether the answer's headers and body are outputs: they may hold what nobody should keep.
  let keepsOutput: Bool
  /// The most that the whole exchange may take.
  let limit: Duration
  /// The file of trusted authorities, if it is not the system's.
  let authorities: String?

  init(_ action: Action, _ context: ActionContext) throws(Failure) {
    let input = try InputReader(action.input)
    method = try input.optional("method", "a string", \.string) ?? "GET"
    guard Self.methods.contains(method) else {
      throw input.mistake(
        at: "method", "expected one of \(Self.methods.sorted()), found `\(method)`")
    }
    url = try Self.url(input)
    let given = try input.optional("headers", "a map of strings", Self.headers) ?? [:]
    (body, headers) = try Self.content(input, given, token: context.token)
    expectation = try Expectation(input)
    keepsOutput = try input.optional("keep_output", "a boolean", \.boolean) ?? true
    let settings = try InputReader(action.target.settings)
    authorities = settings.value("ca_file") == nil ? nil : try settings.absolutePath("ca_file")
    // The answer has to be on its way before the caller stops waiting.
    limit = context.timeout - min(.seconds(1), context.timeout / 10)
  }

  /// Whether the request asks for nothing to be changed.
  var isSafe: Bool { method == "GET" || method == "HEAD" }

  private static func url(_ input: InputReader) throws(Failure) -> String {
    let url = try input.string("url")
    let isPlain = url.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f }
    let scheme = url.prefix { $0 != ":" }.lowercased()
    guard ["http", "https"].contains(scheme), url.dropFirst(scheme.count).hasPrefix("://"), isPlain
    else { throw input.mistake(at: "url", "expected an http or https URL without blanks") }
    return url
  }

  /// Numbers and truth values become their text.
  private static func headers(_ value: Value) -> [String: String]? {
    guard let map = value.map else { return nil }
    var headers: [String: String] = [:]
    for (name, value) in map {
      switch value {
      case .string(let text): headers[name] = text
      case .integer, .number, .boolean: headers[name] = value.canonicalJSON
      default: return nil
      }
    }
    return headers
  }

  private static func content(
    _ input: InputReader, _ given: [String: String], token: String
  ) throws(Failure) -> ([UInt8]?, [(name: String, value: String)]) {
    for (name, value) in given {
      let isToken =
        !name.isEmpty
        && name.utf8.allSatisfy { byte in
          byte > 0x20 && byte < 0x7f && !#"()<>@,;:\"/[]?={}"#.utf8.contains(byte)
        }
      guard isToken, !value.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7f }) else {
        throw input.mistake(at: "headers", "`\(name)` is no header, or its value has a line end")
      }
    }
    var headers = given.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    let names = Set(given.keys.map { $0.lowercased() })
    func add(_ name: String, _ value: String) {
      if !names.contains(name.lowercased()) { headers.append((name, value)) }
    }
    add("Idempotency-Key", token)
    add("User-Agent", "blueprint")
    guard let value = input.value("body") else { return (nil, headers) }
    let text = value.string ?? value.canonicalJSON
    guard text.utf8.count <= longestBody, !text.utf8.contains(0) else {
      throw input.mistake(
        at: "body", "it has a NUL character, or more than \(longestBody >> 20) MiB")
    }
    add("Content-Type", value.string == nil ? "application/json" : "text/plain; charset=utf-8")
    return (Array(text.utf8), headers)
  }
}
