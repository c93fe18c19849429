/// Names in a message, which stays a line that can be read however many they are.
enum NameList {
  private static let limit = 20

  /// The names in code marks, with commas; of many, the first ones and how many more there are.
  static func text(_ names: [String]) -> String {
    let shown = names.prefix(limit).map { "`\($0)`" }.joined(separator: ", ")
    return names.count > limit ? "\(shown) and \(names.count - limit) more" : shown
  }

  /// A chain of names with arrows; of a long one, its two ends.
  static func chain(_ names: [String]) -> String {
    let middle = names.count - limit
    let parts =
      middle > 1
      ? names.prefix(limit / 2) + ["(\(middle) more)"] + names.suffix(limit / 2) : names[...]
    return parts.joined(separator: " -> ")
  }
}
