import BlueprintModel

/// Gathers what a machine group or a service needs, each subject once: the first place stays.
struct NeedCollector {
  let symbols: SymbolTable
  let log: DiagnosticLog
  /// What needs no ordering: a service's references to itself and to its own machines.
  var ignored: Set<Need.Subject> = []
  private(set) var needs: [Need] = []
  private var known: Set<Need.Subject> = []

  init(symbols: SymbolTable, log: DiagnosticLog, ignored: Set<Need.Subject> = []) {
    self.symbols = symbols
    self.log = log
    self.ignored = ignored
  }

  /// Adds what the author listed. A name that is both a service's and a machine group's means
  /// the service, which needs its machines in turn.
  mutating func add(_ names: [Located<String>]) {
    for name in names {
      if symbols.services[name.value] != nil {
        insert(Need(subject: .service(name.value), place: name.place))
      } else if symbols.machines[name.value] != nil {
        insert(Need(subject: .machines(name.value), place: name.place))
      } else {
        let close = symbols.closeSubjects(to: name.value)
        log.report(ReferenceProblem.noNeed(name.value, close: close), at: name.place)
      }
    }
  }

  /// Adds what references imply.
  mutating func add(_ references: [Need]) {
    for need in references where !ignored.contains(need.subject) { insert(need) }
  }

  private mutating func insert(_ need: Need) {
    if known.insert(need.subject).inserted { needs.append(need) }
  }
}
