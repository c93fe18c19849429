import BlueprintModel

/// The keys of `upgrade`.
enum UpgradeKey: String, ConstructKey {
  case strategy, canary, stagger
  case maxParallel = "max_parallel"
  case minHealthyTime = "min_healthy_time"
  case autoPromote = "auto_promote"
  case autoRevert = "auto_revert"

  static let construct = "an upgrade"
  static let unsupported = [
    "max_surge", "max_unavailable", "batches", "healthy_deadline", "progress_deadline",
    "max_failures", "on_unreachable", "drain", "hooks", "analysis", "backup_before",
    "point_of_no_return",
  ]
}

/// The strategies of this version.
enum UpgradeStrategyName: String, CaseIterable {
  case rolling, canary, recreate
  case inPlace = "in_place"

  /// The language's other strategies.
  static let unsupported = ["blue_green"]
}

extension BlueprintDecoder {
  func upgrade(_ service: Fields<ServiceKey>) -> UpgradeStrategy {
    var strategy = UpgradeStrategy()
    guard let node = service[.upgrade] else { return strategy }
    let place = service.place(of: .upgrade)
    let fields = Fields<UpgradeKey>(node, at: place ?? node.place, log: log)
    strategy.place = place
    let name = name(of: fields)
    if let parallel = fields.integer(.maxParallel, in: 1...10_000, wanted: "from 1 to 10000") {
      strategy.maxParallel = parallel
    }
    if name == .recreate { strategy.maxParallel = CountBinder.limit }
    if let time = fields.duration(.minHealthyTime) { strategy.minHealthyTime = time }
    if let pause = fields.duration(.stagger) { strategy.stagger = pause }
    let canary = fields.integer(.canary, in: 0...10_000, wanted: "from 0 to 10000")
    strategy.canary = canary ?? (name == .canary ? 1 : 0)
    strategy.autoPromote = fields.boolean(.autoPromote) ?? false
    strategy.autoRevert = fields.boolean(.autoRevert) ?? false
    return strategy
  }

  private func name(of fields: Fields<UpgradeKey>) -> UpgradeStrategyName? {
    guard let node = fields[.strategy] else { return nil }
    if UpgradeStrategyName.unsupported.contains(node.text) {
      log.report(DecodeProblem.notSupported(node.text), at: node.place)
      return nil
    }
    return fields.choice(.strategy, of: UpgradeStrategyName.self)
  }
}
