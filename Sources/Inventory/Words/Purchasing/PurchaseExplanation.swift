/// Refusals that are about requisitions, orders and receipts.
extension Explanation {
  static func purchasing(_ error: InventoryError) -> Explanation? {
    missingPurchase(error) ?? purchaseConflict(error) ?? purchaseData(error)
  }

  private static func missingPurchase(_ error: InventoryError) -> Explanation? {
    func missing(_ what: String, _ list: String, _ value: String) -> Explanation {
      Explanation(
        "no-such-\(what)", "No such \(what)", 404,
        "No \(what) has the number \"\(value)\". See them with: tallyman \(list) list"
      ) { $0.add(what, value) }
    }
    return switch error {
    case .noSuchOrder(let number): missing("order", "order", number)
    case .noSuchRequisition(let number): missing("requisition", "requisition", number)
    case .noSuchReceipt(let number): missing("receipt", "receipt", number)
    case .notOnOrder(let item, let order):
      Explanation(
        "not-on-order", "Not on the order", 404,
        "\(order) has no line of \(item). Send it back, or take it in without the order: tallyman move receipt \(item)"
      ) {
        $0.add("sku", item.description)
        $0.add("order", order)
      }
    case .serialNotScanned(let serial, let item, let order):
      Explanation(
        "serial-not-scanned", "Serial not scanned", 404,
        "Serial \(serial) of \(item) was not scanned for \(order), so it cannot be taken back."
      ) {
        $0.add("sku", item.description)
        $0.add("serial", serial)
        $0.add("order", order)
      }
    default: nil
    }
  }

  private static func purchaseConflict(_ error: InventoryError) -> Explanation? {
    switch error {
    case .orderExists(let number):
      Explanation(
        "order-exists", "Order exists", 409,
        "\(number) exists already. Change it while it is a draft with: tallyman order edit \(number)"
      ) { $0.add("order", number) }
    case .beyondOrder(let item, let order, let ordered, let received, let asked, let allowed):
      Explanation(
        "over-receipt", "More than was ordered", 409,
        "\(asked) of \(item) came, but \(order) ordered \(ordered) and \(received) were received: \(allowed) more may be. "
          + "Take in as many and send the rest back, or order more."
      ) {
        $0.add("sku", item.description)
        $0.add("order", order)
        $0.add("ordered", ordered)
        $0.add("received", received)
        $0.add("asked", asked)
        $0.add("allowed", allowed)
      }
    case .beyondScanned(let item, let order, let lot, let asked, let has):
      Explanation(
        "beyond-scanned", "More than was scanned", 409,
        "Only \(has) of \(item)\(lot.map { " lot \($0)" } ?? "") were scanned for \(order): \(asked) cannot be taken back."
      ) {
        $0.add("sku", item.description)
        $0.add("order", order)
        $0.add("lot", lot)
        $0.add("asked", asked)
        $0.add("scanned", has)
      }
    case .receiptsWait(let order, let receipts):
      Explanation(
        "receipts-wait", "Receipts are not posted", 409,
        "Goods of \(order) came and are not posted (\(receipts.joined(separator: ", "))). Post or cancel that first: "
          + "tallyman receipt post \(receipts.first ?? "ID")"
      ) { $0.add("order", order) }
    default: nil
    }
  }

  private static func purchaseData(_ error: InventoryError) -> Explanation? {
    func refused(_ type: String, _ title: String, _ detail: String, _ name: String, _ value: String) -> Explanation {
      Explanation(type, title, 422, detail) { $0.add(name, value) }
    }
    func state(_ noun: String, _ number: String, _ status: String, _ wanted: String) -> Explanation {
      refused(
        "\(noun)-state", "Not in this state",
        "\(number) is \(status): nobody can \(wanted) now. Look at it with: tallyman \(noun) show \(number)", noun,
        number)
    }
    return switch error {
    case .orderIs(let number, let status, let wanted): state("order", number, status.words, wanted)
    case .requisitionIs(let number, let status, let wanted): state("requisition", number, status.rawValue, wanted)
    case .receiptIs(let number, let status, let wanted): state("receipt", number, status.words, wanted)
    case .rejectedTooMany(let item, let received, let rejected):
      refused(
        "rejected-too-many", "More rejected than came",
        "\(rejected) of \(item) cannot be rejected when only \(received) came: what came counts good and bad together.",
        "sku", item.description)
    case .nothingToOrder(let requisition, let vendor):
      refused(
        "nothing-to-order", "Nothing to order",
        "No line of \(requisition) that is not on an order yet names \(vendor) or no vendor at all.", "requisition",
        requisition)
    case .needsDestination(let requisition, let places):
      refused(
        "destination-needed", "Say where it goes",
        places.isEmpty
          ? "The lines of \(requisition) do not say where they are wanted. Say it with --to."
          : "The lines of \(requisition) are wanted at \(places.joined(separator: ", ")), and an order goes to one place. "
            + "Say which with --to.", "requisition", requisition)
    case .nothingOutstanding(let order):
      refused("nothing-to-receive", "Nothing to come", "Nothing of \(order) is still to come.", "order", order)
    case .orderIncomplete(let order):
      refused(
        "order-incomplete", "Another row is refused",
        "Another row of \(order) is refused, and an order is taken whole or not at all.", "order", order)
    case .belongsToOrder(let entry, let document):
      refused(
        "belongs-to-order", "Belongs to an order",
        "Entry \(entry) belongs to \(document) and is not reversed alone. Take the receipt back with: tallyman receipt "
          + "undo ID", "document", document)
    default: nil
    }
  }
}

extension OrderStatus {
  public var words: String {
    switch self {
    case .draft: "a draft"
    default: rawValue
    }
  }
}

extension ReceiptStatus {
  public var words: String { self == .undone ? "taken back" : rawValue }
}
