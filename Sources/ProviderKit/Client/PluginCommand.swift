/// How a plugin is started and where it leaves its traces.
struct PluginCommand: Sendable, Hashable {
  /// The provider's name, as the plugin's manifest must say it.
  var name: String
  /// The executable and its arguments; never a shell's text.
  var arguments: [String]
  /// The plugin's own state directory, absolute.
  var stateDirectory: String
  /// The file that its standard error is appended to.
  var logFile: String
}
