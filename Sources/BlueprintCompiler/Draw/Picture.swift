/// A diagram with a place for everything, in pixels from the top left.
struct Picture {
  /// A place.
  struct Point: Hashable {
    var x: Double
    var y: Double
  }

  /// A rectangle.
  struct Box: Hashable {
    var x = 0.0
    var y = 0.0
    var width: Double
    var height: Double

    var centre: Double { x + width / 2 }
    var bottom: Double { y + height }
  }

  /// An arrow: from the first point to the last; each pair of points is a curve that leaves and
  /// arrives upright.
  struct Arrow: Hashable {
    var points: [Point]
  }

  var title: String
  var frames: [(group: Diagram.Group, box: Box)] = []
  var boxes: [(node: Diagram.Node, box: Box)] = []
  var arrows: [Arrow] = []
  var width = 0.0
  var height = 0.0
}
