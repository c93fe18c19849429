/// Leads arrows from box to box. Arrows of one box leave and arrive side by side, in the order of
/// their other ends, so that they do not cross at once.
struct ArrowRouter {
  /// The boxes of nodes and groups.
  let places: [String: Picture.Box]
  /// The frames that nodes are in, by node.
  let frames: [String: Picture.Box]

  private struct Port: Hashable {
    let edge: Diagram.Edge
    let isStart: Bool
  }

  /// The arrows of `edges`; `through` tells what each passes through on its way.
  func route(
    _ edges: [Diagram.Edge], through passages: (Diagram.Edge) -> [Picture.Box]
  ) -> [Picture.Arrow] {
    let known = edges.filter { places[$0.from] != nil && places[$0.to] != nil }
    let ways = known.map(passages)
    var columns: [Port: Double] = [:]
    spread(known, ways, isStart: true, &columns)
    spread(known, ways, isStart: false, &columns)
    return zip(known, ways).compactMap { edge, way in
      guard let from = places[edge.from], let to = places[edge.to] else { return nil }
      let start = columns[Port(edge: edge, isStart: true)] ?? from.centre
      let end = columns[Port(edge: edge, isStart: false)] ?? to.centre
      guard to.y >= from.bottom else { return upward(from, to, start, end) }
      var points = [Picture.Point(x: start, y: from.bottom)]
      let isWithin = frames[edge.from] != nil && frames[edge.from] == frames[edge.to]
      if !isWithin, let frame = frames[edge.from] {
        points.append(Picture.Point(x: start, y: frame.bottom))
      }
      for box in way {
        points.append(Picture.Point(x: box.centre, y: box.y))
        points.append(Picture.Point(x: box.centre, y: box.bottom))
      }
      if !isWithin, let frame = frames[edge.to] {
        points.append(Picture.Point(x: end, y: frame.y))
      }
      return Picture.Arrow(points: points + [Picture.Point(x: end, y: to.y)])
    }
  }

  /// An arrow against the direction, as circles of groups need one: from top to bottom.
  private func upward(
    _ from: Picture.Box, _ to: Picture.Box, _ start: Double, _ end: Double
  ) -> Picture.Arrow {
    if to.bottom <= from.y {
      return Picture.Arrow(
        points: [Picture.Point(x: start, y: from.y), Picture.Point(x: end, y: to.bottom)])
    }
    return Picture.Arrow(
      points: [Picture.Point(x: start, y: from.bottom), Picture.Point(x: end, y: to.bottom)])
  }

  /// Spreads the starts or the ends of arrows over the middle part of their boxes' sides.
  private func spread(
    _ edges: [Diagram.Edge], _ ways: [[Picture.Box]], isStart: Bool,
    _ columns: inout [Port: Double]
  ) {
    var groups: [String: [(edge: Diagram.Edge, toward: Double)]] = [:]
    for (edge, way) in zip(edges, ways) {
      let other = (isStart ? way.first : way.last) ?? places[isStart ? edge.to : edge.from]
      groups[isStart ? edge.from : edge.to, default: []].append((edge, other?.centre ?? 0))
    }
    for (id, members) in groups {
      guard let box = places[id] else { continue }
      let room = min(box.width * 0.7, Double(members.count - 1) * 18)
      let sorted = members.enumerated().sorted {
        ($0.element.toward, $0.offset) < ($1.element.toward, $1.offset)
      }
      for (position, member) in sorted.enumerated() {
        let share = members.count == 1 ? 0 : Double(position) / Double(members.count - 1) - 0.5
        columns[Port(edge: member.element.edge, isStart: isStart)] = box.centre + share * room
      }
    }
  }
}
