import BlueprintModel

/// What a fault's selector is held against.
struct FaultSubject: Sendable, Hashable {
  /// The step's identity; nil where it is not known.
  var step: String?
  /// The verb.
  var verb: String
  /// The resource or instance.
  var address: String
  /// The machine, if there is one.
  var machine: SimulatedMachine?
  /// The attempt, from 1.
  var attempt: Int

  /// What is counted by itself: a step, or what stands for one.
  var key: String { step ?? "\(address)/\(verb)" }
}

extension FaultSelector {
  /// Whether it selects `subject`.
  func selects(_ subject: FaultSubject) -> Bool {
    if let step, subject.step.map(step.matches) != true { return false }
    if let verb, !verb.matches(subject.verb) { return false }
    if let address, !address.matches(subject.address) { return false }
    guard machine != nil || domain != nil else { return true }
    return subject.machine.map(selects) ?? false
  }

  /// Whether it selects `machine`.
  func selects(_ machine: SimulatedMachine) -> Bool {
    if let wanted = self.machine, !wanted.matches(machine.address) { return false }
    if let domain, !machine.domains.contains(where: domain.matches) { return false }
    return true
  }
}

/// Says which faults strike, and remembers how often each one did.
struct FaultLedger: Sendable {
  /// The faults.
  let faults: [Fault]
  private let seed: UInt64
  /// When the operation began, from which faults count their time.
  private(set) var start: Timestamp
  private var strikes: [Strike: Int] = [:]
  private var rolls: [String: Int] = [:]
  /// The calls that came in the present second, by fault.
  private var rates: [Int: (second: Int, count: Int)] = [:]

  private struct Strike: Hashable {
    let fault: Int
    let subject: String
  }

  init(_ faults: [Fault], seed: UInt64, start: Timestamp) {
    self.faults = faults
    self.seed = seed
    self.start = start
  }

  /// Whether `fault` has begun and is not over.
  func isOn(_ fault: Fault, at now: Timestamp) -> Bool {
    let began = start + fault.after
    return began <= now && fault.lasting.map { now < began + $0 } != false
  }

  /// The faults that strike a call, which counts as struck by them from now on.
  mutating func take(
    _ subject: FaultSubject, at now: Timestamp, where isWanted: (Fault.Kind) -> Bool
  ) -> [Fault] {
    guard !faults.isEmpty else { return [] }
    var found: [Fault] = []
    for (number, fault) in faults.enumerated()
    where isWanted(fault.kind) && fault.selector.selects(subject) {
      // How long a machine stays dead is not when its fault is over.
      let isTimely = fault.kind == .die ? start + fault.after <= now : isOn(fault, at: now)
      guard isTimely, rolls(fault, number, subject) else { continue }
      let strike = Strike(fault: number, subject: subject.key)
      guard strikes[strike, default: 0] < fault.limitPerStep, exceeds(fault, number, at: now) else {
        continue
      }
      strikes[strike, default: 0] += 1
      found.append(fault)
    }
    return found
  }

  private mutating func rolls(_ fault: Fault, _ number: Int, _ subject: FaultSubject) -> Bool {
    guard let chance = fault.chance else { return true }
    let key = "\(number)/\(subject.key)"
    rolls[key, default: 0] += 1
    var random = SimulatorRandom(seed: seed, key: "\(key)/\(rolls[key] ?? 0)")
    return random.fraction() < chance
  }

  /// Whether a fault that allows some calls a second was asked for more.
  private mutating func exceeds(_ fault: Fault, _ number: Int, at now: Timestamp) -> Bool {
    guard case .throttle(let rate) = fault.kind else { return true }
    let second = now.milliseconds / 1000
    var present = rates[number] ?? (second, 0)
    if present.second != second { present = (second, 0) }
    present.count += 1
    rates[number] = present
    return present.count > rate
  }
}
