import BlueprintModel
import Hosts
import ProviderKit

/// The provider of the embedded default: machines are directories of the controller with a
/// loopback address each. Nothing is kept in memory between calls but which calls are under way:
/// every verb looks at the disk and at the processes, and so goes on where another process of
/// this provider stopped.
public struct LocalProvider: Provider {
  /// The text of `plugin.yaml`.
  public static var manifestText: String {
    String(decoding: PackageResources.plugin_yaml, as: UTF8.self)
  }

  private static let verbs: [String: any LocalVerb.Type] = [
    "target.check": TargetCheck.self,
    "machine.ensure": MachineEnsure.self,
    "machine.delete": MachineDelete.self,
    "machine.observe": MachineObserve.self,
    "packages.ensure": PackagesEnsure.self,
    "host.put": HostPut.self,
    "host.get": HostGet.self,
    "host.job": HostJobRun.self,
    "service.ensure": ServiceEnsure.self,
    "service.control": ServiceControl.self,
    "service.delete": ServiceDelete.self,
    "service.observe": ServiceObserve.self,
    "service.logs": ServiceLogs.self,
    "health.wait": HealthWait.self,
    "health.observe": HealthObserve.self,
  ]

  /// The verbs that are implemented, which the manifest must name.
  static var verbNames: Set<String> { Set(verbs.keys) }

  private let host: LocalHost
  private let directory: String?
  private let calls = CallRegistry()

  /// The provider; its host is the machine that this process runs on.
  ///
  /// - Parameter directory: where machines live if the target's settings do not say; absolute.
  public init(directory: String? = nil) { self.init(host: LocalHost(), directory: directory) }

  init(host: LocalHost, directory: String? = nil) {
    self.host = host
    self.directory = directory
  }

  /// Performs one verb; see `Verbs/`.
  public func perform(
    _ action: Action, _ context: ActionContext, log: @escaping @Sendable (String) -> Void
  ) async throws(ProviderFault) -> Outcome {
    guard let type = Self.verbs[action.verb] else {
      return .failed(.unknownVerb(action.verb, of: "local"))
    }
    let abandonment = Abandonment()
    let call = VerbCall(
      action: action, context: context, host: host, defaultDirectory: directory,
      abandonment: abandonment, log: log)
    let task = Task { () -> Outcome in
      do throws(Failure) {
        return try await type.init(call).perform()
      } catch {
        return .failed(error)
      }
    }
    let entry = calls.add(token: context.token) {
      abandonment.request()
      task.cancel()
    }
    defer { calls.remove(entry) }
    return await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
  }

  /// Gives up the effect with `token`: a job is ended, a wait is not waited for any longer.
  public func cancel(token: String) async { calls.cancel(token: token) }
}
