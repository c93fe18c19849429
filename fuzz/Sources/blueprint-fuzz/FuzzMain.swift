import CLibFuzzer
import CompilerLaws
import Glibc

/// Searches for inputs that break the law named by `BLUEPRINT_LAW`; the arguments are libFuzzer's.
@main struct FuzzMain {
  private static let law = getenv("BLUEPRINT_LAW").flatMap {
    CompilerLaw(rawValue: String(cString: $0))
  }

  static func main() {
    guard law != nil else {
      let names = CompilerLaw.allCases.map(\.rawValue).joined(separator: " ")
      complain("set BLUEPRINT_LAW to one of: \(names)")
      exit(2)
    }
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(LLVMFuzzerRunDriver(&count, &arguments, attempt))
  }

  private static let attempt: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32 = {
    data, count in
    let bytes = Array(UnsafeBufferPointer(start: data, count: count))
    guard let breaches = law?.breaches(on: bytes), !breaches.isEmpty else { return 0 }
    complain("LAW BROKEN: \(breaches.joined(separator: "\n"))")
    abort()
  }

  private static func complain(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}
