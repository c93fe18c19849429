import BlueprintExpressions
import BlueprintModel

/// Gives a service's files their paths and contents.
struct FileBinder {
  let binder: ValueBinder
  let library: FileLibrary

  /// The file of `declaration` in `service`, and what it needs; nil after a diagnostic.
  func bind(
    _ declaration: FileDeclaration, in service: String
  ) -> (file: FileSpec, needs: [Need])? {
    guard let path = path(declaration.path),
      let content = content(declaration.content, in: .service(service)),
      let mode = mode(declaration, content.type)
    else { return nil }
    let file = FileSpec(
      path: path, content: content.value, mode: mode, owner: declaration.owner?.value,
      group: declaration.group?.value, place: declaration.path.place)
    return (file, content.needs)
  }

  private func path(_ node: YAMLNode) -> String? {
    guard let path = binder.constant(node, .openText("the path of a file"))?.string else {
      return nil
    }
    let components = path.split(separator: "/")
    guard !components.isEmpty, !components.contains("..") else {
      binder.log.report(DecodeProblem.escapingPath(path), at: node.place)
      return nil
    }
    return path
  }

  /// The content of a file that is named in `scope`; nil after a diagnostic.
  func content(_ content: FileDeclaration.Content, in scope: Scope) -> Bound? {
    switch content {
    case .text(let node):
      return binder.bind(node, .privateText("content"), in: scope)
    case .source(let node):
      guard let source = read(node, "source") else { return nil }
      let text = String(decoding: source.bytes, as: UTF8.self)
      return Bound(value: .literal(.string(text)), type: .string)
    case .template(let node):
      guard let source = read(node, "template") else { return nil }
      return MustacheBinder(
        binder: binder, source: source, node: node, scope: scope
      ).bind()
    }
  }

  /// The text of the file that `node` names; nil after a diagnostic.
  func read(_ node: YAMLNode, _ key: String) -> Source? {
    guard let path = binder.constant(node, .openText(key))?.string else { return nil }
    do {
      let source = try library.source(at: path, from: node.file)
      guard source.bytes.contains(0) else { return source }
      binder.log.report(CollisionProblem.nul("the file `\(path)`"), at: node.place)
      return nil
    } catch {
      binder.log.report(
        ReferenceProblem.unreadable(path, reason: error.reason), at: node.place)
      return nil
    }
  }

  /// A file with a secret is for its owner alone.
  func mode(_ declaration: FileDeclaration, _ type: ExpressionType) -> Int? {
    let isSecret = type.holdsSecret
    guard let mode = declaration.mode else { return isSecret ? 0o600 : 0o644 }
    guard isSecret, mode.value & 0o077 != 0 else { return mode.value }
    binder.log.report(SecretProblem.readableFile(mode: mode.value), at: mode.place)
    return nil
  }
}
