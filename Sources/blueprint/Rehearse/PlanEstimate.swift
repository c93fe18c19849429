import BlueprintEngine
import BlueprintModel
import BlueprintSimulation

/// How long a plan takes when every step takes its usual time.
struct PlanEstimate {
  private static let mostLinks = 20

  private let report: Simulation.Report
  private let duration: Duration

  /// Carries the plan out on a simulation of what exists. Approvals are given at once.
  init(_ outcome: PlanPreview.Outcome, parallelism: Int) throws(CommandFailure) {
    var simulation = Simulation(
      state: outcome.state, latencies: LatencyTable().settled,
      configuration: DriveConfiguration(
        parallelism: parallelism, manifests: try BundledProvider.manifests()))
    let secrets = RunSecrets(
      values: outcome.vault.values, fingerprints: outcome.vault.fingerprints)
    do throws(RunFault) {
      var report = try simulation.carryOut(outcome.plan, secrets: secrets)
      var duration = report.duration
      while case .paused = report.end, let next = try simulation.goOn(with: .promote(nil)) {
        report = next
        duration += next.duration
      }
      self.report = report
      self.duration = duration
    } catch {
      throw CommandFailure(.bug, code: "BP0999", "\(error)")
    }
  }

  /// The estimate for people: the time, and the steps that decide about it.
  var lines: [String] {
    var lines = ["", "simulated: \(duration.brief) for \(report.records.order.count) steps"]
    if case .finished(.succeeded) = report.end {
    } else {
      lines[1] += ", as far as it goes without what scripts would print"
    }
    lines.append("what takes the time:")
    let links = report.path.links
    let width = links.map { $0.step.description.count }.max() ?? 0
    for link in links.suffix(Self.mostLinks) {
      let name = link.step.description
      let padding = String(repeating: " ", count: width - name.count)
      lines.append("  \(name)\(padding)  \(link.duration.brief)")
    }
    let left = links.count - Self.mostLinks
    if left > 0 { lines.insert("  … \(left) before", at: 3) }
    return lines
  }
}
