/// The keys of a blueprint.
enum BlueprintKey: String, ConstructKey {
  case blueprint, name, version, description, inputs, locals, targets, profiles, machines
  case services, outputs

  static let construct = "a blueprint"
  static let required: [BlueprintKey] = [.blueprint, .name]
  static let unsupported = [
    "imports", "templates", "actions", "schedules", "requires", "policies",
  ]
}
