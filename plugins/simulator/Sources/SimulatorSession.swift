import BlueprintModel
import BlueprintSimulation

/// One world, driven by the clock: it lets happen what is due, and wakes for what comes next.
actor SimulatorSession {
  private let speed: Int
  private let journal: CallJournal
  private let began: Timestamp
  private var model: SimulatorModel
  private var lastCall = 0
  private var waiting: [Int: CheckedContinuation<Outcome?, Never>] = [:]
  private var alarm: Task<Void, Never>?

  /// The world in which everything of `journal` was asked, and nobody waits any more.
  init(settings: SimulatorSettings, journal: CallJournal) {
    speed = settings.speed
    self.journal = journal
    began = journal.began
    var model = SimulatorModel(settings.model)
    for entry in journal.entries {
      _ = model.advance(to: entry.at)
      switch entry.content {
      case .call(let action, let context):
        model.perform(SimulatedCall(number: 0, action: action, context: context), at: entry.at)
      case .cancel(let token): model.cancel(token: token, at: entry.at)
      }
    }
    model.disconnect()
    self.model = model
  }

  /// The moment of the simulated world.
  private var now: Timestamp {
    Timestamp(milliseconds: (WallClock.now - began).milliseconds * speed)
  }

  /// Performs a call; nil if the answer is lost.
  func perform(_ action: Action, _ context: ActionContext) async -> Outcome? {
    lastCall += 1
    let call = SimulatedCall(number: lastCall, action: action, context: context)
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        waiting[call.number] = continuation
        guard !Task.isCancelled else { return abandon(call.number) }
        let moment = now
        step(at: moment)
        journal.append(.init(at: moment, content: .call(action, context)))
        model.perform(call, at: moment)
        step(at: moment)
      }
    } onCancel: {
      Task { await self.abandon(call.number) }
    }
  }

  func cancel(token: String) {
    let moment = now
    step(at: moment)
    journal.append(.init(at: moment, content: .cancel(token: token)))
    model.cancel(token: token, at: moment)
    step(at: moment)
  }

  private func abandon(_ call: Int) { waiting.removeValue(forKey: call)?.resume(returning: nil) }

  /// Lets everything happen that is due, and sets the alarm for what comes next.
  private func step(at moment: Timestamp) {
    for answer in model.advance(to: moment) {
      waiting.removeValue(forKey: answer.call)?.resume(returning: answer.outcome)
    }
    alarm?.cancel()
    guard let next = model.next else { return }
    let wait = (next - moment) / speed
    alarm = Task { [weak self] in
      do { try await Task.sleep(for: max(wait, .milliseconds(1))) } catch { return }
      await self?.wake()
    }
  }

  private func wake() { step(at: now) }
}
