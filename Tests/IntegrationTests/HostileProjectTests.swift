import Foundation
import Glibc
import Testing

/// A project that is made to hang the program, to fill its memory, or to make it read what is none
/// of its business.
struct HostileProject: Sendable, CustomTestStringConvertible {
  let name: String
  /// What the program says.
  var expected: [String] = []
  /// Whether it is only to look so.
  var isLegal = false
  /// Makes the project in the directory.
  let make: @Sendable (_ project: String) throws -> Void

  var testDescription: String { name }

  private static let head = "blueprint: 1\nname: bad\ntargets: {main: {provider: local}}\n"
  private static let box = head + "machines: {box: {target: main}}\n"

  /// A blueprint of the text `text`.
  private static func text(
    _ name: String, _ text: String, says expected: String..., isLegal: Bool = false
  ) -> HostileProject {
    bytes(name, Array(text.utf8), says: expected, isLegal: isLegal)
  }

  private static func bytes(
    _ name: String, _ bytes: [UInt8], says expected: [String], isLegal: Bool = false
  ) -> HostileProject {
    HostileProject(name: name, expected: expected, isLegal: isLegal) { project in
      try Data(bytes).write(to: URL(filePath: "\(project)/blueprint.yaml"))
    }
  }

  /// A blueprint that names `part.yaml`, once as an import, as a file and in an expression.
  private static func part(
    _ name: String, says reason: String, _ make: @escaping @Sendable (_ path: String) throws -> Void
  ) -> [HostileProject] {
    [
      ("import", "imports: {a: part.yaml}\n", "5:14"),
      ("file", "services: {api: {on: box, run: x, files: {a: {source: part.yaml}}}}\n", "5:55"),
      (
        "template", "services: {api: {on: box, run: x, files: {a: {template: part.yaml}}}}\n",
        "5:57"
      ),
      ("function", "locals: {a: '${file(\"part.yaml\")}'}\n", "5:21"),
    ].map { form, line, place in
      HostileProject(
        name: "\(name) as \(form)", expected: ["blueprint.yaml:\(place): error[BP0214]", reason]
      ) { project in
        try (box + line).write(
          toFile: "\(project)/blueprint.yaml", atomically: true, encoding: .utf8)
        try make("\(project)/part.yaml")
      }
    }
  }

  /// Something else where the blueprint is.
  private static func blueprint(
    _ name: String, says expected: String,
    _ make: @escaping @Sendable (_ path: String) throws -> Void
  ) -> HostileProject {
    HostileProject(name: "\(name) as the blueprint", expected: [expected]) { project in
      try make("\(project)/blueprint.yaml")
    }
  }

  private static func link(_ target: String) -> @Sendable (String) throws -> Void {
    { try FileManager.default.createSymbolicLink(atPath: $0, withDestinationPath: target) }
  }

