/// Refusals about lots and serials, and about goods that may not be used, in words.
extension Explanation {
  static func lots(_ error: InventoryError) -> Explanation? {
    func refused(
      _ type: String, _ title: String, _ detail: String, _ item: ItemCode, _ name: String, _ value: String,
      status: Int = 422
    ) -> Explanation {
      Explanation(type, title, status, detail) {
        $0.add("sku", item.description)
        $0.add(name, value)
      }
    }
    return switch error {
    case .lotNotUsable(let lot, let item, let day): notUsable(lot, item, day)
    case .lotExists(let lot, let item):
      refused(
        "lot-exists", "Lot exists",
        "\(item) has a lot \"\(lot)\" already. Change it with: tallyman lot edit \(lot) \(item)", item, "lot", lot,
        status: 409)
    case .noSuchLotAnywhere(let lot):
      Explanation(
        "no-such-lot", "No such lot", 404, "The books have no lot \"\(lot)\". See them with: tallyman lot list"
      ) { $0.add("lot", lot) }
    case .ambiguousLot(let lot, let items):
      Explanation(
        "ambiguous-lot", "Several items have that lot", 422,
        "Lot \(lot) is one of \(items.map(\.description).joined(separator: ", ")). Say which: name the SKU too."
      ) { $0.add("lot", lot) }
    case .notKeptByLot(let item):
      Explanation(
        "no-lots", "Not kept by lot", 422,
        "\(item) is not kept by lot. See how it is kept with: tallyman item show \(item)"
      ) { $0.add("sku", item.description) }
    case .serialBlocked(let serial, let item):
      refused(
        "serial-blocked", "Serial blocked",
        "Serial \(serial) of \(item) is in quarantine. Free it with move unquarantine, or name the blocked ones apart.",
        item, "serial", serial)
    case .serialNotBlocked(let serial, let item):
      refused(
        "serial-not-blocked", "Serial not blocked",
        "Serial \(serial) of \(item) is not in quarantine. Name free and blocked ones apart.", item, "serial", serial)
    case .noSuchSerial(let serial):
      Explanation(
        "no-such-serial", "No such serial", 404,
        "The books have no serial \"\(serial)\". Look for it with: tallyman serial list --sku SKU"
      ) { $0.add("serial", serial) }
    case .ambiguousSerial(let serial, let items):
      Explanation(
        "ambiguous-serial", "Several items have that serial", 422,
        "Serial \(serial) is one of \(items.map(\.description).joined(separator: ", ")). Say which with --sku."
      ) { $0.add("serial", serial) }
    case .serialIsNowhere(let serial, let item, let status):
      refused(
        "serial-not-in-stock", "Serial not in stock",
        "Serial \(serial) of \(item) is in no place: it is \(status.words).", item, "serial", serial)
    case .quarantinePlace(let place):
      Explanation(
        "quarantine-place", "A quarantine room", 422,
        "\(place) is a quarantine room: all there is blocked. Move what is to be used elsewhere."
      ) { $0.add("location", place) }
    default: nil
    }
  }

  private static func notUsable(_ lot: Lot, _ item: ItemCode, _ day: Day) -> Explanation {
    let detail =
      if lot.status == .quarantined {
        "Lot \(lot.code) of \(item) is in quarantine. Free it with: tallyman lot release \(lot.code) \(item)"
      } else if let expires = lot.expires {
        "Lot \(lot.code) of \(item) might be used through \(expires), and is expired on \(day). Name another lot."
      } else {
        "Lot \(lot.code) of \(item) is marked as expired. Name another lot."
      }
    return Explanation("lot-blocked", "The lot may not be used", 422, detail) {
      $0.add("sku", item.description)
      $0.add("lot", lot.code)
      $0.add("lot_status", lot.status(on: day).rawValue)
      $0.add("expires", lot.expires)
    }
  }
}

extension SerialStatus {
  /// As a sentence has it.
  public var words: String {
    switch self {
    case .inStock: "in stock"
    case .inTransit: "in transit"
    default: rawValue
    }
  }
}
