import BlueprintExpressions
import BlueprintModel

/// The inputs after binding.
struct BoundInputs {
  /// What `inputs.NAME` stands for: a literal, or `${secrets.NAME}` for a secret.
  var values: [String: BoundValue] = [:]
  /// The type of each input; a secret's is marked.
  var types: [String: ExpressionType] = [:]
  /// The values that the user gave, without secrets.
  var given: ValueMap = [:]
  /// The values of secret inputs.
  var secrets: [String: Value] = [:]
  /// Inputs without a value.
  var missing: [MissingInput] = []
}
