import BlueprintModel
import BlueprintSimulation

/// A target's settings, read.
struct SimulatorSettings {
  /// How the simulator behaves.
  let model: SimulatorModel.Settings
  /// How many simulated seconds a second has.
  let speed: Int

  init(_ settings: Value) throws(Failure) {
    do throws(JSONShapeError) {
      var latencies: [(verb: Glob, latency: Latency)] = []
      for (verb, json) in settings["latency"]?.map ?? [:] {
        latencies.append((Glob(verb), try Latency(json: json)))
      }
      model = SimulatorModel.Settings(
        seed: UInt64(clamping: settings["seed"]?.integer ?? 0),
        latencies: LatencyTable(latencies),
        faults: try settings.elements("faults", as: Fault.self),
        stubs: try settings.elements("stubs", as: Stub.self))
    } catch {
      throw Failure(
        .permanent, code: "bad_settings", "the target's settings: \(error)", changed: .no)
    }
    speed = max(settings["speed"]?.integer ?? 1, 1)
  }
}
