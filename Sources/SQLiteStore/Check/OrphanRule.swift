/// A query for rows that do not belong to anything, and what they mean.
struct OrphanRule: Sendable {
  /// The schema since which it can be asked.
  var schema = 1
  /// Gives a row for each, with its place as text.
  let sql: String
  /// What is wrong there.
  let problem: String

  /// All rules.
  static let all = [
    OrphanRule(
      sql: """
        SELECT 'entries of run number ' || run FROM entries
        WHERE run NOT IN (SELECT number FROM runs) GROUP BY run
        """,
      problem: "belong to no run"),
    OrphanRule(
      sql: "SELECT 'plan ' || hash FROM plans WHERE hash NOT IN (SELECT plan FROM runs)",
      problem: "belongs to no run"),
    OrphanRule(
      sql: """
        SELECT 'deployment `' || deployment || '`' FROM runs
        WHERE deployment NOT IN (SELECT name FROM deployments) GROUP BY deployment
        """,
      problem: "has runs, and its own row is missing"),
    OrphanRule(
      sql: """
        SELECT 'resource `' || address || '` of `' || deployment || '`' FROM resources
        WHERE deployment NOT IN (SELECT name FROM deployments)
        """,
      problem: "belongs to no deployment"),
    OrphanRule(
      sql: """
        SELECT 'deployment `' || name || '`' FROM deployments
        WHERE active_run IS NOT NULL
          AND active_run NOT IN (SELECT id FROM runs WHERE result IS NULL)
        """,
      problem: "waits for a run that is finished or missing"),
    OrphanRule(
      sql: """
        SELECT 'run ' || id FROM runs JOIN deployments ON name = deployment
        WHERE result IS NULL AND active_run IS NOT id
        """,
      problem: "is unfinished, and its deployment does not know of it"),
    OrphanRule(
      schema: 2,
      sql: "SELECT 'request ' || number FROM requests WHERE run NOT IN (SELECT number FROM runs)",
      problem: "belongs to no run"),
  ]
}
