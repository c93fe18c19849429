import Testing

@testable import BlueprintCompiler

@Suite struct MeantValueTests {
  @Test(arguments: [
    ("5 s", "5s"), ("5sec", "5s"), ("2 Minutes", "2m"), ("1h30m", "90m"), ("1.5h", "90m"),
    ("1 hour 30 min", "90m"), ("1.5s", "1500ms"), ("3 days", "3d"),
  ])
  func durationsThatAreSure(_ text: String, _ wanted: String) {
    let corrections = MeantValue.duration(text)
    #expect(corrections.map(\.text) == [wanted])
    #expect(corrections.allSatisfy { $0.isCertain })
  }

  @Test(arguments: [
    "", "s", "soon", "5 parsecs", "1M", "1..5s", "99999999999999999d", "-5s", "1e3s",
  ])
  func durationsThatAreNone(_ text: String) {
    #expect(MeantValue.duration(text).isEmpty)
  }

  @Test(arguments: [
    ("20Gi", "20GiB"), ("20 gib", "20GiB"), ("1.5GiB", "1536MiB"), ("512MIB", "512MiB"),
  ])
  func sizesThatAreSure(_ text: String, _ wanted: String) {
    let corrections = MeantValue.size(text)
    #expect(corrections.map(\.text) == [wanted])
    #expect(corrections.allSatisfy { $0.isCertain })
  }

  @Test(arguments: [
    ("20GB", ["20GiB"]), ("20g", ["20GiB"]), ("20", ["20MiB", "20GiB"]),
    ("536870912", ["512MiB"]), ("0.3KiB", []), ("big", []),
    ("GB", []),
  ])
  func sizesThatAreNotSure(_ text: String, _ wanted: [String]) {
    let corrections = MeantValue.size(text)
    #expect(corrections.map(\.text) == wanted)
    #expect(corrections.allSatisfy { !$0.isCertain })
  }

  @Test(arguments: [
    ("010", ["10", "0o10"]), ("09", ["9"]), ("-010", ["-10"]), ("00", ["0", "0o"]),
  ])
  func leadingZeros(_ text: String, _ wanted: [String]) {
    #expect(MeantValue.withoutLeadingZero(text).map(\.text) == wanted.filter { $0 != "0o" })
  }
}
