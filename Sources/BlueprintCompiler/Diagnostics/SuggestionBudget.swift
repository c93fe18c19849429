/// How many names a compilation compares with misspelt ones. In a large blueprint with a mistake
/// everywhere, looking for what each was meant to be would take the square of its size.
final class SuggestionBudget {
  private var left = 2_000_000

  /// Whether another search is to be made.
  var isLeft: Bool { left > 0 }

  /// Takes a search among `count` names into account.
  func spend(_ count: Int) { left -= count + 1 }
}
