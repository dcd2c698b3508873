import Inventory
import Terminal

/// Labels of items, as many as somebody says. Nothing of it is written in the books.
extension FormPane {
  static func labels(of items: [String]) -> FormPane { labels(of: items.map { .goods(item: $0) }) }

  static func labels(of subjects: [LabelSubject]) -> FormPane {
    var seen: Set<LabelSubject> = []
    let items = subjects.filter { seen.insert($0).inserted }
    var count = FormField(name: .quantity, label: "labels", hint: "how many\(items.count > 1 ? " of each" : "")")
    count.line.text = "1"
    var form = FormPane(
      .labels, title: "Print labels of \(items.count == 1 ? items[0].words : "\(items.count) items")", fields: [count])
    form.labelled = items
    return form
  }

  func labelCount() throws(FormTrouble) -> Int {
    guard let count = Int(text(.quantity)), 1...LabelOffer.most ~= count else {
      throw FormTrouble(field: .quantity, words: "How many labels? Write a number from 1 to \(LabelOffer.most).")
    }
    return count
  }

  func printLabels(_ count: Int, _ desk: inout Desk) {
    let goods = labelled.count == 1 ? labelled[0].words : "each of \(labelled.count) items"
    let words = LabelOffer.words(count, goods)
    desk.emit(.print(PrintJob(words, of: labelled, count: count, for: .person(desk.identity.actor))))
    desk.say(.ok, "printing \(words)")
    desk.go(.close)
  }
}
