import BlueprintExpressions
import BlueprintModel

/// Something that an expression can go on with.
public struct NameCandidate: Sendable, Hashable {
  /// What it is.
  public enum Kind: Sendable, Hashable {
    /// A name that the language gives: `inputs`, `self`.
    case root
    /// A declared name.
    case symbol(Symbol.Kind)
    /// A part of an instance: `address`.
    case field
    /// A function.
    case function
  }

  /// What it is.
  public var kind: Kind
  /// The name.
  public var name: String
  /// Its type, or a function's signature.
  public var detail = ""
  /// What there is to say of it.
  public var documentation = ""
}

/// What an expression can go on with at its end.
public struct ExpressionOffer: Sendable {
  /// The candidates.
  public var candidates: [NameCandidate] = []
  /// The characters of the word that is being written.
  public var wordLength = 0
}

extension Analysis {
  /// What `expression`, which is being written in `file`, can go on with; `offer` says where.
  public func offer(
    after expression: String, in file: String, _ cursor: Cursor, _ offer: Offer
  ) -> ExpressionOffer {
    guard !ExpressionTail.isText(expression) else { return ExpressionOffer() }
    let tail = ExpressionTail(expression)
    let finder = CandidateFinder(index: index, file: file, cursor: cursor, offer: offer)
    return ExpressionOffer(
      candidates: finder.candidates(after: tail.path), wordLength: tail.word.unicodeScalars.count)
  }
}

/// The path at the end of an expression that is being written.
struct ExpressionTail {
  /// The names before the last point; an index is left out.
  var path: [Part] = []
  /// What is written of the next name.
  var word = ""

  /// A name, and whether an index follows it.
  struct Part: Equatable {
    var name: String
    var isIndexed = false
  }

  init(_ expression: String) {
    let scalars = Array(expression.unicodeScalars)
    var start = scalars.count
    var depth = 0
    while start > 0 {
      let scalar = scalars[start - 1]
      if scalar == "]" { depth += 1 }
      if scalar == "[" {
        guard depth > 0 else { break }
        depth -= 1
      } else if depth == 0, !scalar.isLetter, !("0"..."9").contains(scalar), scalar != ".",
        scalar != "-", scalar != "]"
      {
        break
      }
      start -= 1
    }
    read(scalars[start...])
  }

  private mutating func read(_ scalars: ArraySlice<Unicode.Scalar>) {
    var depth = 0
    for scalar in scalars {
      switch scalar {
      case "[":
        depth += 1
        if depth == 1 { path.append(Part(name: word, isIndexed: true)) }
        word = ""
      case "]": depth -= 1
      case "." where depth == 0:
        if !word.isEmpty || path.isEmpty { path.append(Part(name: word)) }
        word = ""
      case _ where depth == 0: word.unicodeScalars.append(scalar)
      default: break
      }
    }
  }

  /// Whether the end of `expression` is within a text in quotes.
  static func isText(_ expression: String) -> Bool {
    var quote: Unicode.Scalar?
    var isEscaped = false
    for scalar in expression.unicodeScalars {
      if isEscaped {
        isEscaped = false
      } else if scalar == "\\", quote == "\"" {
        isEscaped = true
      } else if scalar == quote {
        quote = nil
      } else if quote == nil, scalar == "\"" || scalar == "'" {
        quote = scalar
      }
    }
    return quote != nil
  }
}
