/// What `curl` is told on its standard input. Nothing of a request is an argument of its command
/// line, where other processes would see it.
struct CurlConfiguration {
  private var lines: [String] = []

  /// The configuration that sends `request` to `url`.
  ///
  /// - Parameters:
  ///   - isForeign: whether `url` is of another server than the request's: what the step gives for
  ///     its own is not for that one.
  ///   - limit: the most that it may take.
  init(_ request: HTTPRequest, to url: String, isForeign: Bool, limit: Duration) {
    set("url", url)
    if request.method == "HEAD" {
      lines.append("head")
      // The tool would print the headers as the body.
      set("output", "/dev/null")
    } else {
      set("request", request.method)
    }
    let headers = isForeign ? request.headers.filter { $0.name == "User-Agent" } : request.headers
    for (name, value) in headers {
      // A header without a value is written with `;`, for `Name:` takes one away.
      set("header", value.isEmpty ? "\(name);" : "\(name): \(value)")
    }
    // The tool would wait for a server's leave to send a long body.
    set("header", "Expect:")
    if let body = request.body, !isForeign {
      set("data-raw", String(decoding: body, as: UTF8.self))
    }
    if let file = request.authorities { set("cacert", file) }
    set("proto", "=http,https")
    set("max-time", Self.seconds(limit))
    set("connect-timeout", Self.seconds(min(limit, .seconds(10))))
    lines += ["silent", "globoff", "path-as-is", "compressed"]
    set("dump-header", "/dev/stderr")
    set("write-out", #"%{stderr}\#(Self.mark)%{exitcode} %{redirect_url}"# + "\n%{errormsg}\n")
  }

  /// Begins what the tool says of the exchange, after the header lines.
  static let mark = "\n\u{1}blueprint "

  /// The configuration.
  var text: [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }

  private mutating func set(_ option: String, _ value: String) {
    var quoted = ""
    for character in value.unicodeScalars {
      switch character {
      case "\\": quoted += #"\\"#
      case "\"": quoted += #"\""#
      case "\n": quoted += #"\n"#
      case "\r": quoted += #"\r"#
      case "\t": quoted += #"\t"#
      case "\u{b}": quoted += #"\v"#
      default: quoted.unicodeScalars.append(character)
      }
    }
    lines.append("\(option) = \"\(quoted)\"")
  }

  private static func seconds(_ span: Duration) -> String {
    let milliseconds = max(
      span.components.seconds * 1000 + span.components.attoseconds / 1_000_000_000_000_000, 1)
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }
}
