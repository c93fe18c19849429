import BlueprintModel

/// How many steps still follow each step of a plan, along the longest chain; what is under way with
/// the highest number is what the rest waits for.
struct ChainHeights {
  private let heights: [Int]

  init(_ plan: Plan) {
    var numbers: [StepID: Int] = [:]
    for (number, step) in plan.steps.enumerated() { numbers[step.id] = number }
    var heights = [Int](repeating: 0, count: plan.steps.count)
    for (number, step) in plan.steps.enumerated().reversed() {
      if step.verb != nil { heights[number] += 1 }
      for need in step.needs {
        guard let needed = numbers[need] else { continue }
        heights[needed] = max(heights[needed], heights[number])
      }
    }
    self.heights = heights
  }

  /// The height of a step; 1 for one that came into being during the run.
  subscript(number: Int) -> Int { number < heights.count ? heights[number] : 1 }
}
