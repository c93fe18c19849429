extension Plan {
  /// Whether carrying the plan out would change nothing that counts.
  public func isIdle(in state: DeploymentState) -> Bool {
    guard steps.isEmpty else { return false }
    guard let revision, let current = state.revision else {
      return self.revision == nil && state.revision == nil
    }
    return revision.inputs == current.inputs && revision.counts == current.counts
      && revision.serviceVersions == current.serviceVersions
      && revision.version == current.version
      && outputs.map(\.value) == state.outputs.map { $0.form ?? $0.value }
  }
}
