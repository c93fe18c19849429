import BlueprintModel
import ProviderKit

/// The provider `controller`: what the controller itself does for steps. No blueprint declares it;
/// plans bind it where a step sends a request.
public struct ControllerProvider: Provider {
  /// The text of `plugin.yaml`.
  public static var manifestText: String {
    String(decoding: PackageResources.plugin_yaml, as: UTF8.self)
  }

  /// The verbs that are implemented, which the manifest must name.
  static let verbNames: Set<String> = ["http.request"]

  private let environment: CurlEnvironment
  private let calls = RequestCalls()

  /// The provider; how requests are sent is told by this process's environment.
  public init() { self.init(environment: CurlEnvironment()) }

  init(environment: CurlEnvironment) { self.environment = environment }

  /// Performs `http.request`. Nothing can tell afterwards whether a request came through: the call's
  /// token goes with it as `Idempotency-Key`, for the server to know it again.
  public func perform(
    _ action: Action, _ context: ActionContext, log: @escaping @Sendable (String) -> Void
  ) async throws(ProviderFault) -> Outcome {
    guard Self.verbNames.contains(action.verb) else {
      return .failed(.unknownVerb(action.verb, of: "controller"))
    }
    let task = Task { [environment] () -> Outcome in
      do throws(Failure) {
        let request = try HTTPRequest(action, context)
        return try await HTTPExchange(request: request, environment: environment, log: log).run()
      } catch { return .failed(error) }
    }
    let entry = calls.add(token: context.token) { task.cancel() }
    defer { calls.remove(entry) }
    return await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
  }

  /// Gives up waiting for the answer to the request with `token`.
  public func cancel(token: String) async { calls.cancel(token: token) }
}
