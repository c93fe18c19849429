import BlueprintExpressions
import BlueprintModel

/// How a resource's desired state compares with what is recorded of it.
enum Difference: Equatable {
  /// It does not exist.
  case missing
  /// It is as desired.
  case none
  /// It is as desired, but what is recorded of taking it away is not.
  case record
  /// These parts differ, or cannot be known before the run.
  case parts([Part])

  /// A part that differs.
  struct Part: Equatable {
    /// The part's name.
    var name: String
    /// Whether its new value is known only at run time.
    var late: Bool
  }

  /// Compares what `draft` would establish with `recorded`. `fingerprints` stand for the secrets.
  init(
    _ draft: StepDraft, recorded: Resource?, fingerprints: [String: BoundValue]
  ) throws(EvaluationError) {
    guard let recorded else {
      self = .missing
      return
    }
    var parts: [Part] = []
    for (name, value) in draft.desired.sorted(by: { $0.key < $1.key }) {
      let bound = try Self.comparable(value, fingerprints)
      if let literal = bound.literal {
        if recorded.applied[name]?.string != Digest(of: literal).description {
          parts.append(Part(name: name, late: false))
        }
      } else {
        parts.append(Part(name: name, late: true))
      }
    }
    self = parts.isEmpty ? (draft.isRecorded(in: recorded) ? .none : .record) : .parts(parts)
  }

  /// The value with fingerprints in the place of secrets. What cannot be computed of fingerprints,
  /// such as an element of a secret list, is compared as it is written.
  private static func comparable(
    _ value: BoundValue, _ fingerprints: [String: BoundValue]
  ) throws(EvaluationError) -> BoundValue {
    do { return try value.reduced(in: ["secrets": .map(fingerprints)]) } catch {
      let known = fingerprints.compactMapValues { $0.literal?.string }
      return try value.standIn(known).reduced(in: ["secrets": .map(fingerprints)])
    }
  }

  /// Whether the real thing must be made or changed.
  var isChange: Bool {
    switch self {
    case .none, .record: false
    case .missing, .parts: true
    }
  }

  /// Whether the part `name` differs or the whole is missing.
  func touches(_ name: String) -> Bool {
    switch self {
    case .missing: true
    case .none, .record: false
    case .parts(let parts): parts.contains { $0.name == name }
    }
  }

  /// The reasons for people, about `subject`: `files changed`.
  func reasons(_ subject: String) -> [String] {
    switch self {
    case .missing: ["\(subject): new"]
    case .none: []
    case .record: ["\(subject): its removal changed"]
    case .parts(let parts):
      ["\(subject) \(parts.allSatisfy(\.late) ? "may change (known during the run)" : "changed")"]
    }
  }
}

extension StepDraft {
  /// Whether `resource` is recorded as this step would record it, besides its state.
  fileprivate func isRecorded(in resource: Resource) -> Bool {
    teardown == resource.teardown && Set(uses) == Set(resource.uses)
      && protect == resource.protect && target == resource.target.name
  }
}
