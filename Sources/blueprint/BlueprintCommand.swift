import ArgumentParser

/// The program's commands. Only this target knows all the others.
@main
struct BlueprintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "blueprint",
    abstract: "Compiles an application's blueprint and looks after the application for life.",
    version: Version.text,
    groupedSubcommands: [
      CommandGroup(
        name: "Author",
        subcommands: [
          InitCommand.self, FormatCommand.self, ValidateCommand.self, CompileCommand.self,
          GraphCommand.self, TestCommand.self, ExplainCommand.self, SchemaCommand.self,
          LSPCommand.self,
        ]),
      CommandGroup(name: "Preview", subcommands: [PlanCommand.self]),
      CommandGroup(
        name: "Operate",
        subcommands: [
          DeployCommand.self, ScaleCommand.self, UpgradeCommand.self, BackupCommand.self,
          RestoreCommand.self, ActionCommand.self, DestroyCommand.self,
        ]),
      CommandGroup(name: "Keep", subcommands: [SecretCommand.self, LockCommand.self]),
      CommandGroup(
        name: "Runs",
        subcommands: [
          RunsCommand.self, AttachCommand.self, EventsCommand.self, HistoryCommand.self,
          ResumeCommand.self, PromoteCommand.self, PauseCommand.self, CancelCommand.self,
        ]),
      CommandGroup(
        name: "Look",
        subcommands: [
          StatusCommand.self, OutputsCommand.self, LogsCommand.self, BackupsCommand.self,
        ]),
      CommandGroup(
        name: "About",
        subcommands: [PluginCommand.self, StoreCommand.self, VersionCommand.self]),
    ])
}

extension BlueprintCommand {
  /// Reads the command line and runs the command. A wrong command line is told of as the commands
  /// tell of their own failures: in JSON too, where that is asked for.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      CommandLineEnd(error).leave()
    }
  }
}
