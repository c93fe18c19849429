/// The server that a URL names: scheme, host and port.
struct Origin: Sendable, Hashable {
  private let text: String

  /// The origin of `url`.
  init(_ url: String) {
    let scheme = url.prefix { $0 != ":" }.lowercased()
    let rest = url.dropFirst(scheme.count + 3).prefix { !"/?#".contains($0) }
    let host = rest.lastIndex(of: "@").map { rest[rest.index(after: $0)...] } ?? rest
    let port =
      host.hasSuffix("]") || !host.contains(":") ? (scheme == "https" ? ":443" : ":80") : ""
    text = "\(scheme)://\(host.lowercased())\(port)"
  }

  /// `url` as messages show it: without a password, and without a query, which may hold one.
  static func shown(_ url: String) -> String {
    let plain = url.prefix { $0 != "?" && $0 != "#" }
    let scheme = plain.prefix { $0 != ":" }
    let rest = plain.dropFirst(scheme.count + 3)
    let host = rest.prefix { $0 != "/" }
    guard let at = host.lastIndex(of: "@") else { return String(plain) }
    return "\(scheme)://\(host[host.index(after: at)...])\(rest.dropFirst(host.count))"
  }
}
