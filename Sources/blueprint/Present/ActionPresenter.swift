import BlueprintCompiler
import BlueprintModel

/// An action for people: what it is for, its inputs, its steps.
struct ActionPresenter {
  let style: Style

  /// The lines that show `action`.
  func lines(_ action: ActionSpec) -> [String] {
    var lines = [style.bold("actions.\(action.name)") + "  \(action.description)"]
    for input in action.inputs {
      let marks = (input.isSecret ? [", secret"] : []) + (input.isRequired ? [", required"] : [])
      let about = input.description.isEmpty ? "" : style.dim("  \(input.description)")
      lines.append("  --var \(input.name)=…  \(input.type)\(marks.joined())\(about)")
    }
    return lines + steps(action.outline, indent: "  ")
  }

  private func steps(_ outline: [StepOutline], indent: String) -> [String] {
    outline.flatMap { step in
      let detail = style.dim(step.detail.isEmpty ? "" : "  \(step.detail)")
      return ["\(indent)\(step.title)\(detail)"]
        + steps(step.children, indent: indent + "  ")
    }
  }
}

extension ActionSpec {
  /// The action for programs.
  var json: Value {
    [
      "name": .string(name), "description": .string(description),
      "inputs": .list(
        inputs.map { input in
          [
            "name": .string(input.name), "type": .string(input.type),
            "description": .string(input.description), "secret": .boolean(input.isSecret),
            "required": .boolean(input.isRequired),
          ]
        }),
      "steps": .list(outline.map(\.json)), "place": place.json,
    ]
  }
}

extension StepOutline {
  fileprivate var json: Value {
    [
      "title": .string(title), "detail": .string(detail),
      "children": .list(children.map(\.json)),
    ]
  }
}
