import Inventory

/// Labels on their way to paper.
public struct PrintJob: Sendable {
  let labels: [Label]
  /// `38 labels of WID-220`.
  let words: String

  /// Prints, which may take a while, and returns what the console is to be told.
  public func done(by printer: any LabelPrinting) -> Message {
    do throws(InventoryError) {
      try printer.print(labels)
      return .noticed(.ok, "\(words): on their way to the printer")
    } catch {
      return .noticed(.fail, "\(words): \(Explanation(error).detail)")
    }
  }
}

/// So many labels of the same goods.
struct LabelOffer: Sendable {
  static let most = 999

  var label: Label
  /// `WID-220  lot L2407`.
  var goods: String
  var count: Int

  /// `38 labels of WID-220  lot L2407`.
  var words: String { "\(Numbers.grouped(count)) \(count == 1 ? "label" : "labels") of \(goods)" }

  var job: PrintJob { PrintJob(labels: Array(repeating: label, count: count), words: words) }
}
