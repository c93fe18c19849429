/// What a text of the blueprint names, by where it stands.
public enum NameRole: Sendable, Hashable {
  /// A target.
  case target
  /// A machine group.
  case machine
  /// A service or a machine group.
  case subject
  /// A template, perhaps of an imported file.
  case template
  /// An endpoint of the service around it.
  case endpoint
  /// An action.
  case action
  /// A machine group or service as expressions write it: `services.api`.
  case instance
  /// A provider.
  case provider
  /// A Mustache file.
  case mustache
  /// Any other file.
  case file

  /// The roles by construct and key; a list's elements have the role of its key.
  private static let roles: [String: [String: NameRole]] = [
    "target": ["provider": .provider],
    "machine": [
      "target": .target, "template": .template, "needs": .subject, "colocate_with": .machine,
      "separate_from": .machine,
    ],
    "service": ["on": .machine, "template": .template, "needs": .subject],
    "health": ["tcp": .endpoint, "http": .endpoint],
    "http_probe": ["endpoint": .endpoint],
    "file": ["template": .mustache, "source": .file],
    "step": ["on": .instance, "for_each": .instance, "call": .action, "script": .file],
    "call": ["action": .action],
    "file_step": ["template": .mustache, "source": .file],
    "schedule": ["action": .action, "services": .subject],
  ]

  /// What the value of `key` names in a `construct`; nil if it names nothing.
  static func of(_ key: String, in construct: String?) -> NameRole? {
    construct.flatMap { roles[$0]?[key] }
  }
}

/// Where a name stands, as far as it matters for what the name means.
struct NameContext: Sendable, Hashable {
  /// The file.
  var file: String
  /// What `self` is, as ``Symbol/owner`` writes it; empty where there is none.
  var subject = ""
  /// The template around it; empty outside of one.
  var template = ""
  /// The action around it; empty outside of one.
  var action = ""
  /// Whether it is part of a profile.
  var isPatch = false

  /// The context of the member `name` of the section `section`.
  func entering(_ name: String, of section: String) -> NameContext {
    var inner = self
    switch section {
    case "services", "machines": inner.subject = "\(section).\(name)"
    case "templates":
      inner.template = name
      inner.subject = "templates.\(name)"
    case "actions": inner.action = name
    default: break
    }
    return inner
  }
}
