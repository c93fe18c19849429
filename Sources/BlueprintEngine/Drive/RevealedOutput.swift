import BlueprintModel

extension DeploymentState {
  /// The value of an output in clear, for somebody who asked to see it.
  ///
  /// - Throws: what is missing, for a secret output that cannot be evaluated.
  public func revealed(
    _ output: PlannedOutput, secrets: [String: Value]
  ) throws(Failure) -> Value {
    guard let form = output.form else { return output.value }
    let binding = StepBinding(
      resources: resources, secrets: RunSecrets(values: secrets, fingerprints: [:]))
    return try binding.value(of: form)
  }
}
