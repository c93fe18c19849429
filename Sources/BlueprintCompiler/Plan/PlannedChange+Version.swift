import BlueprintModel

extension PlannedChange {
  /// This change with the new version of its service as the cause, if it has one: that the
  /// process changes follows from it.
  func explained(from old: ValueMap, to new: ValueMap) -> PlannedChange {
    guard kind == .restart || kind == .update,
      let service = address.description.split(separator: ".").dropFirst().first,
      address.description.hasPrefix("services.")
    else { return self }
    let name = String(service.prefix { $0 != "[" })
    guard let before = old[name]?.string, let after = new[name]?.string, before != after else {
      return self
    }
    let others = reasons.filter { $0 != "process changed" }
    return PlannedChange(kind, address, reasons: ["version \(before) → \(after)"] + others)
  }
}
