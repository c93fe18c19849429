import BlueprintExpressions
import BlueprintModel

/// The directory on an instance's machine in which its data is captured or handed back:
/// `$BACKUP_DIR`.
struct BackupDirectory {
  private let context: InstanceContext
  /// Relative to the machine's home.
  let relative: BoundValue
  /// `BACKUP_DIR`, absolute.
  let environment: [String: BoundValue]

  init(context: InstanceContext, name: String) throws(EvaluationError) {
    self.context = context
    let path = "services/\(context.service.name)/.\(name)"
    relative = .literal(.string(path))
    environment = [
      "BACKUP_DIR": try BoundValue.text("${self.machine.home}/\(path)")
        .reduced(in: context.names)
    ]
  }

  /// Makes the directory, empty and closed to others.
  func prepare(named name: String) -> StepDraft {
    script(#"rm -rf -- "$BACKUP_DIR" && umask 077 && mkdir -p -- "$BACKUP_DIR""#, name)
  }

  /// Removes the directory.
  func remove(named name: String) -> StepDraft {
    script(#"rm -rf -- "$BACKUP_DIR""#, name)
  }

  private func script(_ text: String, _ name: String) -> StepDraft {
    var draft = context.job(
      named: name, script: .literal(.string(text)), environment: environment)
    draft.idempotency = .natural
    return draft
  }
}
