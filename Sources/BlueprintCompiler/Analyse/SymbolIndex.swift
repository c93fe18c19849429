import BlueprintModel

/// What names stand for in a blueprint and in the files that it imports and uses.
public struct SymbolIndex: Sendable {
  /// Everything that is declared, in the order of the files.
  public private(set) var declarations: [Declaration] = []
  /// Every place that names something declared.
  public private(set) var uses: [NameUse] = []
  /// Every place that names a file.
  public internal(set) var links: [FileLink] = []
  /// The files that each file imports, by namespace.
  public internal(set) var imports: [String: [String: String]] = [:]
  private var positions: [Symbol: Int] = [:]
  private var seen: Set<Place> = []

  init() {}

  /// The declaration of `symbol`.
  public subscript(symbol: Symbol) -> Declaration? {
    positions[symbol].map { declarations[$0] }
  }

  /// The declarations of one kind in `file`, those of `owner`.
  public func names(
    _ kind: Symbol.Kind, in file: String, of owner: String = ""
  ) -> [Declaration] {
    declarations.filter {
      $0.symbol.kind == kind && $0.symbol.file == file && $0.symbol.owner == owner
    }
  }

  /// The template `name` as `file` names it; nil if there is none.
  public func template(_ name: String, in file: String) -> Declaration? {
    var file = file
    var parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let last = parts.removeLast()
    for part in parts {
      guard let next = imports[file]?[part] else { return nil }
      file = next
    }
    return self[Symbol(kind: .template, file: file, owner: "", name: last)]
  }

  /// The template that a service, machine group or template is built from.
  public func template(of declaration: Declaration) -> Declaration? {
    declaration.template.flatMap { template($0, in: declaration.symbol.file) }
  }

  /// The endpoints of a service or template, with those of the templates it is built from.
  public func endpoints(of declaration: Declaration) -> [Declaration] {
    var found: [Declaration] = []
    var next: Declaration? = declaration
    for _ in 0..<16 {
      guard let owner = next else { break }
      let section = owner.symbol.kind == .template ? "templates" : "services"
      found += names(.endpoint, in: owner.symbol.file, of: "\(section).\(owner.symbol.name)")
      next = template(of: owner)
    }
    return found
  }

  /// The name at `position` of `file`.
  public func use(at position: SourcePosition, in file: String) -> NameUse? {
    uses.first { $0.place.file == file && $0.place.range.touches(position) }
  }

  /// The file that is named at `position` of `file`.
  public func link(at position: SourcePosition, in file: String) -> FileLink? {
    links.first { $0.place.file == file && $0.place.range.touches(position) }
  }

  /// All places that name `symbol`.
  public func uses(of symbol: Symbol) -> [NameUse] { uses.filter { $0.symbol == symbol } }

  mutating func declare(_ declaration: Declaration) {
    guard positions[declaration.symbol] == nil else { return }
    positions[declaration.symbol] = declarations.count
    declarations.append(declaration)
    add(use: declaration.symbol, at: declaration.place, isDeclaration: true)
  }

  mutating func add(
    use symbol: Symbol, at place: Place, isDeclaration: Bool = false, isNeed: Bool = false
  ) {
    guard seen.insert(place).inserted else { return }
    uses.append(
      NameUse(place: place, symbol: symbol, isDeclaration: isDeclaration, isNeed: isNeed))
  }

  mutating func change(_ symbol: Symbol, _ change: (inout Declaration) -> Void) {
    guard let position = positions[symbol] else { return }
    change(&declarations[position])
  }
}

extension SourceRange {
  /// Whether `position` is in the stretch or right behind it, as a cursor after a word is.
  public func touches(_ position: SourcePosition) -> Bool { start <= position && position <= end }
}
