import BlueprintExpressions
import BlueprintModel

/// Makes targets of their declarations; their settings are known before anything is made.
struct TargetBinder {
  let binder: ValueBinder

  /// The target of `declaration`; nil after a diagnostic.
  func bind(_ declaration: TargetDeclaration) -> TargetSpec? {
    var settings: [(String, Value)] = []
    var isGood = true
    for setting in declaration.settings {
      if let value = binder.constant(setting.value, .any(setting.name)) {
        settings.append((setting.name, value))
      } else {
        isGood = false
      }
    }
    guard isGood, let provider = declaration.provider else { return nil }
    let binding = TargetBinding(
      name: declaration.name, provider: provider.value, settings: .map(ValueMap(settings)))
    return TargetSpec(binding: binding, place: declaration.place)
  }
}
