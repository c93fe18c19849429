import BlueprintCompiler
import BlueprintModel

/// Gathers the values that the user gave for inputs.
struct InputSources {
  let options: InputOptions
  let surroundings: Surroundings
  let remembered: ValueMap
  let rememberedSecrets: [String: Value]

  private static let prefix = "BLUEPRINT_VAR_"

  /// The values from all sources.
  func gather() throws(CommandFailure) -> [GivenInput] {
    var given = remembered.map { GivenInput($0.key, .value($0.value), origin: .remembered) }
    given += rememberedSecrets.sorted { $0.key < $1.key }
      .map { GivenInput($0.key, Self.content(of: $0.value), origin: .sealed) }
    for path in options.varFile { given += try inputs(inFile: path) }
    for (name, text) in surroundings.environment.sorted(by: { $0.key < $1.key })
    where name.hasPrefix(Self.prefix) {
      given.append(
        GivenInput(String(name.dropFirst(Self.prefix.count)), .text(text), origin: .environment))
    }
    for option in options.variables {
      guard let split = option.firstIndex(of: "=") else {
        throw CommandFailure(
          .usage, code: "BP0930", "`--var \(option)` has no value", help: ["write NAME=VALUE"])
      }
      let text = String(option[option.index(after: split)...])
      given.append(GivenInput(String(option[..<split]), .text(text), origin: .variable))
    }
    return given
  }

  /// A text that was kept before anybody knew its type is read as the type that the input has.
  private static func content(of secret: Value) -> GivenInput.Content {
    secret.string.map(GivenInput.Content.text) ?? .value(secret)
  }

  private func inputs(inFile path: String) throws(CommandFailure) -> [GivenInput] {
    let source: Source
    do { source = Source(name: path, bytes: try Files.read(path, limit: Source.sizeLimit)) } catch {
      throw CommandFailure(
        .usage, code: "BP0931", "the input file `\(path)` cannot be read: \(error.reason)")
    }
    let (inputs, diagnostics) = GivenInput.read(from: source)
    guard !diagnostics.hasErrors else { throw CommandFailure(.invalid, diagnostics) }
    return inputs
  }
}
