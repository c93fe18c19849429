import BlueprintExpressions
import BlueprintModel

/// SplitMix64: the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// The mistakes of `text`, as `offset..<end: message`.
func syntaxErrors(_ text: String) -> [String] {
  do {
    _ = try Template(parsing: text)
    return []
  } catch {
    return error.errors.map { "\($0.range): \($0.message)" }
  }
}

/// The value of `${source}` where `names` are in scope.
func value(_ source: String, _ names: [String: Value] = [:]) throws -> Value {
  try Template(parsing: "${\(source)}").evaluated(in: names)
}

/// The kind of the error that evaluating `${source}` gives; nil if it gives a value.
func failure(_ source: String, _ names: [String: Value] = [:]) throws -> EvaluationError.Kind? {
  let template = try Template(parsing: "${\(source)}")
  do throws(EvaluationError) {
    _ = try template.evaluated(in: names)
    return nil
  } catch { return error.kind }
}

/// A text as a bound value.
func bound(_ text: String) throws -> BoundValue { BoundValue(try Template(parsing: text)) }
