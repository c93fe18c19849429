import BlueprintModel
import Testing

@Suite struct ValueMapTests {
  @Test func labelledPairsMakeAMap() {
    let map: ValueMap = ["b": 1, "a": 2]
    #expect(ValueMap(Array(map)) == map)
    #expect(ValueMap(map.map { ($0.key, $0.value) }) == map)
  }

  @Test func mergingLetsTheOtherWin() {
    let map: ValueMap = ["a": 1, "b": 1]
    #expect(map.merging(["b": 2, "c": 3]) == ["a": 1, "b": 2, "c": 3])
  }
}
