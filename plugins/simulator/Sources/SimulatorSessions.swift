import BlueprintModel

/// The worlds of the targets that were asked for.
actor SimulatorSessions {
  private let directory: String
  private var sessions: [String: SimulatorSession] = [:]

  init(directory: String) { self.directory = directory }

  /// The world of `target`, with the settings that it was first asked with.
  func session(of target: TargetBinding) throws(Failure) -> SimulatorSession {
    if let session = sessions[target.name] { return session }
    let settings = try SimulatorSettings(target.settings)
    let log = try CallJournal(directory: "\(directory)/simulator", name: target.name)
    let session = SimulatorSession(settings: settings, journal: log)
    sessions[target.name] = session
    return session
  }

  func cancel(token: String) async {
    for session in sessions.values { await session.cancel(token: token) }
  }
}
