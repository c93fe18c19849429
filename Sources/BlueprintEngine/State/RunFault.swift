/// A plan or a journal that cannot be what this program wrote.
public enum RunFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The plan is not a DAG of known steps, resources and targets; the text says where.
  case plan(String)
  /// The entry does not follow from those before it; the text says why.
  case journal(sequence: Int, String)

  public var description: String {
    switch self {
    case .plan(let reason): "the plan is damaged: \(reason)"
    case .journal(let sequence, let reason):
      "the journal is damaged at entry \(sequence): \(reason)"
    }
  }
}
