/// Refusals of licence plates, in words.
extension Explanation {
  static func plates(_ error: InventoryError) -> Explanation? { plate(error) ?? building(error) }

  private static func plate(_ error: InventoryError) -> Explanation? {
    switch error {
    case .noSuchPlate(let code):
      Explanation(
        "no-such-plate", "No such plate", 404,
        "There is no pallet \"\(code)\". See them with: tallyman plate list"
      ) { $0.add("plate", code) }
    case .plateIs(let code, let status, let place):
      Explanation(
        "invalid-state", "Not in this state", 422,
        "Pallet \(code) \(state(status, place)): it cannot be taken as a whole now." + remedy(status, code)
      ) {
        $0.add("plate", code)
        $0.add("state", status.rawValue)
        $0.add("location", place)
      }
    case .plateElsewhere(let code, let place, let asked):
      Explanation(
        "plate-elsewhere", "It stands elsewhere", 409,
        "Pallet \(code) stands at \(place) by the books, not at \(asked). Move it there first with: tallyman plate move "
          + "\(code) --to \(asked)"
      ) {
        $0.add("plate", code)
        $0.add("location", place)
        $0.add("asked", asked)
      }
    case .plateDoubtful(let code, let item, let place, let lot, let says, let has):
      Explanation(
        "plate-doubtful", "It may not be whole", 409,
        "Pallet \(code) is not moved as a whole: the pallets at \(place) should hold \(says) of \(item)"
          + (lot.map { " lot \($0)" } ?? "")
          + ", and only \(has) are there. Goods were taken piece by piece: count them, "
          + "or open it with: tallyman plate open \(code)"
      ) {
        $0.add("plate", code)
        $0.add("sku", item.description)
        $0.add("location", place)
        $0.add("lot", lot)
        $0.add("plated", says)
        $0.add("on_hand", has)
      }
    case .plateSerialStrayed(let code, let serial, let item, let place):
      Explanation(
        "plate-doubtful", "It may not be whole", 409,
        "Pallet \(code) is not moved as a whole: serial \(serial) of \(item) should stand on it and is not at \(place) any "
          + "more. Open it with: tallyman plate open \(code)"
      ) {
        $0.add("plate", code)
        $0.add("serial", serial)
        $0.add("sku", item.description)
        $0.add("location", place)
      }
    default: nil
    }
  }

  private static func building(_ error: InventoryError) -> Explanation? {
    switch error {
    case .plateExists(let code, let status, let place):
      Explanation(
        "plate-exists", "Plate exists", 409,
        "Pallet \(code) is in the books already: it \(state(status, place)). One number, one pallet"
          + (status == .opened ? ", and an SSCC is not given twice." : ".")
      ) {
        $0.add("plate", code)
        $0.add("state", status.rawValue)
      }
    case .notEnoughLoose(let item, let place, let lot, let asked, let loose, let onHand):
      Explanation(
        "insufficient-stock", "Not enough stands loose", 409,
        "Only \(loose) of \(item)" + (lot.map { " lot \($0)" } ?? "") + " stand loose at \(place) (\(asked) asked, "
          + "\(onHand) on hand): the rest stands on other pallets. See them with: tallyman plate list --at \(place)"
      ) {
        $0.add("sku", item.description)
        $0.add("location", place)
        $0.add("lot", lot)
        $0.add("asked", asked)
        $0.add("loose", loose)
        $0.add("on_hand", onHand)
      }
    case .serialOnPlate(let serial, let item, let plate):
      Explanation(
        "serial-on-plate", "It stands on another pallet", 409,
        "Serial \(serial) of \(item) stands on pallet \(plate). Open that one first with: tallyman plate open \(plate)"
      ) {
        $0.add("serial", serial)
        $0.add("sku", item.description)
        $0.add("plate", plate)
      }
    case .noCompanyPrefix:
      Explanation(
        "no-company-prefix", "No number to give", 422,
        "The house has no GS1 company prefix to number a pallet with. Name a code of your own, or set it with: tallyman "
          + "setting set gs1_company_prefix DIGITS")
    case .plateNumbersUsedUp(let prefix):
      Explanation(
        "plate-numbers-used-up", "No number left", 422,
        "All numbers for pallets of the company prefix \(prefix) are given. Name a code of your own, or set another prefix."
      ) { $0.add("prefix", prefix) }
    default: nil
    }
  }

  private static func state(_ status: PlateStatus, _ place: String?) -> String {
    switch status {
    case .standing: "stands at \(place ?? "a place")"
    case .inTransit: "is on its way with a transfer"
    case .opened: "was opened at \(place ?? "a place")"
    }
  }

  private static func remedy(_ status: PlateStatus, _ code: String) -> String {
    switch status {
    case .standing: " See it with: tallyman plate show \(code)"
    case .inTransit: " Receive its transfer first."
    case .opened: " Its goods are loose: move and count them piece by piece."
    }
  }
}
