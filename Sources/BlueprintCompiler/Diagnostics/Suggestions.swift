/// Finds what an author may have meant by a name that does not exist.
enum Suggestions {
  /// A name, and how far it is from what was written.
  typealias Ranked = (distance: Int, name: String)

  /// At most three of `candidates` that are close to `name`, the closest first. Close is one edit
  /// in up to four letters, and about a third of the letters in longer names.
  static func close(to name: String, among candidates: some Sequence<String>) -> [String] {
    best(of: ranked(to: name, among: candidates))
  }

  /// All of `candidates` that are close to `name`.
  static func ranked(to name: String, among candidates: some Sequence<String>) -> [Ranked] {
    let wanted = Array(name.lowercased().utf8)
    guard !wanted.isEmpty, wanted.count <= 64 else { return [] }
    let limit = wanted.count == 1 ? 0 : max(1, (wanted.count + 1) / 3)
    var measure = EditDistance(to: wanted, limit: limit)
    var found: [Ranked] = []
    for candidate in candidates {
      if let distance = measure.distance(of: candidate) { found.append((distance, candidate)) }
    }
    if found.isEmpty {
      return synonyms(of: name.lowercased(), among: candidates).map { (limit + 1, $0) }
    }
    return found
  }

  /// The three closest of `found`, by name where they are equally close.
  static func best(of found: [Ranked]) -> [String] {
    let exact = found.filter { $0.distance == 0 }
    return (exact.isEmpty ? found : exact)
      .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
  }

  /// What other languages call things, and what they are called here.
  private static let otherWords: [String: [String]] = [
    "command": ["run"], "cmd": ["run"], "exec": ["run"], "script": ["run"],
    "ports": ["endpoints"], "expose": ["endpoints"], "environment": ["env"],
    "enviroment": ["env"], "depends_on": ["needs"], "requires": ["needs"], "host": ["on"],
    "machine": ["on"], "hosts": ["on"], "healthcheck": ["health"], "check": ["health"],
    "replicas": ["count"], "instances": ["count"], "disks": ["volumes"], "ram": ["memory"],
    "cpu": ["cpus"], "variables": ["inputs"], "parameters": ["inputs"], "vars": ["inputs"],
    "tags": ["labels"], "required": ["default"],
    "str": ["string"], "text": ["string"], "int": ["integer"], "bool": ["boolean"],
    "float": ["number"], "double": ["number"], "array": ["list"], "dict": ["map"],
    "regex": ["pattern"], "min": ["minimum"], "max": ["maximum"], "choices": ["enum"],
    "allowed": ["enum"], "options": ["enum"], "path": ["mount"], "len": ["length"],
  ]

  private static func synonyms(of word: String, among candidates: some Sequence<String>) -> [String]
  {
    guard let words = otherWords[word] else { return [] }
    return candidates.filter(words.contains)
  }

  /// A help line for ``close(to:among:)``: "did you mean `a`, `b` or `c`?"; nil if nothing is
  /// close.
  static func help(for name: String, among candidates: some Sequence<String>) -> String? {
    question(close(to: name, among: candidates).map { "`\($0)`" })
  }

  /// "did you mean a, b or c?"; nil without choices.
  static func question(_ choices: [String]) -> String? {
    guard let last = choices.last else { return nil }
    let others = choices.dropLast().joined(separator: ", ")
    return others.isEmpty ? "did you mean \(last)?" : "did you mean \(others) or \(last)?"
  }

  /// Whether `candidate` is surely what `name` was meant to be: very close, and without a
  /// difference in digits, which tell apart what people number.
  static func isSure(_ candidate: String, for name: String) -> Bool {
    let wanted = Array(name.lowercased().utf8)
    guard wanted.count <= 64, name.filter(\.isNumber) == candidate.filter(\.isNumber) else {
      return false
    }
    let limit = wanted.count >= 3 ? max(1, wanted.count / 4) : 0
    var measure = EditDistance(to: wanted, limit: limit)
    return measure.distance(of: candidate) != nil
  }
}
