import Terminal

/// Which rows and columns of the screen are whose. Rows are given up from the outside: the list, the message line and
/// the input line go last.
struct Layout {
  var size: Size
  var sizeClass: SizeClass
  var header: Int?
  /// The pane's own, over `columns` columns where there is a side panel.
  var body: Range<Int>
  var panel: Range<Int>?
  /// The rows for messages; where a pane is small, a message covers the last row of its body instead.
  var messages: Range<Int>
  var input: Int?
  var footer: Int?
  /// Of the body: the pane's detail line and the rule above it.
  var detail: Int?
  var rule: Int?

  /// The columns of the body.
  var columns: Int { panel.map { max(0, $0.lowerBound - 3) } ?? size.columns }
  /// The rows of the body without rule and detail.
  var list: Range<Int> { body.lowerBound..<max(body.lowerBound, rule ?? detail ?? body.upperBound) }

  /// - Parameter hasMessages: false where the pane has an echo of its own, which a message covers.
  init(_ size: Size, hasPanel: Bool = false, hasMessages: Bool = true, isBare: Bool = false) {
    self.size = size
    sizeClass = SizeClass(size)
    var top = 0
    var bottom = max(0, size.rows)
    func takeBottom(_ rows: inout Int) -> Int {
      rows -= 1
      return rows
    }
    if sizeClass >= .hand, !isBare {
      header = 0
      top = 1
      footer = takeBottom(&bottom)
    }
    let isHigh = size.rows >= 36 && sizeClass >= .wide
    if bottom > top { input = takeBottom(&bottom) }
    if isHigh { bottom -= 1 }
    let messageRows = !hasMessages ? 0 : sizeClass >= .wall ? 3 : sizeClass == .wide ? 2 : sizeClass == .normal ? 1 : 0
    messages = max(top, bottom - messageRows)..<bottom
    bottom = messages.lowerBound
    body = min(top, bottom)..<bottom
    if body.count >= 2 { detail = bottom - 1 }
    if body.count >= (sizeClass == .hand ? 4 : 5) { rule = bottom - 2 }
    if hasPanel, sizeClass >= .wide {
      panel = max(0, size.columns - (sizeClass >= .wall ? 64 : 38))..<size.columns
    }
  }
}
