/// Gives neighbours different names: `run`, `run-2`, `run-3`.
struct StepLabels {
  private var used: Set<String> = []

  /// `wanted`, with a number if it is taken.
  mutating func next(_ wanted: String) -> String {
    var label = wanted
    var number = 1
    while !used.insert(label).inserted {
      number += 1
      label = "\(wanted)-\(number)"
    }
    return label
  }
}
