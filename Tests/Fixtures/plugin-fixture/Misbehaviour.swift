import Glibc

/// How the fixture starts.
struct Misbehaviour {
  private let name: String

  init(_ name: String) { self.name = name }

  /// Does what a bad start is made of; returns for a good or a slow one.
  func start() async {
    switch name {
    case "exit": exit(3)
    case "slow": await wait(.milliseconds(300))
    case "hang": await wait(.seconds(3600))
    case "garbage": print("this is not JSON", terminator: "\n")
    default: return
    }
    fflush(nil)
  }

  private func wait(_ span: Duration) async {
    do { try await Task.sleep(for: span) } catch { exit(4) }
  }
}
