import BlueprintModel
import Hosts
import ProviderKit

/// `host.job {host, script, env, directory, stdin?, user?, timeout_ms?, keep_output?}`: runs a
/// script as a durable job whose token is the call's, so that it runs once however often it is
/// called.
///
/// A call that reads back only attaches: a job that was begun answers as ever, and one that never
/// was is said to be so. It closes the door first, so that nobody of the past begins it afterwards.
struct HostJobRun: LocalVerb {
  private static let outputLimit = 64 << 10

  private let call: VerbCall
  private let machine: LocalMachine
  private let job: HostJob
  private let keepsOutput: Bool

  init(_ call: VerbCall) throws(Failure) {
    self.call = call
    let input = try call.input()
    machine = try call.machine()
    if let user = try input.optional("user", "a string", \.string), user != VerbCall.user {
      throw input.mistake(at: "user", "on this machine everything runs as `\(VerbCall.user)`")
    }
    keepsOutput = try input.optional("keep_output", "a boolean", \.boolean) ?? true
    let directory = try input.optional("directory", "a string", \.string) ?? ""
    job = HostJob(
      token: call.context.token, script: try input.string("script"),
      environment: call.environment(try input.environment("env"), on: machine),
      directory: try machine.resolve(".", in: directory),
      input: Array((try input.optional("stdin", "a string", \.string) ?? "").utf8),
      deadline: try input.milliseconds("timeout_ms") ?? call.context.timeout)
  }

  func perform() async throws(Failure) -> Outcome {
    let jobs = machine.jobs(on: call.host)
    do throws(HostError) {
      if call.context.isReadBack {
        try await jobs.admit(term: call.context.term)
        guard try await jobs.status(of: job.token) != .absent else { return .failed(.notBegun) }
      } else {
        try DirectoryTree.make(job.directory, mode: 0o755)
        try await jobs.start(job, term: call.context.term)
      }
      guard let status = try await wait(jobs) else { return .again(after: .seconds(1)) }
      return try await outcome(of: status, jobs)
    } catch {
      guard error == .cancelled, call.abandonment.isRequested else { throw Failure(error) }
    }
    return await giveUp(jobs)
  }

  /// Waits for the job, and no longer than shortly before the call's own limit.
  private func wait(_ jobs: HostJobs) async throws(HostError) -> JobStatus? {
    let limit = call.context.timeout - min(.seconds(2), call.context.timeout / 10)
    let result = await withTaskGroup(of: Result<JobStatus?, HostError>.self) { group in
      group.addTask {
        do throws(HostError) {
          return .success(try await jobs.wait(for: job.token, log: call.log))
        } catch {
          return .failure(error)
        }
      }
      group.addTask {
        do { try await Task.sleep(for: limit) } catch { return .failure(.cancelled) }
        return .success(nil)
      }
      defer { group.cancelAll() }
      return await group.next() ?? .failure(.cancelled)
    }
    return try result.get()
  }

  /// Ends the job. The call's task is cancelled, so this is done in one that is not.
  private func giveUp(_ jobs: HostJobs) async -> Outcome {
    let token = job.token
    let ended = await Task { () async -> Result<JobStatus, HostError> in
      do throws(HostError) {
        try await jobs.cancel(token)
        return .success(try await jobs.wait(for: token) { _ in })
      } catch {
        return .failure(error)
      }
    }.value
    switch ended {
    case .success:
      return .failed(Failure(.permanent, code: "cancelled", "the job was given up", changed: .yes))
    case .failure(let error): return .failed(Failure(error))
    }
  }

  private func outcome(of status: JobStatus, _ jobs: HostJobs) async throws(HostError) -> Outcome {
    let (output, errors) = try await jobs.output(of: job.token, limit: Self.outputLimit)
    func failed(_ failureClass: FailureClass, _ code: String, _ message: String) -> Outcome {
      let lines = Tail.lines(of: errors, count: 20)
      let more = Tail.lines(of: output, count: 20 - lines.count)
      return .failed(
        Failure(failureClass, code: code, message, changed: .unknown, output: more + lines))
    }
    switch status {
    case .exited(0):
      let text = output.trimmingSpace
      return .done(handle: nil, outputs: keepsOutput ? ["stdout": .string(text)] : [:])
    case .exited(let code): return failed(.permanent, "exit_status", "exit status \(code)")
    case .overdue:
      let limit = job.deadline?.blueprintText ?? ""
      return failed(.permanent, "deadline", "it did not end within \(limit) and was ended")
    case .cancelled: return failed(.permanent, "cancelled", "the job was given up")
    case .lost, .absent, .running:
      return failed(
        .unknown, "job_lost", "its processes are gone without a result, by a kill or a restart")
    }
  }
}

extension String {
  /// The text without white space at its ends.
  var trimmingSpace: String {
    guard let start = firstIndex(where: { !$0.isWhitespace }),
      let end = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[start...end])
  }
}
