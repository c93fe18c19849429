import Foundation

/// A web server of its own process, by HTTP or HTTPS, for as long as the value lives.
final class WebServer {
  /// `http://127.0.0.1:PORT`, or with https.
  let url: String
  /// The file of the authority that an HTTPS server's certificate is from.
  let authority: String?

  private let process = Process()
  private let input = Pipe()
  private let folder: String

  init(secure: Bool = false) throws {
    folder =
      FileManager.default.temporaryDirectory.appending(path: "bp-web-\(UUID().uuidString)")
      .path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    if secure { try Self.makeCertificates(in: folder) }
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "server.py")
    let certificates = secure ? ["\(folder)/server.pem", "\(folder)/server.key"] : []
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script.path] + certificates
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw Ended() }
      line += more
    }
    let port = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .newlines)
    url = "\(secure ? "https" : "http")://127.0.0.1:\(port)"
    authority = secure ? "\(folder)/ca.pem" : nil
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: folder)
  }

  struct Ended: Error {}

  /// An authority, and a certificate of its for 127.0.0.1.
  private static func makeCertificates(in folder: String) throws {
    let commands = [
      "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem"
        + " -days 2 -subj /CN=test-authority",
      "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.csr"
        + " -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1",
      "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out server.pem -days 2"
        + " -copy_extensions copy",
    ]
    for command in commands {
      let tool = Process()
      tool.executableURL = URL(filePath: "/usr/bin/env")
      tool.arguments = ["openssl"] + command.split(separator: " ").map(String.init)
      tool.currentDirectoryURL = URL(filePath: folder)
      tool.standardError = FileHandle.nullDevice
      tool.standardOutput = FileHandle.nullDevice
      try tool.run()
      tool.waitUntilExit()
      guard tool.terminationStatus == 0 else { throw Ended() }
    }
  }
}
