/// Writes a picture as SVG that stands alone: no script, no font, no reference to anything.
///
/// The colours are for light and for dark pages; a viewer that does not tell which it is gets the
/// light ones, with a background of their own.
struct SVGRenderer {
  private static let style = """
    text{font-family:ui-sans-serif,system-ui,"Segoe UI",Helvetica,Arial,"DejaVu Sans",sans-serif}
    .page{fill:#ffffff}.title{font-size:17px;font-weight:700;fill:#1b1f24}
    .note,.detail{font-size:11px;fill:#57606a}.label{font-size:13px;font-weight:600;fill:#1b1f24}
    .halo{paint-order:stroke;stroke:#f3f6fa;stroke-width:4px;stroke-linejoin:round}
    .frame{fill:#f3f6fa;stroke:#b6c2cf}.box{fill:#ffffff;stroke:#3b72b0;stroke-width:1.4}
    .join{fill:#eef1f4;stroke:#8c96a1;stroke-dasharray:3 3}
    .arrow{fill:none;stroke:#6b7785;stroke-width:1.4}.head{fill:#6b7785}
    @media (prefers-color-scheme:dark){
    .page{fill:#14181d}.title,.label{fill:#e6ebf0}.note,.detail{fill:#9aa5b1}
    .halo{stroke:#1d232a}.frame{fill:#1d232a;stroke:#46525f}.box{fill:#262e37;stroke:#6ea4dd}
    .join{fill:#20262d;stroke:#76818c}.arrow{stroke:#8b97a4}.head{fill:#8b97a4}}
    """

  /// The SVG of `picture`; `note` says how to read it.
  static func text(_ picture: Picture, note: String) -> String {
    let size = "\(number(picture.width)) \(number(picture.height))"
    let title = picture.title.escapedForXML
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(size)\""
        + " width=\"\(number(picture.width))\" height=\"\(number(picture.height))\" role=\"img\">",
      "<title>\(title)</title>", "<style>\(style)</style>",
      "<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"7.5\" refY=\"4\" markerWidth=\"8\""
        + " markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">"
        + "<path class=\"head\" d=\"M0 0.5 8 4 0 7.5z\"/></marker></defs>",
      "<rect class=\"page\" width=\"100%\" height=\"100%\"/>",
      "<text class=\"title\" x=\"24\" y=\"36\">\(title)</text>",
      "<text class=\"note\" x=\"24\" y=\"53\">\(note.escapedForXML)</text>",
    ]
    lines += picture.frames.map { rectangle("frame", $0.box, radius: 10) }
    lines += picture.arrows.map(arrow)
    lines += picture.frames.flatMap { labels($0.group, $0.box) }
    lines += picture.boxes.flatMap { box($0.node, $0.box) }
    return lines.joined(separator: "\n") + "\n</svg>\n"
  }

  /// What stands on a frame, over the arrows that come in there.
  private static func labels(_ group: Diagram.Group, _ box: Picture.Box) -> [String] {
    var lines = [
      "<text class=\"label halo\" x=\"\(number(box.x + 14))\" y=\"\(number(box.y + 20))\">"
        + "\(label(group.label))</text>"
    ]
    if !group.detail.isEmpty {
      lines.append(
        "<text class=\"detail halo\" text-anchor=\"end\" x=\"\(number(box.x + box.width - 14))\""
          + " y=\"\(number(box.y + 20))\">\(label(group.detail))</text>")
    }
    return lines
  }

  private static func box(_ node: Diagram.Node, _ box: Picture.Box) -> [String] {
    let hasDetail = !node.detail.isEmpty
    let base = box.y + (hasDetail ? 18 : box.height / 2 + 4.5)
    var lines = [
      "<g><title>\(node.label.escapedForXML)</title>",
      rectangle(node.isJoin ? "join" : "box", box, radius: node.isJoin ? 12 : 6),
      middle(node.isJoin ? "detail" : "label", node.label, x: box.centre, y: base),
    ]
    if hasDetail { lines.append(middle("detail", node.detail, x: box.centre, y: box.y + 34)) }
    return lines + ["</g>"]
  }

  private static func middle(_ kind: String, _ text: String, x: Double, y: Double) -> String {
    "<text class=\"\(kind)\" text-anchor=\"middle\" x=\"\(number(x))\" y=\"\(number(y))\">"
      + "\(label(text))</text>"
  }

  private static func rectangle(_ kind: String, _ box: Picture.Box, radius: Int) -> String {
    "<rect class=\"\(kind)\" x=\"\(number(box.x))\" y=\"\(number(box.y))\""
      + " width=\"\(number(box.width))\" height=\"\(number(box.height))\" rx=\"\(radius)\"/>"
  }

  private static func arrow(_ arrow: Picture.Arrow) -> String {
    var path = ""
    var previous: Picture.Point?
    for point in arrow.points {
      let end = "\(number(point.x)) \(number(point.y))"
      if let previous {
        let bend = (previous.y + point.y) / 2
        path +=
          previous.x == point.x
          ? "L\(end)"
          : "C\(number(previous.x)) \(number(bend)) \(number(point.x)) \(number(bend)) \(end)"
      } else {
        path = "M\(end)"
      }
      previous = point
    }
    return "<path class=\"arrow\" marker-end=\"url(#head)\" d=\"\(path)\"/>"
  }

  private static func label(_ text: String) -> String {
    text.shortened(to: Drawing.labelLimit).escapedForXML
  }

  /// A number with at most one digit behind the point.
  private static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
  }
}

extension Diagram {
  /// The diagram as a drawing in SVG.
  public var svg: String {
    SVGRenderer.text(
      PictureBuilder(self).picture(), note: "An arrow leads from what needs to what is needed.")
  }
}
