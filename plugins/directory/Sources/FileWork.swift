import BlueprintModel
import Dispatch

/// Runs work on files outside the threads that tasks share, because a disk can make a thread
/// wait.
enum FileWork {
  private static let queue = DispatchQueue(
    label: "blueprint.directory", attributes: .concurrent)

  /// The outcome of `work`: its outputs, or the failure that it throws.
  static func run(_ work: @escaping @Sendable () throws(Failure) -> ValueMap) async -> Outcome {
    await withCheckedContinuation { continuation in
      queue.async {
        do throws(Failure) {
          continuation.resume(returning: .done(handle: nil, outputs: try work()))
        } catch { continuation.resume(returning: .failed(error)) }
      }
    }
  }
}
