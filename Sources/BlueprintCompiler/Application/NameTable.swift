/// Finds the elements of an array by their names. It shares the array, where a dictionary would
/// copy every element: services are large, and there are many.
struct NameTable<Element> {
  private let elements: [Element]
  private var positions: [String: Int]

  /// The table of `elements` by `name`; the first of a name counts.
  init(_ elements: [Element], by name: (borrowing Element) -> String) {
    self.elements = elements
    positions = Dictionary(minimumCapacity: elements.count)
    for position in elements.indices {
      let name = name(elements[position])
      if positions[name] == nil { positions[name] = position }
    }
  }

  /// The element that is called `name`.
  subscript(name: String) -> Element? { positions[name].map { elements[$0] } }

  /// The position of the element that is called `name`.
  func position(of name: String) -> Int? { positions[name] }
}

extension NameTable: Sendable where Element: Sendable {}
