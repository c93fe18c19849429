import BlueprintModel

/// A JSON-RPC message from the client.
enum Message: Sendable, Hashable {
  /// A question that must be answered.
  case request(id: Value, method: String, parameters: Value)
  /// A remark.
  case notification(method: String, parameters: Value)
  /// An answer to a question of the server, which asks none that it waits for.
  case answer
  /// Something that is no message; `id` is the request's, if there is one.
  case broken(RequestFailure, id: Value)

  /// The message in `bytes`.
  init(_ bytes: [UInt8]) {
    let json: Value
    do { json = try Value(jsonBytes: bytes) } catch {
      self = .broken(RequestFailure(.parseError, "\(error)"), id: .null)
      return
    }
    let id = json["id"] ?? .null
    guard let method = json["method"]?.string else {
      let isAnswer = json["result"] != nil || json["error"] != nil
      let failure = RequestFailure(.invalidRequest, "`method` is missing")
      self = isAnswer ? .answer : .broken(failure, id: id)
      return
    }
    let parameters = json["params"] ?? .null
    self =
      json["id"] == nil
      ? .notification(method: method, parameters: parameters)
      : .request(id: id, method: method, parameters: parameters)
  }
}

/// Why a request was not done.
struct RequestFailure: Error, Sendable, Hashable {
  /// The protocol's numbers.
  enum Code: Int, Sendable {
    case parseError = -32_700
    case invalidRequest = -32_600
    case methodNotFound = -32_601
    case invalidParameters = -32_602
    case notInitialized = -32_002
    case requestFailed = -32_803
    case requestCancelled = -32_800
  }

  let code: Code
  let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

/// Messages to the client.
enum Reply {
  /// The answer to the request `id`.
  static func result(_ value: Value, to id: Value) -> Value {
    ["jsonrpc": "2.0", "id": id, "result": value]
  }

  /// The answer to the request `id` that was not done.
  static func failure(_ failure: RequestFailure, to id: Value) -> Value {
    [
      "jsonrpc": "2.0", "id": id,
      "error": [
        "code": .integer(failure.code.rawValue), "message": .string(failure.message),
      ],
    ]
  }

  /// A remark to the client.
  static func notification(_ method: String, _ parameters: Value) -> Value {
    ["jsonrpc": "2.0", "method": .string(method), "params": parameters]
  }

  /// `message` as it goes over the wire.
  static func bytes(of message: Value) -> [UInt8] {
    let content = Array(message.canonicalJSON.utf8)
    return Array("Content-Length: \(content.count)\r\n\r\n".utf8) + content
  }
}
