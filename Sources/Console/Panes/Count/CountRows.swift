import Terminal

/// Which rows of the counting pane are whose. The list, one row of echo and the input line go last.
struct CountRows {
  /// The bin, and who else is here.
  var context: Int?
  var rules: [Int] = []
  var columnHeader: Int?
  var list: Range<Int>
  /// What was read, how it was understood, what came of it: the last of them says it.
  var echo: Range<Int>
  /// The last scans, their title first.
  var recent: Range<Int>?
  /// The bins of the count beside the lines: columns, and their rows without the header.
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

/// The columns of a line, from the left: mark, item, description, lot; from the right: last, unit, the numbers.
struct CountColumns {
  var margin: Int
  var item: Int
  var description: Int
  var lot: Int
  var number: Int
  var expected: Int
  var difference: Int
  var unit: Int
  var last: Int

  init(width: Int, isInformed: Bool) {
    margin = width < 40 ? 1 : 3
    if width < 70 {
      (description, lot, last) = (0, 0, 0)
      (expected, difference) = isInformed && width >= 40 ? (0, 7) : (0, 0)
      unit = width < 40 ? 0 : 5
      number = width < 40 ? 6 : 9
      item = max(4, width - margin - number - unit - expected - difference - (width < 40 ? 1 : 0))
      return
    }
    (number, unit, last) = (8, 8, 6)
    (expected, difference) = isInformed ? (9, 8) : (0, 0)
    item = width >= 150 ? 24 : 15
    lot = width >= 150 ? 24 : 16
    let rest = width - margin - item - lot - number - expected - difference - unit - last
    description = rest >= 10 ? rest : 0
    if description == 0 { lot += max(0, rest) }
  }

  var firstNumber: Int { margin + item + description + lot }
}
