import BlueprintModel
import Synchronization

/// A provider that plays a script. It keeps its effects by token, as real providers do, so its
/// memory outlives the engine that calls it.
public final class ScriptedProvider: Provider, ProviderDirectory {
  /// How one look at an effect is answered.
  public enum Reply: Sendable, Hashable {
    /// The effect holds. Without a handle, the token becomes the handle.
    case done(handle: Value? = nil, outputs: ValueMap = [:])
    /// Ask again.
    case again(after: Duration)
    /// It failed for good.
    case failed(Failure)
    /// The effect began, and the answer is lost.
    case lost
    /// No answer until `release`, which leads to the next reply, or until it is given up.
    case silent
  }

  /// What a step answers, by attempt and, within one, by look; the last one of each is repeated.
  public typealias Script = [StepID: [[Reply]]]

  private struct State {
    var looks: [String: Int] = [:]
    var ends: [String: Outcome] = [:]
    var effects: [String: Int] = [:]
    var cancelled: Set<String> = []
    var silent: [String: CheckedContinuation<Void, Never>] = [:]
    var present = 0
    var mostAtOnce = 0
    var actions: [Action] = []
  }

  private let script: Script
  private let trace: Trace
  private let logLines: [String]
  private let state = Mutex(State())

  /// A provider that plays `script`, and for other steps answers that they are done. The step's
  /// identity is taken from the action's input `step`.
  public init(script: Script = [:], trace: Trace = Trace(), logLines: [String] = []) {
    self.script = script
    self.trace = trace
    self.logLines = logLines
  }

  /// How often something real was made, by token.
  public var effects: [String: Int] { state.withLock { $0.effects } }

  /// The tokens that were asked to be given up.
  public var cancelled: Set<String> { state.withLock { $0.cancelled } }

  /// The most calls that were made at once.
  public var mostAtOnce: Int { state.withLock { $0.mostAtOnce } }

  /// The steps that it did something for, in order, each once.
  public var done: [String] {
    var seen: Set<String> = []
    return actions.map { $0.input["step"]?.string ?? $0.address }
      .filter { seen.insert($0).inserted }
  }

  /// Everything it was asked to do, in order.
  public var actions: [Action] { state.withLock { $0.actions } }

  public func provider(named name: String) async throws(ProviderFault) -> any Provider { self }

  public func perform(
    _ action: Action, _ context: ActionContext, log: @escaping @Sendable (String) -> Void
  ) async throws(ProviderFault) -> Outcome {
    let step = StepID(action.input["step"]?.string ?? action.address)
    trace.note(.called(step, context))
    for line in logLines { log(line) }
    state.withLock { state in
      state.actions.append(action)
      state.present += 1
      state.mostAtOnce = max(state.mostAtOnce, state.present)
    }
    defer { state.withLock { $0.present -= 1 } }
    await Task.yield()
    while true {
      switch look(step, context) {
      case .outcome(let outcome): return outcome
      case .lost:
        throw ProviderFault(provider: action.target.provider, reason: "the answer is lost")
      case .silent: await beSilent(context.token)
      }
      guard !isGivenUp(context.token) else {
        return .failed(Failure(.unknown, code: "cancelled", "given up when asked to"))
      }
    }
  }

  /// Lets every silent call go on to its next reply.
  public func release() {
    let waiting = state.withLock { state in
      defer { state.silent = [:] }
      return state.silent.values
    }
    for continuation in waiting { continuation.resume() }
  }

  /// The number of calls that are silent at present.
  public var silentCount: Int { state.withLock { $0.silent.count } }

  private func isGivenUp(_ token: String) -> Bool {
    Task.isCancelled || state.withLock { $0.cancelled.contains(token) }
  }

  public func cancel(token: String) async {
    let waiting = state.withLock { state in
      state.cancelled.insert(token)
      return state.silent.removeValue(forKey: token)
    }
    waiting?.resume()
  }

  private enum Look {
    case outcome(Outcome)
    case lost
    case silent
  }

  private func look(_ step: StepID, _ context: ActionContext) -> Look {
    state.withLock { state in
      if let end = state.ends[context.token] { return .outcome(end) }
      let number = state.looks[context.token, default: 0]
      state.looks[context.token] = number + 1
      if number == 0 {
        state.effects[context.token, default: 0] += 1
        trace.note(.effect(step, token: context.token))
      }
      switch reply(step, context.attempt, look: number) {
      case .done(let handle, let outputs):
        let end = Outcome.done(handle: handle ?? .string(context.token), outputs: outputs)
        state.ends[context.token] = end
        return .outcome(end)
      case .again(let after): return .outcome(.again(after: after))
      case .failed(let failure):
        state.ends[context.token] = .failed(failure)
        return .outcome(.failed(failure))
      case .lost: return .lost
      case .silent: return .silent
      }
    }
  }

  private func reply(_ step: StepID, _ attempt: Int, look: Int) -> Reply {
    guard let attempts = script[step], !attempts.isEmpty else { return .done() }
    let looks = attempts[min(attempt, attempts.count) - 1]
    return looks.isEmpty ? .done() : looks[min(look, looks.count - 1)]
  }

  private func beSilent(_ token: String) async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if Task.isCancelled || state.cancelled.contains(token) { return true }
          state.silent[token] = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.silent.removeValue(forKey: token) }?.resume()
    }
  }
}
