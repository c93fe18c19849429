import BlueprintModel
import Glibc
import Hosts
import ProviderKit

/// The question whether a package is installed.
struct PackageQuery: Sendable {
  /// What was found.
  enum Answer: Sendable {
    /// It is there in this version; empty if only its program is known.
    case present(version: String)
    /// It is not there, or not in the version asked for.
    case missing(message: String, help: String)
  }

  /// The package's name, without its pin.
  let name: String
  /// The pin, a shell pattern; nil for any version.
  let pin: String?
  /// The package manager asked for.
  private let manager: String?

  init(_ input: InputReader) throws(Failure) {
    let text = try input.string("name")
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard let first = parts.first, !first.hasPrefix("-") else {
      throw input.mistake(at: "name", "`\(text)` is not a package")
    }
    name = first
    pin = parts.count > 1 ? parts[1] : nil
    manager = try input.optional("manager", "a string", \.string)
  }

  /// Prints the version if the package `$1` is installed, and fails if not; the first line tells
  /// which manager was asked. A package that no manager knows counts as its program.
  private static let script = """
    case "$2" in
    '') for tool in dpkg-query rpm apk; do
          if command -v "$tool" >/dev/null 2>&1; then break; fi
          tool=none
        done ;;
    apt) tool=dpkg-query ;;
    dnf | zypper) tool=rpm ;;
    apk | pip) tool=$2 ;;
    *) tool=none ;;
    esac
    echo "$tool"
    case $tool in
    dpkg-query) state=$(dpkg-query -W -f '${db:Status-Status} ${Version}' -- "$1" 2>/dev/null) &&
        [ "${state%% *}" = installed ] && echo "${state#* }" ;;
    rpm) rpm -q --qf '%{VERSION}-%{RELEASE}\\n' -- "$1" ;;
    apk) apk info -e -- "$1" >/dev/null && apk list -I -- "$1" | head -n 1 | cut -d ' ' -f 1 ;;
    pip) python3 -m pip show -- "$1" 2>/dev/null | sed -n 's/^Version: //p' | grep . ;;
    none) command -v -- "$1" >/dev/null ;;
    esac
    """

  /// Looks for it on `host`.
  func look(on host: LocalHost) async throws(Failure) -> Answer {
    let command = HostCommand(.script(Self.script, arguments: [name, manager ?? ""]))
    let result = try await Failure.catching { () async throws(HostError) in
      try await host.run(command)
    }
    let lines = result.output.split(separator: "\n").map(String.init)
    let tool = lines.first ?? "none"
    guard result.status == 0 else {
      return .missing(
        message: "package `\(name)` is not installed", help: Self.help(tool, name))
    }
    let version = lines.count > 1 ? lines[1] : ""
    if let pin, !version.isEmpty, fnmatch(pin, version, 0) != 0 {
      return .missing(
        message: "package `\(name)` is installed in version \(version), not in `\(pin)`",
        help: Self.help(tool, "\(name)=\(pin)"))
    }
    return .present(version: version)
  }

  private static func help(_ tool: String, _ package: String) -> String {
    switch tool {
    case "dpkg-query": "install it: apt-get install \(package)"
    case "rpm": "install it: dnf install \(package)"
    case "apk": "install it: apk add \(package)"
    case "pip": "install it: pip install \(package)"
    default: "install it, so that `\(package)` is found on the path"
    }
  }
}
