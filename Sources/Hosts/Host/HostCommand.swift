/// A short command for a host.
///
/// Values travel in `environment` or `input`, never in the text of a script; secrets never in
/// arguments, which every user of a host can read.
public struct HostCommand: Sendable, Hashable {
  /// What is run.
  public enum Body: Sendable, Hashable {
    /// A program, found on the path, with its arguments.
    case program([String])
    /// A POSIX shell script that finds the arguments in `$1` and so on.
    case script(String, arguments: [String])
  }

  /// What is run.
  public var body: Body
  /// The whole environment, apart from `PATH`, which the host sets unless given.
  public var environment: [String: String]
  /// Standard input.
  public var input: [UInt8]
  /// The longest it may take.
  public var timeout: Duration
  /// The most bytes of output that are taken from each of the two streams.
  public var outputLimit: Int

  /// A command; see the properties for the parameters.
  public init(
    _ body: Body, environment: [String: String] = [:], input: [UInt8] = [],
    timeout: Duration = .seconds(30), outputLimit: Int = 1 << 20
  ) {
    self.body = body
    self.environment = environment
    self.input = input
    self.timeout = timeout
    self.outputLimit = outputLimit
  }

  /// What it is, for messages.
  public var summary: String {
    switch body {
    case .program(let words): words.first ?? ""
    case .script: "a shell script"
    }
  }
}

/// How a command ended.
public struct CommandResult: Sendable, Hashable {
  /// The exit status; 128 and the signal's number if a signal ended it.
  public var status: Int
  /// Standard output.
  public var output: String
  /// Standard error.
  public var errorOutput: String

  /// A result; see the properties for the parameters.
  public init(status: Int, output: String, errorOutput: String) {
    self.status = status
    self.output = output
    self.errorOutput = errorOutput
  }
}
