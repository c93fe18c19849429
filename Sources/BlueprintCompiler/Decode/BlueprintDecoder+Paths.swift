extension BlueprintDecoder {
  /// Reports a path that is empty or climbs out of its folder.
  func checkPath(_ node: YAMLNode) {
    let components = node.text.split(separator: "/")
    if components.isEmpty || components.contains("..") {
      log.report(DecodeProblem.escapingPath(node.text), at: node.place)
    }
  }
}
