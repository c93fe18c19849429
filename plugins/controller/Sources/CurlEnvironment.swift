import Glibc

/// What the environment says of how requests are sent: where the tool is, which authorities are
/// trusted, which proxies are used. The tool sees nothing else of it.
struct CurlEnvironment: Sendable {
  private static let names = [
    "PATH", "SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE", "http_proxy", "https_proxy",
    "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
  ]

  /// The variables.
  let variables: [String: String]

  /// The environment of this process.
  init() {
    var variables: [String: String] = [:]
    for name in Self.names {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    self.variables = variables
  }

  /// An environment of these variables.
  init(variables: [String: String]) { self.variables = variables }
}
