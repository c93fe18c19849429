import BlueprintExpressions
import BlueprintModel

/// Makes actions of their declarations. Their inputs have no values here: whoever runs an action
/// gives them.
struct ActionBinder {
  let binder: ValueBinder
  let files: FileBinder

  /// An action and what it refers to.
  typealias Bound = (action: ActionSpec, needs: [Need])

  /// The actions of `declarations`.
  func bind(_ declarations: [ActionDeclaration]) -> [Bound] { declarations.map(bind) }

  private func bind(_ declaration: ActionDeclaration) -> Bound {
    checkDefaults(of: declaration)
    var scope = StepScope()
    var values: [String: BoundValue] = [:]
    if case .map(let inputs)? = binder.constants["inputs"] { values = inputs }
    if case .literal(.map(let inputs))? = binder.constants["inputs"] {
      for (name, value) in inputs { values[name] = .literal(value) }
    }
    for input in declaration.inputs {
      scope.inputs[input.name] = input.expressionType.asLate
      values[input.name] = .late("inputs", input.name)
    }
    var constants = binder.constants
    constants["inputs"] = .map(values)
    let own = ValueBinder(
      symbols: binder.symbols, constants: constants, places: binder.places,
      parameters: binder.parameters, library: binder.library, log: binder.log)
    var steps = StepBinder(
      binder: own, files: FileBinder(binder: own, library: files.library))
    let bound = steps.bindAll(declaration.steps, in: scope)
    let action = ActionSpec(
      name: declaration.name, description: declaration.description, steps: bound,
      place: declaration.place, declarations: declaration.inputs)
    return (action, steps.needs)
  }

  /// Reports defaults that are not what they must be, whether they are used or not.
  private func checkDefaults(of declaration: ActionDeclaration) {
    let defaulted = declaration.inputs.filter { $0.defaultValue != nil }
    _ = InputBinder(log: binder.log).bind(defaulted, given: [])
  }
}
