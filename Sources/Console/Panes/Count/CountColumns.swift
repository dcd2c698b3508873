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
