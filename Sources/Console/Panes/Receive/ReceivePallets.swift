import Inventory
import Terminal

/// Pallets that travel with a transfer: what stands on one is said, and `y` takes it whole, unseen.
extension ReceivePane {
  mutating func scanned(_ plate: Plate, _ read: String, _ desk: inout Desk) {
    switch plate.status {
    case .inTransit where plate.transferNumber == document?.number: offer(plate, read, &desk)
    case .inTransit:
      echo = ScanEcho(at: desk.now, read: read)
      arriving = plate
      open(.transfer(plate.transferNumber ?? ""), &desk)
    case .standing:
      warn("pallet \(plate.code) stands at \(plate.place ?? "a place"): F7 puts it away", &desk)
    case .opened: warn("pallet \(plate.code) was opened: scan what stood on it, piece by piece", &desk)
    }
  }

  mutating func offer(_ plate: Plate, _ read: String, _ desk: inout Desk) {
    sheet.put(first: plate)
    let units = plate.contents.reduce(Quantity.zero) { $0 + $1.quantity }
    let words =
      "\(Numbers.lines(plate.contents.count)), \(Numbers.grouped(units)) \(units == Quantity(1) ? "unit" : "units")"
    echo = ScanEcho(at: desk.now, read: read)
    ask(
      .own(
        PaneQuestion(
          subject: .pallet(plate), prompt: "y>", meaning: "pallet \(plate.code)",
          words: "pallet \(plate.code): \(words), y takes it whole", brief: "\(words): y whole")), &desk)
  }

  mutating func take(whole plate: Plate, _ desk: inout Desk) {
    let shown = ScanEcho(
      at: desk.now, read: plate.code, meaning: "pallet \(plate.code)", result: "received whole", change: "pallet")
    send(ReceiveTransfer(number, [], plates: [plate.code]), .pallet(plate), shown, &desk)
  }
}

extension ReceiveSheet {
  /// The lines of a pallet go before the others, and stay there.
  mutating func put(first plate: Plate) {
    palletGoods = Set(plate.contents.map { GoodsKey(item: $0.item.id, lot: $0.lot?.code) })
    arrange()
  }

  mutating func arrange() {
    guard !palletGoods.isEmpty else { return }
    lines = lines.filter { palletGoods.contains($0.goodsKey) } + lines.filter { !palletGoods.contains($0.goodsKey) }
  }
}
