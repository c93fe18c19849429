/// What a captured output is taken from.
enum CaptureSource: String, Sendable, CaseIterable {
  case stdout, body, status

  /// The sources that steps of a kind have; the first one is meant unless another is named.
  static func sources(of kind: StepKey) -> [CaptureSource] {
    switch kind {
    case .run, .script: [.stdout]
    case .http: [.body, .status]
    default: []
    }
  }
}
