import BlueprintExpressions
import BlueprintModel

/// A value of the blueprint after binding.
struct Bound {
  /// The value, reduced as far as it can be now.
  var value: BoundValue
  /// Its type.
  var type: ExpressionType
  /// The machine groups and services that it refers to.
  var needs: [Need] = []
}
