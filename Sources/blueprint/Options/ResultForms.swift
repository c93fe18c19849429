/// What a command can do with `-o jsonl` and `--report` besides what all can.
struct ResultForms: OptionSet {
  let rawValue: Int

  /// `-o jsonl` gives an object per line of its own making.
  static let lines = ResultForms(rawValue: 1)
  /// `-o jsonl` gives the event stream.
  static let events = ResultForms(rawValue: 2)
  /// `--report` takes pictures of a run.
  static let pictures = ResultForms(rawValue: 4)

  /// What commands that carry out a run can do.
  static let run: ResultForms = [.events, .pictures]
}
