import BlueprintExpressions
import BlueprintModel

/// What surrounds steps while they are planned.
struct StepFrame {
  /// What names stand for.
  var names: [String: BoundValue]
  /// Where steps run unless they say.
  var sites: [HostSite] = []
  /// Whether ``sites`` is one instance, and not a group that has one member.
  var isSingle = true
  /// Environment over that of the instance.
  var environment: [String: BoundValue] = [:]
  /// The user that scripts run as.
  var user: BoundValue?
  /// The working directory.
  var directory: BoundValue?
  /// Where the steps go.
  var path: StepPath
  /// The heading of steps that run on no instance.
  var phase: String
  /// What `steps` holds.
  var steps: [String: BoundValue] = [:]

  /// What names stand for, with the outputs of earlier steps and the environment.
  var allNames: [String: BoundValue] {
    var all = names
    all["steps"] = BoundValue(map: steps)
    all["env"] = BoundValue(map: environment)
    if isSingle, let site = sites.first { all["instance"] = site.value }
    return all
  }

  /// The frame for one instance.
  func on(_ site: HostSite) -> StepFrame {
    var frame = self
    frame.sites = [site]
    frame.isSingle = true
    return frame
  }

  /// The frame of steps within this one, at `path`.
  func within(_ path: StepPath) -> StepFrame {
    var frame = self
    frame.path = path
    return frame
  }
}
