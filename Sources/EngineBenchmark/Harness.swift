import BlueprintEngine
import BlueprintModel
import Foundation
import SQLiteStore

/// What the engine's benchmarks do, in one process: `engine-benchmark CASE DIRECTORY NUMBER…`.
/// Prints one JSON object.
@main
enum Harness {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let name = arguments.first, arguments.count >= 3 else {
      print("usage: engine-benchmark chain|wide|runs|nested|continue DIRECTORY NUMBER…")
      exit(64)
    }
    let directory = arguments.dropFirst().first ?? "."
    let numbers = arguments.dropFirst(2).compactMap { Int($0) }
    let bench = Bench(directory: directory)
    let result: Value =
      switch name {
      case "chain": try await bench.single(Plans.chain(numbers[0]))
      case "wide": try await bench.single(Plans.wide(numbers[0]))
      case "runs":
        try await bench.many(
          runs: numbers[0], steps: numbers[1], pools: numbers.count > 2 ? numbers[2] : 0)
      case "nested": try await bench.single(Plans.nested(depth: numbers[0], breadth: numbers[1]))
      case "continue": try await bench.continued(numbers[0])
      default: throw Unknown(name: name)
      }
    print(result.canonicalJSON)
  }
}

/// A case that there is not.
struct Unknown: Error {
  let name: String
}
