import Inventory

/// Labels on their way to paper.
public struct PrintJob: Sendable {
  /// `38 labels of WID-220`.
  let words: String
  private let labels: @Sendable (any InventoryService) -> Result<[Label], InventoryError>

  init(_ words: String, _ labels: [Label]) {
    self.words = words
    self.labels = { _ in .success(labels) }
  }

  /// So many labels of each, for whoever works here.
  init(_ words: String, of subjects: [LabelSubject], count: Int, for asker: Asker) {
    self.words = words
    labels = { service in
      do throws(InventoryError) {
        var labels: [Label] = []
        for subject in subjects {
          labels += try subject.labels(service, for: asker).flatMap { Array(repeating: $0, count: count) }
        }
        return .success(labels)
      } catch {
        return .failure(error)
      }
    }
  }

  /// Prints, which may take a while, and returns what the console is to be told.
  public func done(by printer: any LabelPrinting, from service: any InventoryService) -> Message {
    do throws(InventoryError) {
      try printer.print(labels(service).get())
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
  /// `WID-220 L2407`.
  var goods: String
  var count: Int

  var words: String { LabelOffer.words(count, goods) }

  var job: PrintJob { PrintJob(words, Array(repeating: label, count: count)) }

  /// `38 labels of WID-220`.
  static func words(_ count: Int, _ goods: String) -> String {
    "\(Numbers.grouped(count)) \(count == 1 ? "label" : "labels") of \(goods)"
  }
}
