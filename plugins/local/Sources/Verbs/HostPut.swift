import BlueprintModel
import Hosts
import ProviderKit

/// `host.put {host, directory, files: [{path, content | source, mode?}]}`: writes files, and
/// removes those of the prior handle that are not listed any more.
struct HostPut: LocalVerb {
  private let call: VerbCall
  private let machine: LocalMachine
  private let files: [PlacedFile]
  private let prior: [String]

  init(_ call: VerbCall) throws(Failure) {
    self.call = call
    let input = try call.input()
    let machine = try call.machine()
    self.machine = machine
    let directory = try input.string("directory")
    var files: [PlacedFile] = []
    for entry in try input.readers("files") {
      files += try PlacedFile.files(of: entry, in: directory, on: machine)
    }
    self.files = files
    prior = call.context.prior?["files"]?.list?.compactMap(\.string) ?? []
  }

  func perform() async throws(Failure) -> Outcome {
    var digest = DigestBuilder()
    for file in files.sorted(by: { $0.path < $1.path }) {
      let content = try Failure.catching { () throws(HostError) in try file.write() }
      digest.update(Array("\(file.path) \(file.mode) \(content)\n".utf8))
    }
    try removeOthers()
    return .done(
      handle: ["files": .list(files.map { .string($0.path) })],
      outputs: ["digest": .string(digest.finish().description)])
  }

  private func removeOthers() throws(Failure) {
    let kept = Set(files.map(\.path))
    for path in prior where !kept.contains(path) {
      guard path.hasPrefix("\(machine.home)/"), LocalPath.components(of: path) != nil else {
        continue
      }
      try Failure.catching { () throws(HostError) in
        try DirectoryTree.remove(path)
        DirectoryTree.removeEmpty(from: LocalPath.parent(of: path), upTo: machine.home)
      }
    }
  }
}
