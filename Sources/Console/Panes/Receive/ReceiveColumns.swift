/// The columns of a line: mark, item, description, lot; the figures; what there is to know of it.
struct ReceiveColumns {
  var margin: Int
  var item: Int
  var description = 0
  var lot = 0
  var shipped: Int
  var good: Int
  var damaged: Int
  var over: Int
  var left: Int
  var flags: Int
  /// Titles with room for few letters.
  var isShort = true
  /// What the figures are called.
  var terms: DockTerms

  /// - Parameter hasPanel: there is a panel beside it, so the body is narrow on a wide screen.
  init(width: Int, hasPanel: Bool = false, _ terms: DockTerms) {
    self.terms = terms
    margin = width < 40 ? 1 : 3
    if width < 70 {
      (item, shipped, good, damaged, over, left) = (9, 5, 6, 4, 0, 6)
      item += max(0, width - 40) / 2
    } else if width < 100, hasPanel {
      (item, description, lot) = (10, width - 67, 10)
      (shipped, good, damaged, over, left) = (6, 6, 5, 5, 6)
    } else if width < 100 {
      (item, lot) = (11, 12)
      (shipped, good, damaged, over, left) = (7, 7, 9, 7, 8)
      isShort = false
    } else {
      (item, lot) = (width >= 130 ? 20 : 12, width >= 130 ? 18 : 12)
      (shipped, good, damaged, over, left) = (9, 8, 9, 7, 8)
      description = max(0, width - margin - item - lot - 41 - 26)
      isShort = false
    }
    flags = 0
    flags = max(0, width - firstNumber - shipped - good - damaged - over - left)
  }

  var firstNumber: Int { margin + item + description + lot }

  /// The figures with their titles, from the left.
  var figures: [(title: String, width: Int)] {
    [
      (isShort ? terms.expectedShort : terms.expected, shipped), ("good", good),
      (isShort ? terms.damagedShort : terms.damaged, damaged), ("over", over), ("left", left),
    ]
  }
}
