/// The constants of the plugin protocol: JSON-RPC 2.0, one message per line, on standard input
/// and output; `schemas/plugin-protocol.schema.json` is its public description.
///
///     controller                                   plugin
///     initialize {protocol, state}         →
///                                          ←       the manifest
///     perform {action, context}  (many)    →
///                                          ←       log {id, line}  (many, notifications)
///                                          ←       the outcome, in any order
///     cancel {token}                       →
///     shutdown, or the end of the input    →       the process exits with 0
public enum PluginProtocol {
  /// The protocol version that this module speaks.
  public static let version = 1
  /// The longest line that is read or written, in bytes without the line feed.
  public static let longestLine = 16 << 20

  /// What a controller may ask for.
  enum Method: String {
    case initialize, perform, cancel, shutdown
  }

  /// The notification that carries a line of a call's output.
  static let log = "log"
}
