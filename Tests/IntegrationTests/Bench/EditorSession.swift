import BlueprintModel
import Foundation
import Subprocess
import SystemPackage
import Testing

/// An editor that talks to `blueprint lsp`, a process of its own.
struct EditorSession {
  private let writer: StandardInputWriter
  private var output: SubprocessOutputSequence.Iterator
  private var buffer: [UInt8] = []
  private var count = 0
  /// The diagnostics that each address was told of last.
  private(set) var diagnostics: [String: [Value]] = [:]

  /// Runs the server in `directory`, does `body`, and waits for the end; gives the exit status.
  static func with(
    in directory: String, arguments: [String] = ["lsp"],
    _ body: (inout EditorSession) async throws -> Void
  ) async throws -> Int {
    let result = try await Subprocess.run(
      .path(FilePath(BlueprintBinary.path)), arguments: Arguments(arguments),
      environment: .custom(["PATH": "/usr/bin:/bin"]), workingDirectory: FilePath(directory),
      input: .inputWriter, output: .sequence, error: .discarded
    ) { execution in
      var session = EditorSession(
        writer: execution.standardInputWriter,
        output: execution.standardOutput.makeAsyncIterator())
      do { try await body(&session) } catch {
        try execution.send(signal: .kill)
        throw error
      }
      try await session.writer.finish()
      while try await session.output.next() != nil {}
    }
    return result.terminationStatus.shellStatus
  }

  private init(writer: StandardInputWriter, output: SubprocessOutputSequence.Iterator) {
    self.writer = writer
    self.output = output
  }

  /// Sends bytes as they are.
  func send(raw text: String) async throws { _ = try await writer.write(Array(text.utf8)) }

  private func send(_ message: Value) async throws {
    let content = message.canonicalJSON
    try await send(raw: "Content-Length: \(content.utf8.count)\r\n\r\n\(content)")
  }

  /// Sends a remark.
  func tell(_ method: String, _ parameters: Value = [:]) async throws {
    try await send(["jsonrpc": "2.0", "method": .string(method), "params": parameters])
  }

  /// Sends a request and gives the whole answer.
  mutating func answer(_ method: String, _ parameters: Value = [:]) async throws -> Value {
    count += 1
    let id = Value.integer(count)
    try await send(
      ["jsonrpc": "2.0", "id": id, "method": .string(method), "params": parameters])
    while true {
      let message = try await receive()
      if message["id"] == id { return message }
    }
  }

  /// Sends a request and gives its result.
  mutating func ask(_ method: String, _ parameters: Value = [:]) async throws -> Value {
    let answer = try await answer(method, parameters)
    return try #require(answer["result"], "\(answer.canonicalJSON)")
  }

  /// Reads messages until `uri` is told of diagnostics; gives them.
  mutating func nextDiagnostics(of uri: String) async throws -> [Value] {
    diagnostics[uri] = nil
    while diagnostics[uri] == nil { _ = try await receive() }
    return diagnostics[uri] ?? []
  }

  /// The next message of the server.
  mutating func receive() async throws -> Value {
    while true {
      if let message = try takeMessage() {
        if message["method"] == "textDocument/publishDiagnostics",
          let uri = message["params"]?["uri"]?.string
        {
          diagnostics[uri] = message["params"]?["diagnostics"]?.list
        }
        return message
      }
      let more = try #require(try await output.next(), "the server is gone")
      more.withUnsafeBytes { buffer += $0 }
    }
  }

  private mutating func takeMessage() throws -> Value? {
    let mark = Array("\r\n\r\n".utf8)
    guard let end = buffer.firstRange(of: mark) else { return nil }
    let header = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
    let length = try #require(Int(header.replacingOccurrences(of: "Content-Length: ", with: "")))
    guard buffer.count >= end.upperBound + length else { return nil }
    let content = Array(buffer[end.upperBound..<end.upperBound + length])
    buffer.removeFirst(end.upperBound + length)
    return try Value(jsonBytes: content)
  }
}
