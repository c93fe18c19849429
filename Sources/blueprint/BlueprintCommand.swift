import ArgumentParser

/// The program's commands. Only this target knows all the others.
@main
struct BlueprintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "blueprint",
    abstract: "Compiles an application's blueprint and looks after the application for life.",
    version: Version.text,
    groupedSubcommands: [
      CommandGroup(name: "Author", subcommands: [ValidateCommand.self, ExplainCommand.self]),
      CommandGroup(name: "Preview", subcommands: [PlanCommand.self]),
      CommandGroup(
        name: "Operate",
        subcommands: [
          DeployCommand.self, ScaleCommand.self, UpgradeCommand.self, BackupCommand.self,
          RestoreCommand.self, DestroyCommand.self,
        ]),
      CommandGroup(name: "Runs", subcommands: [RunsCommand.self, ResumeCommand.self]),
      CommandGroup(
        name: "Look",
        subcommands: [
          StatusCommand.self, OutputsCommand.self, LogsCommand.self, BackupsCommand.self,
        ]),
      CommandGroup(name: "About", subcommands: [PluginCommand.self, VersionCommand.self]),
    ])
}
