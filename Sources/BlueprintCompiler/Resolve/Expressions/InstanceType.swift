import BlueprintExpressions

/// The types of instances, as expressions see them. What only the provider knows is late.
enum InstanceType {
  /// `machines.NAME[0]`.
  static let machine = ExpressionType.object([
    "name": .string, "index": .integer, "address": .string.asLate, "root": .string.asLate,
    "home": .string.asLate,
  ])

  private static let endpoint = ExpressionType.object([
    "port": .integer, "address": .string.asLate, "url": .string.asLate,
  ])

  /// `self` while the ports are being bound.
  static let beforePorts = service(endpoints: nil)

  /// An instance of a service without endpoints.
  static let withoutEndpoints = service(endpoints: [])

  /// `self` or `services.NAME[0]` with the endpoints `endpoints`; nil leaves them out.
  static func service(endpoints: [String]?) -> ExpressionType {
    var fields: [String: ExpressionType] = [
      "name": .string, "index": .integer, "version": .string, "address": .string.asLate,
      "root": .string.asLate, "dir": .string.asLate, "machine": machine,
    ]
    if let endpoints {
      fields["endpoints"] = .object(
        Dictionary(endpoints.map { ($0, endpoint) }, uniquingKeysWith: { $1 }))
    }
    return .object(fields)
  }
}
