/// One applied version of a deployment's application and inputs.
public struct Revision: Sendable, Hashable, JSONRepresentable {
  /// Counts up from 1 with every plan that changes the application or its inputs.
  public var number: Int
  /// The blueprint's `name`.
  public var application: String
  /// The blueprint's `version`.
  public var version: String
  /// The digest of the blueprint's text.
  public var source: Digest
  /// Input values that the user gave; they stay until given again. Secrets are not among them.
  public var inputs: ValueMap
  /// The profiles that were applied; they stay until others are named.
  public var profiles: [String]
  /// Counts of machine groups set by `scale`; they stay until set again.
  public var counts: ValueMap
  /// The version of each service that has one.
  public var serviceVersions: ValueMap

  /// A revision; see the properties for the parameters.
  public init(
    number: Int, application: String, version: String, source: Digest, inputs: ValueMap = [:],
    profiles: [String] = [], counts: ValueMap = [:], serviceVersions: ValueMap = [:]
  ) {
    self.number = number
    self.application = application
    self.version = version
    self.source = source
    self.inputs = inputs
    self.profiles = profiles
    self.counts = counts
    self.serviceVersions = serviceVersions
  }

  public init(json: Value) throws(JSONShapeError) {
    number = try json.requiredInteger("number")
    application = try json.requiredString("application")
    version = try json.requiredString("version")
    source = Digest(hexadecimal: try json.requiredString("source"))
    inputs = json["inputs"]?.map ?? [:]
    profiles = try json.strings("profiles")
    counts = json["counts"]?.map ?? [:]
    serviceVersions = json["service_versions"]?.map ?? [:]
  }

  public var json: Value {
    [
      "number": .integer(number), "application": .string(application),
      "version": .string(version), "source": .string(source.description),
      "inputs": .map(inputs), "profiles": .list(profiles.map(Value.string)),
      "counts": .map(counts), "service_versions": .map(serviceVersions),
    ]
  }
}
