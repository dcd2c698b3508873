import Inventory

extension PurchaseOrder {
  /// When it is expected, or when it ended: `18 Jul`, `late 3 d`.
  func timing(_ clock: LocalClock) -> String {
    if !isUnderWay, let closedAt { return clock.short(closedAt).trimmedBlanks }
    guard let day = expectedOn else { return "" }
    let days = clock.today.daysSince1970 - day.daysSince1970
    return isUnderWay && days > 0 ? "late \(days) d" : clock.dayOnly(day).trimmedBlanks
  }

  func isLate(_ clock: LocalClock) -> Bool { isUnderWay && expectedOn.map { $0 < clock.today } ?? false }

  /// Something may still be done about it, or come.
  var isUnderWay: Bool { status == .draft || status == .sent }

  /// `from ACME to NORTH/D-1`.
  var route: String { "from \(vendor) to \(place)" }
}

extension OrderStatus {
  /// In six cells, for handhelds.
  var code: String {
    switch self {
    case .draft: "draft"
    case .sent: "sent"
    case .received: "came"
    case .closed: "closed"
    case .cancelled: "cancel"
    }
  }
}

extension OrderLine {
  /// `48 ordered at 12.50, 40 received, 2 rejected, 8 to come`.
  var figures: String {
    var words = ["\(Numbers.grouped(ordered)) ordered at \(price)"]
    for (quantity, what) in [
      (received, "received"), (rejected, "rejected"), (closed, "closed short"), (outstanding, "to come"),
    ] where !quantity.isZero { words.append("\(Numbers.grouped(quantity)) \(what)") }
    return words.joined(separator: ", ")
  }
}

extension Worth {
  /// `1,273.60`; in at most so many cells where that is given.
  func shown(width: Int = .max) -> String {
    let full = Numbers.money(self, isSigned: false)
    if full.utf8.count <= width { return full }
    let short = Numbers.money(self, width: width)
    return short.first == "+" ? String(short.dropFirst()) : short
  }
}

extension Receipt {
  /// `RC-0012 posted by DORA 14 Jul 13:44, delivery note 88`.
  func words(_ clock: LocalClock) -> String {
    let by = postedBy ?? createdBy
    let at = clock.dayAndTime(postedAt ?? createdAt).trimmedBlanks
    return "\(id) \(status.rawValue) by \(by) \(at)" + (reference.map { ", \($0)" } ?? "")
  }
}

extension ActAnswer {
  /// The number that an act gave an order: `PO-0790`.
  var orderNumber: String? {
    // What a requisition became is told with the requisition.
    let isOfRequisition = action == "requisition.ordered"
    let found = isOfRequisition ? document?.ranges(of: "\"order\":").last : document?.firstRange(of: "\"id\":")
    guard let document, let found else { return nil }
    let rest = document[found.upperBound...].drop { $0 == " " }
    guard rest.first == "\"" else { return nil }
    let number = rest.dropFirst().prefix { $0 != "\"" }
    return number.isEmpty ? nil : String(number)
  }
}
