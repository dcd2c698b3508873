import Inventory

/// What is received at a dock: what another place shipped to here, or what a vendor was asked for.
///
/// There is one pane for both. Where they differ, they differ by what stands here and in `ReceiveOrder.swift`: which
/// questions tell of it, and which acts its scans become.
enum DockDocument: Hashable, Sendable {
  case transfer(Transfer)
  case order(PurchaseOrder)

  /// By what it is asked for.
  enum Name: Hashable, Sendable {
    case transfer(String)
    case order(String)

    var number: String {
      switch self {
      case .transfer(let number), .order(let number): number
      }
    }
  }

  var name: Name {
    switch self {
    case .transfer(let transfer): .transfer(transfer.number)
    case .order(let order): .order(order.number)
    }
  }

  /// `TR-0881`, `PO-790`.
  var number: String { name.number }

  var isOrder: Bool { if case .order = self { true } else { false } }

  /// The site or the vendor that the goods come from.
  var origin: String {
    switch self {
    case .transfer(let transfer): transfer.sourcePlace
    case .order(let order): order.vendor
    }
  }

  /// Where they come to.
  var place: String {
    switch self {
    case .transfer(let transfer): transfer.destinationPlace
    case .order(let order): order.place
    }
  }

  /// Whether something of it may be received now.
  var isOpen: Bool {
    switch self {
    case .transfer(let transfer): transfer.status == .inTransit
    case .order(let order): order.status == .sent
    }
  }

  /// All of it has come, or will not.
  var isComplete: Bool {
    switch self {
    case .transfer(let transfer): transfer.status == .completed
    case .order(let order): order.status == .received || order.status == .closed
    }
  }

  var statusWords: String {
    switch self {
    case .transfer(let transfer): transfer.status.words
    case .order(let order): order.status.rawValue
    }
  }

  /// Why nothing of it can be received; nil where it can.
  var refusal: String? {
    if isOpen { return nil }
    switch self {
    case .transfer(let transfer):
      return Explanation(.transferIs(transfer.number, transfer.status, wanted: "receive it")).detail
    case .order(let order) where order.status == .draft:
      return "\(order.number) is a draft: the vendor does not have it yet. Send it first: S in the orders."
    case .order(let order): return "\(order.number) is \(order.status.rawValue): nothing more of it is expected."
    }
  }

  /// `TR-0881  from SOUTH`.
  var words: String { "\(number)  from \(origin)" }

  /// `ETA 14 Jul`, `due 14 Jul`.
  func dueWords(_ clock: LocalClock) -> String? {
    switch self {
    case .transfer(let transfer): transfer.eta.map { "ETA \(clock.dayOnly($0).trimmedBlanks)" }
    case .order(let order): order.expectedOn.map { "due \(clock.dayOnly($0).trimmedBlanks)" }
    }
  }

  /// `shipped 12 Jul 16:20`.
  func sentWords(_ clock: LocalClock) -> String? {
    switch self {
    case .transfer(let transfer): transfer.shippedAt.map { "shipped \(clock.dayAndTime($0).trimmedBlanks)" }
    case .order(let order): order.sentAt.map { "sent \(clock.dayAndTime($0).trimmedBlanks)" }
    }
  }

  /// What people call its parts.
  var terms: DockTerms { isOrder ? .order : .transfer }
}

/// The words for what happens to goods at a dock.
struct DockTerms: Sendable {
  /// What was to come: `shipped`.
  var expected: String
  var expectedShort: String
  /// What came and is not good: `damaged`.
  var damaged: String
  var damagedShort: String
  /// What is still to come is `in transit`.
  var onItsWay: String
  /// What it is that is received: `transfer`.
  var document: String

  static let transfer = DockTerms(
    expected: "shipped", expectedShort: "ship", damaged: "damaged", damagedShort: "dmg", onItsWay: "in transit",
    document: "transfer")
  static let order = DockTerms(
    expected: "ordered", expectedShort: "ord", damaged: "rejected", damagedShort: "rej", onItsWay: "to come",
    document: "order")
}
