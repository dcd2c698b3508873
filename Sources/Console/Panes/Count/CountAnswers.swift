import Inventory
import Terminal

/// Questions that only counting asks, and the lots known in a bin.
extension CountPane {
  mutating func answers(_ asked: ScanQuestion, _ text: String, _ record: String, _ desk: inout Desk) -> Bool {
    if case .own(let own) = asked, case .pallet(let plate) = own.subject {
      return text == "y" && done(count(whole: plate, &desk))
    }
    guard case .company(let bin, _, _, _, _) = asked else { return false }
    if text == "j" { return done(open(bin, .join, &desk)) }
    if text == "r" { return done(open(bin, .recount, &desk)) }
    return false
  }

  mutating func declined(_ asked: ScanQuestion, _ desk: inout Desk) {
    if case .own(let own) = asked, case .pallet(let plate) = own.subject {
      let words = "pallet \(plate.code) is not counted: scan what stands on it, piece by piece"
      return say(ScanEcho(at: desk.now, read: "", outcome: .warn, result: words), &desk, bells: 0)
    }
    // A bin of an earlier session that is another's now is not counted in.
    if case .company(let bin, _, _, _, _) = asked, bin == sheet?.code { sheet = nil }
    say(ScanEcho(at: desk.now, read: "", outcome: .warn, result: "not opened: scan another bin"), &desk, bells: 0)
  }

  // MARK: Lots

  mutating func take(
    lots result: Result<ItemStock.Card, InventoryError>, _ goods: ScannedGoods, _ desk: inout Desk
  ) {
    // Who may not see what is expected types the lot.
    var lots: [Lot] = []
    for balance in (try? result.get())?.lots ?? [] where !lots.contains(where: { $0.id == balance.lot.id }) {
      lots.append(balance.lot)
    }
    for line in sheet?.lines ?? [] where line.item == goods.item.id {
      if let code = line.lot, !lots.contains(where: { $0.code.lowercased() == code.lowercased() }) {
        lots.append(Lot(code: code, expires: line.expires))
      }
    }
    ask(lots.isEmpty ? .newLot(goods) : .lot(goods, Array(lots.prefix(9))), &desk)
  }
}
