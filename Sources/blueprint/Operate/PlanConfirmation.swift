import BlueprintModel

/// Shows a plan and asks whether to carry it out.
struct PlanConfirmation {
  let surroundings: Surroundings
  let assumeYes: Bool

  /// Returns if the plan may be carried out.
  func confirm(_ plan: Plan) throws(CommandFailure) {
    let console = surroundings.console
    let presenter = PlanPresenter(style: Style(enabled: console.colour))
    for line in presenter.lines(plan) { console.tell(line) }
    if assumeYes { return }
    guard console.isInteractive else {
      throw CommandFailure(
        .usage, code: "BP0934", "this would ask before it changes anything, and nobody can answer",
        help: ["pass --yes, or carry out a saved plan: blueprint plan --out FILE"])
    }
    let answer = console.ask("Carry it out? [y/N] ")?.lowercased()
    guard answer == "y" || answer == "yes" else {
      console.tell("nothing was changed")
      throw CommandFailure(.declined)
    }
  }
}
