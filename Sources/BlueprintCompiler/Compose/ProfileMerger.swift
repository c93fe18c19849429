import BlueprintModel

/// Applies profiles to a tree: each is an RFC 7396 merge patch over the whole file.
struct ProfileMerger {
  let log: DiagnosticLog

  /// Applies the profiles `names` in their order; a name without a profile is a diagnostic.
  func merge(_ names: [String], into editor: inout TreeEditor) {
    guard !names.isEmpty else { return }
    let profiles = editor.value(of: BlueprintKey.profiles.rawValue, in: editor.root)
    for name in names {
      guard let patch = profiles.flatMap({ editor.value(of: name, in: $0) }) else {
        let known = profiles.map { editor.entries(of: $0).map { editor.text(of: $0.key) } } ?? []
        log.report(DecodeProblem.noProfile(name, known: known), at: nil)
        continue
      }
      var origin = editor.origins[Int(patch.origin)]
      origin.cause = .profile(name)
      let patched = NodeReference(index: patch.index, origin: editor.add(origin))
      editor.root = editor.merged(patched, over: editor.root)
    }
  }
}
