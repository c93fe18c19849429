import BlueprintModel
import Testing

@testable import BlueprintSimulation

@Suite struct AvailabilityTests {
  private func moment(_ seconds: Int) -> Timestamp { Timestamp(milliseconds: seconds * 1000) }

  @Test func theLowestNumberCounts() {
    var log = AvailabilityLog()
    for (index, since) in [0, 0, 5].enumerated() {
      log.open("services.web[\(index)]", at: moment(since))
    }
    log.close("services.web[0]", at: moment(20))
    log.open("services.web[0]", at: moment(30))
    log.close("services.web[1]", at: moment(40))
    #expect(log.lowest(from: moment(10), to: moment(15)) == ["services.web": 3])
    #expect(log.lowest(from: moment(10), to: moment(35)) == ["services.web": 2])
    #expect(log.lowest(from: moment(0), to: moment(50)) == ["services.web": 2])
    #expect(log.count(at: moment(50)) == ["services.web": 2])
  }

  @Test func aServiceThatIsAwayAtTheBeginningHasNone() {
    var log = AvailabilityLog()
    log.open("services.db", at: moment(10))
    #expect(log.lowest(from: moment(0), to: moment(20)) == ["services.db": 0])
    #expect(log.lowest(from: moment(10), to: moment(20)) == ["services.db": 1])
  }

  @Test func oneThatTakesOverAtTheSameMomentLeavesNoGap() {
    var log = AvailabilityLog()
    log.open("services.db[0]", at: moment(0))
    log.close("services.db[0]", at: moment(10))
    log.open("services.db[1]", at: moment(10))
    #expect(log.lowest(from: moment(0), to: moment(20)) == ["services.db": 1])
  }
}
