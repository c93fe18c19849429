import BlueprintModel

/// The error member of a JSON-RPC response.
struct RPCError: Error, Sendable, Hashable {
  /// What kind of error, as JSON-RPC 2.0 numbers them.
  enum Code: Int, Sendable {
    case notJSON = -32700
    case invalidRequest = -32600
    case unknownMethod = -32601
    case invalidParameters = -32602
    /// The provider behind the plugin cannot answer this call.
    case providerFault = -32000
    /// The protocol version asked for is not spoken here.
    case unsupportedProtocol = -32001
    /// A call came before `initialize`, or `initialize` came twice.
    case outOfOrder = -32002
  }

  /// The number that says what kind of error it is; foreign plugins may use their own.
  var code: Int
  /// A sentence for people.
  var message: String

  init(_ code: Code, _ message: String) {
    self.code = code.rawValue
    self.message = message
  }
}

extension RPCError: JSONRepresentable {
  init(json: Value) throws(JSONShapeError) {
    code = try json.requiredInteger("code")
    message = try json.requiredString("message")
  }

  var json: Value { ["code": .integer(code), "message": .string(message)] }
}
