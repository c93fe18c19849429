import BlueprintCompiler
import BlueprintExpressions
import BlueprintModel

/// What the laws are about. Tests put something broken in the place of a part, to see that its law
/// notices.
public struct LawSubject: Sendable {
  /// Compiles a blueprint.
  public var compile: @Sendable (CompileRequest) -> CompileResult = { Compiler.compile($0) }
  /// Applies the sure fixes of a check.
  public var fix: @Sendable (@escaping Fixer.Check) -> Fixer.Outcome = { Fixer.fix($0) }
  /// Formats a file.
  public var format: @Sendable (Source) -> BlueprintFormatter.Outcome = {
    BlueprintFormatter.format($0)
  }
  /// Reads a text with expressions.
  public var parse: @Sendable (String) throws(ExpressionSyntaxErrors) -> Template = {
    text throws(ExpressionSyntaxErrors) in try Template(parsing: text)
  }
  /// Finds the type of a text with expressions, and its mistakes.
  public var check: @Sendable (Template, TypeEnvironment) -> CheckedType = { $0.check(in: $1) }
  /// Reduces a value by some names.
  public var reduce:
    @Sendable (BoundValue, [String: BoundValue]) throws(EvaluationError) -> BoundValue = {
      value, names throws(EvaluationError) in try value.reduced(in: names)
    }
  /// Renders a Mustache text.
  public var render: @Sendable (MustacheText, Value) throws(EvaluationError) -> String = {
    text, names throws(EvaluationError) in try text.rendered(with: names)
  }
  /// The fields of a schedule's time.
  public var schedule: @Sendable (String) throws(CronExpression.SyntaxError) -> CronExpression = {
    text throws(CronExpression.SyntaxError) in try CronExpression(text)
  }

  /// The parts as they are.
  public init() {}
}
