extension Symbol {
  /// Whether an author may call it something else without changing what it is.
  public var canBeRenamed: Bool {
    switch kind {
    case .input, .local, .target, .profile, .template, .parameter, .machine, .service, .endpoint,
      .action, .namespace:
      true
    case .schedule, .requirement, .policy, .output: false
    }
  }

  /// Why it cannot be called `name`; nil if it can.
  public func objection(to name: String) -> String? {
    let pattern: NamePattern =
      switch kind {
      case .input, .local, .parameter, .output: .variable
      default: .name
      }
    guard pattern.matches(name) else {
      return pattern.help
    }
    if name.hasSuffix("-") { return "expressions cannot read a name that ends with `-`" }
    if case .string = YAMLScalar(plain: name) { return nil }
    return "YAML reads `\(name)` as something else than a name"
  }
}
