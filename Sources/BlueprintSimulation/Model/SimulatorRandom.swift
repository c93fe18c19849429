/// Numbers that look random and are the same for the same seed and key (SplitMix64). Each decision
/// has a generator of its own, so that one more of them changes no other.
struct SimulatorRandom: RandomNumberGenerator {
  private var state: UInt64

  /// The sequence of `seed` for the decision that `key` names.
  init(seed: UInt64, key: String) {
    // FNV-1a; the multiplication by an odd number keeps neighbouring seeds apart.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    state = hash ^ (seed &* 0x9e37_79b9_7f4a_7c15)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number in 0..<1, evenly spread.
  mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }
}
