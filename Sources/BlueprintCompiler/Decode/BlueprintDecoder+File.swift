import BlueprintModel

/// The keys of a file.
enum FileKey: String, ConstructKey {
  case content, template, source, mode, owner, group

  static let construct = "a file"
}

extension BlueprintDecoder {
  func file(_ member: Fields<ServiceKey>.Member) -> FileDeclaration? {
    let path = member.key
    if !path.hasExpression { checkPath(path) }
    if member.value.kind == .scalar {
      return FileDeclaration(
        path: path, content: .text(member.value), mode: nil, owner: nil, group: nil)
    }
    let fields = Fields<FileKey>(member.value, at: member.place, log: log)
    let mode = fields.scalarNode(.mode).flatMap(mode)
    return content(fields, at: member.place).map {
      FileDeclaration(
        path: path, content: $0, mode: mode, owner: fields.reference(.owner),
        group: fields.reference(.group))
    }
  }

  private func content(_ fields: Fields<FileKey>, at place: Place) -> FileDeclaration.Content? {
    guard let key = fields.exactlyOne(of: [.content, .template, .source], at: place) else {
      return nil
    }
    switch key {
    case .template: return fields.scalarNode(.template).map { .template($0) }
    case .source: return fields.scalarNode(.source).map { .source($0) }
    default: return fields.scalarNode(.content).map { .text($0) }
    }
  }

  /// Permission bits are octal however they are written, as for `chmod`: `644 0644 "0644" 0o644`.
  func mode(_ node: YAMLNode) -> Located<Int>? {
    let text = node.text
    let digits = text.hasPrefix("0o") ? text.dropFirst(2) : text[...]
    guard (3...4).contains(digits.utf8.count), let bits = Int(digits, radix: 8),
      (0...0o777).contains(bits), digits.first != "+", digits.first != "-"
    else {
      let wanted = "three octal digits, such as `0644`"
      log.report(DecodeProblem.outOfRange("mode", wanted: wanted), at: node.place)
      return nil
    }
    return Located(bits, at: node.place)
  }
}
