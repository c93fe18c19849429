/// The keys of a blueprint.
enum BlueprintKey: String, ConstructKey {
  case blueprint, name, version, description, imports, inputs, locals, targets, profiles
  case templates, machines, services, actions, schedules, requires, policies, outputs

  static let construct = "a blueprint"
  static let required: [BlueprintKey] = [.blueprint, .name]
}
