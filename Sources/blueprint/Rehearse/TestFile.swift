import BlueprintCompiler
import BlueprintModel
import BlueprintSimulation

/// A test and the blueprint that it rehearses, read and checked.
struct TestFile {
  /// The path as the user gave it.
  let path: String
  /// The test's text.
  let source: Source
  /// The test.
  let test: BlueprintTest
  /// What it works on.
  let bench: TestWorkbench

  /// The test at `path`.
  init(path: String) throws(CommandFailure) {
    self.path = path
    do { source = Source(name: path, bytes: try Files.read(path, limit: Source.sizeLimit)) } catch {
      throw CommandFailure(.notFound, code: "BP0974", "no test at `\(path)`: \(error.reason)")
    }
    let (test, diagnostics) = BlueprintTest.read(source)
    guard let test else { throw CommandFailure(.invalid, diagnostics, sources: [source]) }
    self.test = test
    let file = try Self.blueprint(of: test, beside: path, source)
    bench = TestWorkbench(
      blueprint: file.source, manifests: try BundledProvider.manifests(),
      read: { path throws(FileReadFailure) in try file.read(path) })
    try checkNames()
  }

  private static func blueprint(
    of test: BlueprintTest, beside path: String, _ source: Source
  ) throws(CommandFailure) -> BlueprintFile {
    let named = Files.join(
      Files.directory(of: path), test.blueprint?.value ?? "blueprint.yaml")
    do {
      return try BlueprintFile(path: named)
    } catch {
      var failure = error
      for index in failure.diagnostics.indices {
        failure.diagnostics[index].place = test.blueprint?.place
      }
      failure.sources.append(source)
      throw failure
    }
  }

  /// Refuses a test of what the blueprint does not have. A blueprint that does not compile is left
  /// for its operations to tell.
  private func checkNames() throws(CommandFailure) {
    let given = test.inputs.map {
      GivenInput($0.key, .value($0.value), origin: .variableFile(path))
    }
    let result = Compiler.compile(
      CompileRequest(
        source: bench.blueprint, fileReader: bench.read, profiles: test.profiles,
        givenInputs: given, manifests: bench.manifests))
    guard let application = result.application ?? result.sketch else { return }
    let problems = test.problems(with: application)
    guard problems.isEmpty else { throw CommandFailure(.invalid, problems, sources: [source]) }
  }
}
