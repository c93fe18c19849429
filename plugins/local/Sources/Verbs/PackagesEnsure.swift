import BlueprintModel
import Hosts
import ProviderKit

/// `packages.ensure {host, packages: [{name, manager?}]}`: checks that the packages are there.
/// This provider installs none: it needs no rights on the machine that it runs on.
struct PackagesEnsure: LocalVerb {
  private let call: VerbCall
  private let packages: [PackageQuery]

  init(_ call: VerbCall) throws(Failure) {
    self.call = call
    packages = try call.input().readers("packages").map(PackageQuery.init)
  }

  func perform() async throws(Failure) -> Outcome {
    var versions: [String] = []
    for package in packages {
      switch try await package.look(on: call.host) {
      case .present(let version): versions.append("\(package.name) \(version)")
      case .missing(let message, let help):
        throw Failure(
          .permanent, code: "package_missing", message, changed: .no, help: help)
      }
    }
    let digest = Digest(of: versions.joined(separator: "\n").utf8)
    return .done(handle: nil, outputs: ["digest": .string(digest.description)])
  }
}
