import BlueprintModel

/// The keys of `upgrade`.
enum UpgradeKey: String, ConstructKey {
  case strategy
  case maxParallel = "max_parallel"
  case minHealthyTime = "min_healthy_time"

  static let construct = "an upgrade"
  static let unsupported = [
    "max_surge", "max_unavailable", "batches", "stagger", "canary", "auto_promote",
    "auto_revert", "healthy_deadline", "progress_deadline", "max_failures", "on_unreachable",
    "drain", "hooks", "analysis", "backup_before", "point_of_no_return",
  ]
}

/// The strategies of this version.
enum UpgradeStrategyName: String, CaseIterable {
  case rolling

  /// The language's other strategies.
  static let unsupported = ["canary", "blue_green", "recreate", "in_place"]
}

extension BlueprintDecoder {
  func upgrade(_ service: Fields<ServiceKey>) -> UpgradeStrategy {
    var strategy = UpgradeStrategy(maxParallel: 1, minHealthyTime: .seconds(10), place: nil)
    guard let node = service[.upgrade] else { return strategy }
    let place = service.place(of: .upgrade)
    let fields = Fields<UpgradeKey>(node, at: place ?? node.place, log: log)
    checkStrategy(fields)
    strategy.place = place
    strategy.maxParallel =
      fields.integer(.maxParallel, in: 1...10_000, wanted: "from 1 to 10000") ?? 1
    strategy.minHealthyTime = fields.duration(.minHealthyTime) ?? .seconds(10)
    return strategy
  }

  private func checkStrategy(_ fields: Fields<UpgradeKey>) {
    guard let node = fields[.strategy] else { return }
    if UpgradeStrategyName.unsupported.contains(node.text) {
      log.report(DecodeProblem.notSupported(node.text), at: node.place)
    } else {
      _ = fields.choice(.strategy, of: UpgradeStrategyName.self)
    }
  }
}
