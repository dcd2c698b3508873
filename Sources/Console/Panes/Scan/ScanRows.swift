import Terminal

/// Which rows of a scan pane are whose. The list, one row of echo and the input line go last.
struct ScanRows {
  /// Where goods are scanned, and who else is here.
  var context: Int?
  var rules: [Int] = []
  var columnHeader: Int?
  var list: Range<Int>
  /// What was read, how it was understood, what came of it: the last of them says it.
  var echo: Range<Int>
  /// The last scans, their title first.
  var recent: Range<Int>?
  /// What stands beside the lines: its columns, and its rows without the header.
  var panel: Range<Int>?
  var panelList: Range<Int>

  init(_ layout: Layout) {
    var top = layout.body.lowerBound
    var bottom = layout.body.upperBound
    let room = bottom - top
    func takeTop() -> Int {
      defer { top += 1 }
      return top
    }
    func takeBottom(_ count: Int) -> Range<Int> {
      bottom -= count
      return bottom..<bottom + count
    }
    let isWide = layout.sizeClass >= .wide
    if layout.sizeClass >= .narrow, room >= 5 { context = takeTop() }
    if layout.sizeClass >= .narrow, room >= 9 { rules.append(takeTop()) }
    let echoRows = layout.sizeClass < .narrow ? room >= 4 ? 2 : 1 : isWide ? 2 : room >= 7 ? 3 : 1
    echo = takeBottom(min(echoRows, max(0, bottom - top - 1)))
    if isWide {
      rules.append(takeBottom(1).lowerBound)
      recent = takeBottom(layout.sizeClass >= .wall ? 8 : 5)
    }
    if layout.sizeClass >= .narrow, room >= 8 { rules.append(takeBottom(1).lowerBound) }
    if isWide, let columns = layout.panel { panel = columns }
    panelList = min(top + 1, bottom)..<max(min(top + 1, bottom), bottom)
    if layout.sizeClass >= .normal, bottom - top >= 4 { columnHeader = takeTop() }
    list = min(top, bottom)..<max(min(top, bottom), bottom)
  }
}
