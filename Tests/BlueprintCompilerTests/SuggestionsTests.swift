import Testing

@testable import BlueprintCompiler

@Suite struct SuggestionsTests {
  @Test(arguments: [
    ("databse", "database", 1), ("", "ab", 2), ("ab", "ba", 1), ("kitten", "sitting", 3),
    ("same", "same", 0),
  ])
  func distance(_ left: String, _ right: String, _ expected: Int) {
    var fromLeft = EditDistance(to: Array(left.utf8), limit: 8)
    #expect(fromLeft.distance(of: right) == expected)
    var fromRight = EditDistance(to: Array(right.utf8), limit: 8)
    #expect(fromRight.distance(of: left.uppercased()) == expected)
  }

  @Test func distancesBeyondTheLimitAreNone() {
    var distance = EditDistance(to: Array("kitten".utf8), limit: 2)
    #expect(distance.distance(of: "sitting") == nil)
    #expect(distance.distance(of: "kittens") == 1)
    #expect(distance.distance(of: "it") == nil)
    #expect(distance.distance(of: "Kätten") == 2)
  }

  /// The limit leaves cells of the table out; what is within it must be as in the whole table.
  @Test func limitedDistanceAgreesWithTheWholeTable() {
    var state: UInt64 = 7
    func word() -> String {
      var letters: [UInt8] = []
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      for position in 0..<Int(state >> 33) % 9 {
        letters.append(UInt8(ascii: "a") + UInt8((state >> (20 + 3 * UInt64(position))) % 3))
      }
      return String(decoding: letters, as: UTF8.self)
    }
    for _ in 0..<3000 {
      let (left, right) = (word(), word())
      let whole = Self.wholeTable(Array(left.utf8), Array(right.utf8))
      for limit in 1...4 {
        var measure = EditDistance(to: Array(left.utf8), limit: limit)
        let found = measure.distance(of: right)
        #expect(found == (whole <= limit ? whole : nil), "\(left) \(right) \(limit)")
      }
    }
  }

  private static func wholeTable(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var table = [[Int]](
      repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
    for row in 0...left.count {
      for column in 0...right.count {
        guard row > 0, column > 0 else {
          table[row][column] = row + column
          continue
        }
        let (a, b) = (left[row - 1], right[column - 1])
        var best = min(table[row - 1][column], table[row][column - 1]) + 1
        best = min(best, table[row - 1][column - 1] + (a == b ? 0 : 1))
        if row > 1, column > 1, a == right[column - 2], b == left[row - 2] {
          best = min(best, table[row - 2][column - 2] + 1)
        }
        table[row][column] = best
      }
    }
    return table[left.count][right.count]
  }

  @Test func atMostThreeClosestFirst() {
    let names = ["weba", "webb", "web", "wxyz", "ewb", "db"]
    #expect(Suggestions.close(to: "wep", among: names) == ["web"])
    #expect(Suggestions.close(to: "webz", among: names) == ["web", "weba", "webb"])
    #expect(Suggestions.close(to: "frontend", among: names) == [])
    #expect(Suggestions.question(["`a`", "`b`", "`c`"]) == "did you mean `a`, `b` or `c`?")
  }
}
