/// Places boxes of a row as near as possible to where they want to be, without overlap and in
/// their order: the least sum of squared distances, by pooling neighbours that press on each other.
enum Spacing {
  /// The centres of boxes of `widths` that want to be at `wanted`, with `gap` between them.
  static func centres(wanted: [Double], widths: [Double], gap: Double) -> [Double] {
    // Without the widths before it, every box may stand anywhere right of its neighbour.
    var offsets: [Double] = []
    for index in widths.indices {
      let previous = index == 0 ? 0 : offsets[index - 1] + (widths[index - 1] + widths[index]) / 2
      offsets.append(index == 0 ? 0 : previous + gap)
    }
    var pools: [(sum: Double, count: Int)] = []
    for index in wanted.indices {
      pools.append((wanted[index] - offsets[index], 1))
      while pools.count > 1, mean(pools[pools.count - 2]) > mean(pools[pools.count - 1]) {
        let last = pools.removeLast()
        pools[pools.count - 1].sum += last.sum
        pools[pools.count - 1].count += last.count
      }
    }
    let shifts = pools.flatMap { Array(repeating: mean($0), count: $0.count) }
    return zip(shifts, offsets).map { $0 + $1 }
  }

  private static func mean(_ pool: (sum: Double, count: Int)) -> Double {
    pool.sum / Double(pool.count)
  }
}
