import BlueprintModel

/// Durable jobs on a host.
///
/// A job goes absent → running → exited, cancelled, overdue or lost. It is started by the first
/// ``start(_:term:)`` of its token; every later one, by whomever, finds it as it stands. The
/// host holds its deadline and its output, so a cut connection or a dead controller loses
/// nothing. See `Wrapper/job.sh` for the files.
public struct HostJobs: Sendable {
  private let host: any Host
  private let state: String

  /// The jobs of `host` under its directory `state`, an absolute path.
  public init(host: any Host, state: String) {
    self.host = host
    self.state = state
  }

  /// Starts the job unless its token was started before.
  ///
  /// - Parameter term: the caller's lease term.
  /// - Throws: ``HostError/staleTerm(offered:seen:)`` if the host has seen a higher term and the
  ///   job was not started yet.
  public func start(_ job: HostJob, term: Int) async throws(HostError) {
    guard try await status(of: job.token) == .absent else { return }
    try await Wrapper.job.push(to: host, state: state)
    for (name, content) in try files(of: job) {
      try await host.put(content, at: "\(directory(of: job.token))/\(name)", mode: 0o600)
    }
    let words = try await wrapper(["start", directory(of: job.token), "\(state)/terms", "\(term)"])
    if words.first == "stale_term", let seen = words.last.flatMap({ Int($0) }) {
      throw .staleTerm(offered: term, seen: seen)
    }
    guard words == ["started"] else { throw .wrapper(words.joined(separator: " ")) }
  }

  /// Makes the host refuse to start jobs under lower terms than `term`, so that a job that is
  /// absent then is not started later by a caller of the past.
  ///
  /// - Throws: ``HostError/staleTerm(offered:seen:)`` if the host has seen a higher term.
  public func admit(term: Int) async throws(HostError) {
    try await Wrapper.job.push(to: host, state: state)
    let words = try await wrapper(["admit", "\(state)/terms", "\(term)"])
    if words.first == "stale_term", let seen = words.last.flatMap({ Int($0) }) {
      throw .staleTerm(offered: term, seen: seen)
    }
    guard words == ["admitted"] else { throw .wrapper(words.joined(separator: " ")) }
  }

  private func files(of job: HostJob) throws(HostError) -> [(String, FileContent)] {
    var files: [(String, FileContent)] = [
      ("script", .text(job.script)), ("stdin", .bytes(job.input)),
      ("env", .text(try EnvironmentFile.text(of: job.environment))),
      ("directory", .text(job.directory + "\n")),
      ("grace", .text("\(max(0, job.grace.milliseconds))\n")),
    ]
    if let deadline = job.deadline {
      files.append(("deadline", .text("\(max(1, (deadline.milliseconds + 999) / 1_000))\n")))
    }
    return files
  }

  /// How the job with `token` stands.
  public func status(of token: String) async throws(HostError) -> JobStatus {
    let directory = directory(of: token)
    if let bytes = try await host.read("\(directory)/exit", from: 0, limit: 64),
      let status = JobStatus(exit: bytes)
    {
      return status
    }
    guard try await host.read("\(directory)/script", from: 0, limit: 1) != nil else {
      return .absent
    }
    try await Wrapper.job.push(to: host, state: state)
    let words = try await wrapper(["status", directory])
    guard let status = JobStatus(words: words) else {
      throw .wrapper(words.joined(separator: " "))
    }
    return status
  }

  /// Waits until the job ends, and hands its output lines to `log` as they come; a line is
  /// handed over when its end has come, or the job's.
  ///
  /// Asks the host seldom while nothing happens: after 20 ms, then up to every 500 ms.
  public func wait(
    for token: String, log: @Sendable (String) -> Void
  ) async throws(HostError) -> JobStatus {
    var pace = Pace()
    var outputs = ["stdout", "stderr"].map { name in
      LineReader(host: host, path: "\(directory(of: token))/\(name)")
    }
    while true {
      let exit = try await host.read("\(directory(of: token))/exit", from: 0, limit: 64)
      var status = exit.flatMap(JobStatus.init(exit:))
      // Whether the processes live is a question that costs one, so it is asked less often.
      if status == nil && pace.isLong { status = try await self.status(of: token) }
      let ended = status.map(\.isFinal) ?? false
      var news = false
      for index in outputs.indices where try await outputs[index].drain(all: ended, to: log) {
        news = true
      }
      if let status, status != .running { return status }
      try await pace.rest(news: news)
    }
  }

  /// The last `limit` bytes at most of the job's standard output and standard error.
  public func output(of token: String, limit: Int)
    async throws(HostError) -> (output: String, errorOutput: String)
  {
    let directory = directory(of: token)
    return (
      try await Tail.text(of: "\(directory)/stdout", on: host, limit: limit),
      try await Tail.text(of: "\(directory)/stderr", on: host, limit: limit)
    )
  }

  /// Asks that the job end: TERM to its processes, KILL after its grace. Returns at once.
  public func cancel(_ token: String) async throws(HostError) {
    guard try await status(of: token) == .running else { return }
    _ = try await wrapper(["cancel", directory(of: token)])
  }

  /// Removes jobs that ended longer than `age` ago, in whole minutes.
  public func sweep(olderThan age: Duration) async throws(HostError) {
    try await Wrapper.job.push(to: host, state: state)
    _ = try await wrapper(["sweep", "\(state)/jobs", "\(age.milliseconds / 60_000)"])
  }

  private func wrapper(_ arguments: [String]) async throws(HostError) -> [String] {
    try await Wrapper.job.run(arguments, on: host, state: state)
  }

  private func directory(of token: String) -> String { "\(state)/jobs/\(Self.name(of: token))" }

  /// A file name for any token: itself if it is one, else its digest.
  static func name(of token: String) -> String {
    let isPlain = token.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
        || (0x61...0x7a).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
    return isPlain && !token.isEmpty && token.utf8.count <= 100
      ? token : Digest(of: token.utf8).description
  }
}

extension JobStatus {
  /// Reads the content of the `exit` file.
  init?(exit bytes: [UInt8]) {
    let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    self.init(words: ["ended"] + words.map(String.init))
  }
}
