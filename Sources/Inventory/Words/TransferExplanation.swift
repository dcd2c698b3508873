/// Refusals that are about transfers.
extension Explanation {
  static func moving(_ error: InventoryError) -> Explanation? {
    missingTransfer(error) ?? transferConflict(error) ?? transferData(error)
  }

  private static func missingTransfer(_ error: InventoryError) -> Explanation? {
    func missing(_ type: String, _ title: String, _ detail: String, _ name: String, _ value: String) -> Explanation {
      Explanation(type, title, 404, detail) { $0.add(name, value) }
    }
    return switch error {
    case .noSuchTransfer(let text):
      missing(
        "no-such-transfer", "No such transfer",
        "No transfer has the number \"\(text)\". See them with: tallyman transfer list", "transfer", text)
    case .noSuchDiscrepancy(let text):
      missing(
        "no-such-discrepancy", "No such discrepancy",
        "No discrepancy has the number \"\(text)\". See them with: tallyman transfer discrepancies --open",
        "discrepancy", text)
    case .notOnTransfer(let item, let lot, let transfer):
      Explanation(
        "not-on-transfer", "Not on the transfer", 404,
        "\(transfer) has no line of \(item)\(lot.map { " lot \($0)" } ?? ""). If it came all the same, receive it as over: "
          + "tallyman transfer receive \(transfer) --line \(item)=1,over=1\(lot.map { ",lot=\($0)" } ?? "")"
      ) {
        $0.add("sku", item.description)
        $0.add("lot", lot)
        $0.add("transfer", transfer)
      }
    case .serialNotOnTransfer(let serial, let item, let transfer):
      Explanation(
        "serial-not-on-transfer", "Serial not on the transfer", 404,
        "Serial \(serial) of \(item) is not in transit with \(transfer). See what is with: tallyman transfer show \(transfer)"
      ) {
        $0.add("sku", item.description)
        $0.add("serial", serial)
        $0.add("transfer", transfer)
      }
    default: nil
    }
  }

  private static func transferConflict(_ error: InventoryError) -> Explanation? {
    switch error {
    case .overReceipt(let item, let transfer, let asked, let left, let allowed):
      Explanation(
        "over-receipt", "More than was shipped", 409,
        allowed.map {
          "\(asked) of \(item) came, \(left) are in transit with \(transfer); you may take \($0) as over. A supervisor may "
            + "take more."
        }
          ?? "\(asked) of \(item) came, but only \(left) are in transit with \(transfer). If more came, say how many are "
          + "over: tallyman transfer receive \(transfer) --line \(item)=\(asked),over=\(asked - left)"
      ) {
        $0.add("sku", item.description)
        $0.add("transfer", transfer)
        $0.add("asked", asked)
        $0.add("in_transit", left)
        $0.add("allowed", allowed)
      }
    case .beyondRequest(let item, let transfer, let asked, let left):
      Explanation(
        "beyond-request", "More than was asked for", 409,
        "\(asked) of \(item) are more than \(transfer) still asks for (\(left)). Ship fewer, or change it with: tallyman "
          + "transfer edit \(transfer)"
      ) {
        $0.add("sku", item.description)
        $0.add("transfer", transfer)
        $0.add("asked", asked)
        $0.add("left", left)
      }
    case .notInTransit(let item, let transfer, let asked, let has):
      Explanation(
        "not-in-transit", "Not in transit", 409,
        "Only \(has) of \(item) are in transit with \(transfer) (\(asked) asked)."
      ) {
        $0.add("sku", item.description)
        $0.add("transfer", transfer)
        $0.add("asked", asked)
        $0.add("in_transit", has)
      }
    case .discrepancyResolved(let id, let resolution):
      Explanation(
        "discrepancy-resolved", "Resolved already", 409,
        "Discrepancy \(id) has been resolved already: \(resolution?.words ?? "")."
      ) {
        $0.add("discrepancy", String(id))
        $0.add("resolution", resolution?.rawValue)
      }
    default: nil
    }
  }

  private static func transferData(_ error: InventoryError) -> Explanation? {
    func refused(_ type: String, _ title: String, _ detail: String, _ transfer: String? = nil) -> Explanation {
      Explanation(type, title, 422, detail) { if let transfer { $0.add("transfer", transfer) } }
    }
    return switch error {
    case .transferIs(let transfer, let status, let wanted):
      refused(
        "transfer-state", "Not in this state",
        "\(transfer) is \(status.words): nobody can \(wanted) now. Look at it with: tallyman transfer show \(transfer)",
        transfer)
    case .nothingToShip(let transfer):
      refused(
        "nothing-to-ship", "Nothing to ship",
        "The source has none of what \(transfer) still asks for, or everything has been shipped.", transfer)
    case .nothingToReceive(let transfer):
      refused("nothing-to-receive", "Nothing in transit", "Nothing of \(transfer) is in transit any more.", transfer)
    case .nothingScanned(let transfer):
      refused(
        "nothing-scanned", "Nothing scanned", "Nothing was scanned of \(transfer) that could be posted or taken back.",
        transfer)
    case .nothingReceived(let transfer):
      refused(
        "nothing-received", "Nothing received", "\(transfer) has no receipt of yours that could be taken back.",
        transfer)
    case .notOver(let item, let transfer, let over, let inTransit):
      refused(
        "not-over", "Not over",
        "\(over) of \(item) cannot be over while \(inTransit) are in transit with \(transfer): what came counts against "
          + "those first, and only what is beyond them is over.", transfer)
    case .needsShortReason:
      refused(
        "reason-needed", "Reason needed", "Say why with --reason, such as DAMAGE, THEFT or LOST: somebody will ask.")
    case .needsClaimReference:
      refused("reference-needed", "Reference needed", "A claim needs --reference: what the other side calls it.")
    case .resolutionDoesNotFit(let resolution, let kind):
      refused(
        "resolution-does-not-fit", "That cannot have become of it",
        "What is \(kind.words) cannot be resolved as \"\(resolution.words)\". It can be: "
          + Discrepancy.Resolution.allCases.filter { $0.fits(kind) }.map(\.rawValue).joined(separator: ", ") + ".")
    case .onlyByTransfer(let kind):
      refused(
        "only-by-transfer", "Only by a transfer",
        "Entries of kind \(kind.name) come of transfers, orders and expected receipts alone.")
    case .belongsToTransfer(let entry, let transfer):
      refused(
        "belongs-to-transfer", "Belongs to a transfer",
        "Entry \(entry) belongs to \(transfer) and is not reversed alone. Take a receipt back with: tallyman transfer undo "
          + "\(transfer), or send goods back with: tallyman transfer return \(transfer)", transfer)
    default: nil
    }
  }
}

extension TransferStatus {
  public var words: String { self == .inTransit ? "in transit" : rawValue }
}

extension Discrepancy.Kind {
  public var words: String {
    switch self {
    case .wrongItem: "wrong item"
    case .wrongLot: "wrong lot"
    default: rawValue
    }
  }
}

extension Discrepancy.Resolution {
  public var words: String { String(rawValue.map { $0 == "_" ? " " : $0 }) }
}
