import BlueprintModel

/// The chain of steps that a run could not have been shorter than.
public struct CriticalPath: Sendable {
  /// A step on the way.
  public struct Link: Sendable, Hashable {
    /// The step.
    public let step: StepID
    /// When it began.
    public let began: Timestamp
    /// When it ended.
    public let ended: Timestamp

    /// How long it took.
    public var duration: Duration { ended - began }
  }

  /// The steps, first to last. Steps without any duration are left out.
  public let links: [Link]

  /// The path of a run of `plan`, by what its journal says.
  public init(_ plan: Plan, _ records: StepRecords) {
    var numbers: [StepID: Int] = [:]
    numbers.reserveCapacity(plan.steps.count)
    for (number, step) in plan.steps.enumerated() { numbers[step.id] = number }
    var ends = [Timestamp](repeating: Timestamp(milliseconds: 0), count: plan.steps.count)
    var before = [Int?](repeating: nil, count: plan.steps.count)
    for (number, step) in plan.steps.enumerated() {
      for need in step.needs.compactMap({ numbers[$0] })
      where before[number].map({ ends[need] > ends[$0] }) ?? true {
        before[number] = need
      }
      ends[number] =
        records.records[step.id]?.ended ?? before[number].map { ends[$0] }
        ?? ends[number]
    }
    var last = ends.indices.max { ends[$0] < ends[$1] }
    var links: [Link] = []
    while let number = last {
      let id = plan.steps[number].id
      if let record = records.records[id], let ended = record.ended, ended > record.began {
        links.append(Link(step: id, began: record.began, ended: ended))
      }
      last = before[number]
    }
    self.links = links.reversed()
  }
}
