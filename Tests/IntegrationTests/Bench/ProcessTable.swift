import Foundation
import Glibc

/// What /proc tells.
enum ProcessTable {
  /// The processes whose machine is below `directory`: a deployment's services, jobs and their
  /// supervisors' children carry `BLUEPRINT_MACHINE` in their environment.
  static func ofMachines(below directory: String) -> [Int] {
    all.filter { process in
      environment(of: process).contains { $0.hasPrefix("BLUEPRINT_MACHINE=\(directory)/") }
    }
  }

  /// The processes that name `text` in their command line.
  static func naming(_ text: String) -> [Int] {
    all.filter { $0 != Int(getpid()) && commandLine(of: $0).contains(text) }
  }

  /// Every process.
  static var all: [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap(Int.init)
  }

  /// The arguments of a process, joined by spaces; empty if it is gone.
  static func commandLine(of process: Int) -> String {
    fields("/proc/\(process)/cmdline").joined(separator: " ")
  }

  private static func environment(of process: Int) -> [String] {
    fields("/proc/\(process)/environ")
  }

  private static func fields(_ path: String) -> [String] {
    guard let file = FileHandle(forReadingAtPath: path) else { return [] }
    defer { try? file.close() }
    guard let data = try? file.readToEnd() else { return [] }
    return data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }
}