  private static let pipe: @Sendable (String) throws -> Void = { #expect(mkfifo($0, 0o600) == 0) }

  private static let directory: @Sendable (String) throws -> Void = {
    try FileManager.default.createDirectory(atPath: $0, withIntermediateDirectories: false)
  }

  /// A file of this many bytes that takes no room.
  private static func sparse(_ size: off_t) -> @Sendable (String) throws -> Void {
    { path in
      FileManager.default.createFile(atPath: path, contents: nil)
      #expect(truncate(path, size) == 0)
    }
  }

  static let all: [HostileProject] =
    part("a link out of the project", says: "it lies outside of the project", link("/etc/passwd"))
    + part("a link to a device", says: "it lies outside of the project", link("/dev/zero"))
    + part("a link to itself", says: "no such file", link("part.yaml"))
    + part("a pipe", says: "it is a pipe", pipe)
    + part("a directory", says: "it is a directory", directory)
    + part("a file of 1 GiB", says: "File too large", sparse(1 << 30))
    + part("bytes that are no text", says: "it is not UTF-8 text") {
      try Data([0x61, 0xff, 0xfe]).write(to: URL(filePath: $0))
    } + [
      blueprint("a pipe", says: "is no blueprint: it is a pipe", pipe),
      blueprint("a link to a device", says: "it is a device", link("/dev/zero")),
      blueprint("a file of 1 GiB", says: "error[BP0013]", sparse(1 << 30)),
      text(
        "a path out of the project", box + "imports: {a: ../../outside.yaml}\n",
        says: "blueprint.yaml:5:14: error[BP0214]"),
      text(
        "a scalar of 100 MB", head + "description: " + String(repeating: "x", count: 100 << 20),
        says: "error[BP0013]"),
      bytes("NUL", Array((box + "description: a\0b\n").utf8), says: [":5:15: error[BP0003]"]),
      bytes(
        "bytes that are no text", Array((box + "description: ").utf8) + [0xc3, 0x28],
        says: [":5:15: error[BP0002]"]),
      text("a tab", head + "machines:\n\tbox: {target: main}\n", says: ":5:1: error[BP0001]"),
      text(
        "10,000 levels", box + "locals: {a: " + String(repeating: "[", count: 10_000),
        says: "error[BP0007]"),
      text("a billion laughs", box + laughs, says: "error[BP0008]"),
      text(
        "a huge count", head + "machines: {box: {target: main, count: 99999999999}}\n",
        says: ":4:39: error[BP0307]"),
      text(
        "a number that no machine has",
        head + "machines: {box: {target: main, count: 99999999999999999999}}\n",
        says: ":4:39: error[BP0306]"),
      text(
        "an import of itself", box + "imports: {a: blueprint.yaml}\n",
        says: ":5:14: error[BP0403]", "blueprint.yaml -> blueprint.yaml"),
      text(
        "100,000 mistakes",
        head + "machines:\n"
          + (0..<100_000).map { "  m\($0): {tagret: main}\n" }.joined(),
        says: "note[BP0160]: 99800 more errors are not shown"),
      text("a byte order mark", "\u{feff}" + box, isLegal: true),
      text("line ends of Windows", box.replacing("\n", with: "\r\n"), isLegal: true),
      text("tabs between tokens", box.replacing("machines: ", with: "machines:\t"), isLegal: true),
    ]

  private static var laughs: String {
    var text = "locals:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<12 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "  a\(level): &a\(level) [\(aliases)]\n"
    }
    return text
  }
}

/// Each ends within the time limit, says where the mistake is, and leaves everything as it was.
@Suite(.timeLimit(.minutes(2))) struct HostileProjectTests {
  @Test(arguments: HostileProject.all) func isRefused(_ hostile: HostileProject) async throws {
    try await Bench.with(text: "") { bench in
      try FileManager.default.removeItem(atPath: "\(bench.project)/blueprint.yaml")
      try hostile.make(bench.project)
      let before = try FileManager.default.subpathsOfDirectory(atPath: bench.root).sorted()
      for command in hostile.isLegal ? [["validate"]] : [["validate"], ["deploy", "--yes"]] {
        let ended = try await bench.run(command)
        #expect(ended.status == (hostile.isLegal ? 0 : 4), "\(ended.summary)")
        for text in hostile.expected { #expect(ended.all.contains(text), "\(ended.summary)") }
      }
      let after = try FileManager.default.subpathsOfDirectory(atPath: bench.root).sorted()
      #expect(after == before)
    }
  }

  /// The other commands that read texts of the user's.
  @Test func formattingWaitsForNoPipe() async throws {
    try await Bench.with(text: "") { bench in
      let path = "\(bench.project)/pipe.yaml"
      #expect(mkfifo(path, 0o600) == 0)
      let ended = try await bench.run("fmt", path, ends: 4)
      #expect(ended.err.contains("it is a pipe"), "\(ended)")
      let piped = try await bench.run(["validate", "-"], input: "blueprint: 1\nnaem: a\n")
      #expect(piped.status == 4 && piped.all.contains("<stdin>"), "\(piped)")
    }
  }
}

extension Finished {
  /// Not more than a message can hold.
  fileprivate var summary: String { String(description.prefix(4_000)) }
}
