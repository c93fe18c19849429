import BlueprintModel

/// One JSON-RPC 2.0 message.
enum RPCMessage: Sendable, Hashable {
  /// A call that wants an answer with the same id.
  case request(id: Value, method: String, parameters: Value)
  /// A message without an answer.
  case notification(method: String, parameters: Value)
  /// The answer to a call.
  case result(id: Value, Value)
  /// The refusal of a call; a null id where the call's own could not be read.
  case error(id: Value, RPCError)
}

extension RPCMessage: JSONRepresentable {
  init(json: Value) throws(JSONShapeError) {
    guard json["jsonrpc"] == "2.0" else {
      throw JSONShapeError("`jsonrpc`: expected \"2.0\"")
    }
    if let method = json["method"] {
      guard let method = method.string else {
        throw JSONShapeError("`method`: expected a string, found a \(method.kind)")
      }
      self = Self.call(json["id"], method, json["params"] ?? [:])
    } else {
      self = try Self.answer(try json.required("id"), json)
    }
  }

  private static func call(_ id: Value?, _ method: String, _ parameters: Value) -> RPCMessage {
    guard let id else { return .notification(method: method, parameters: parameters) }
    return .request(id: id, method: method, parameters: parameters)
  }

  private static func answer(_ id: Value, _ json: Value) throws(JSONShapeError) -> RPCMessage {
    if let error = try json.optional("error", as: RPCError.self) {
      return .error(id: id, error)
    }
    return .result(id: id, try json.required("result"))
  }

  var json: Value {
    var map: ValueMap = ["jsonrpc": "2.0"]
    switch self {
    case .request(let id, let method, let parameters):
      map["id"] = id
      map["method"] = .string(method)
      map["params"] = parameters
    case .notification(let method, let parameters):
      map["method"] = .string(method)
      map["params"] = parameters
    case .result(let id, let result):
      map["id"] = id
      map["result"] = result
    case .error(let id, let error):
      map["id"] = id
      map["error"] = error.json
    }
    return .map(map)
  }
}

extension RPCMessage {
  /// The message in `line`.
  init(line: [UInt8]) throws(RPCError) {
    guard let text = String(validating: line, as: UTF8.self) else {
      throw RPCError(.notJSON, "the line is not UTF-8")
    }
    let json: Value
    do { json = try Value(jsonText: text) } catch {
      throw RPCError(.notJSON, "\(error)")
    }
    do { self = try RPCMessage(json: json) } catch {
      throw RPCError(.invalidRequest, error.description)
    }
  }

  /// The message as a line with its line feed.
  var line: [UInt8] {
    var bytes = Array(json.canonicalJSON.utf8)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }
}
