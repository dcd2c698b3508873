import Inventory
import Terminal

/// Goods and pallets are taken up: from which line, and how many.
extension PutAwayPane {
  mutating func enter(_ goods: ScannedGoods, _ desk: inout Desk) {
    guard let place else { return fail(noPlace, read: goods.read, &desk) }
    guard goods.pack != nil else { return ask(.packSize(goods), &desk) }
    let list = PutAwayList(
      at: place.code, item: goods.item.code.description, transfer: transfer, today: desk.clock.today)
    step = .goods(goods, desk.ask(list))
  }

  /// What stands there now is read with every scan, so that what others put away meanwhile is not promised.
  mutating func take(
    found result: Result<PutAwayList.Sheet, InventoryError>, _ goods: ScannedGoods, _ desk: inout Desk
  ) {
    switch result {
    case .failure(let error): fail(error, &desk)
    case .success(let read):
      sheet.take(read, of: goods.item.id)
      takeUp(goods, &desk)
    }
  }

  private mutating func takeUp(_ goods: ScannedGoods, _ desk: inout Desk) {
    var goods = goods
    let lines = sheet.lines(of: goods.item.id)
    guard !lines.isEmpty else {
      let held = sheet.held.filter { $0.item.id == goods.item.id && (goods.lot == nil || $0.lot?.code == goods.lot) }
      if !held.isEmpty { return say(held, goods.read, &desk) }
      return fail("no \(goods.item.code) stands loose at \(place?.code ?? "")", read: goods.read, &desk)
    }
    if goods.item.tracking == .serial, goods.serial == nil { return ask(.serial(goods), &desk) }
    if goods.item.tracking == .lot, goods.lot == nil {
      var lots: [Lot] = []
      for lot in lines.compactMap(\.lot) where !lots.contains(where: { $0.code == lot.code }) { lots.append(lot) }
      guard let only = lots.first, lots.count == 1 else { return ask(.lot(goods, Array(lots.prefix(9))), &desk) }
      goods.choose(only)
    }
    guard let line = line(for: goods, lines) else {
      let what = goods.serial.map { "serial \($0)" } ?? goods.lot.map { "lot \($0)" } ?? "such"
      return fail("no \(what) of \(goods.item.code) stands at \(place?.code ?? "")", read: goods.read, &desk)
    }
    carry(goods, line, &desk)
  }

  /// The line that is looked at, if it is of these goods; else what is good before what may not be used.
  private func line(for goods: ScannedGoods, _ lines: [PutAwayList.Line]) -> PutAwayList.Line? {
    let fitting = lines.filter { line in
      if let serial = goods.serial { return line.serials.contains { $0.lowercased() == serial.lowercased() } }
      return line.key.goods == goods.key
    }
    if next.isDamaged { return fitting.first(where: \.isBlocked) }
    if look == .lines, let viewed, sheet.lines.indices.contains(viewed), fitting.contains(sheet.lines[viewed]) {
      return sheet.lines[viewed]
    }
    return fitting.first { !$0.isBlocked } ?? fitting.first
  }

  private mutating func carry(_ goods: ScannedGoods, _ line: PutAwayList.Line, _ desk: inout Desk) {
    let pack = goods.pack ?? Quantity(1)
    var new = Carried(
      line: line, goods: goods, quantity: line.quantity, targets: line.targets, read: goods.read)
    let same = carried?.line?.key == line.key ? carried : nil
    if let serial = goods.serial {
      new.serials = same?.serials ?? []
      if new.serials.contains(where: { $0.lowercased() == serial.lowercased() }) {
        return fail("serial \(serial) is carried already", read: goods.read, &desk)
      }
      new.serials.append(serial)
      new.quantity = Quantity(new.serials.count)
    } else if next.times == nil, pack == Quantity(1), same == nil || same?.isAll == true {
      new.isAll = true
    } else {
      guard let more = (next.times ?? Quantity(1)).times(pack) else {
        return fail("\(next.times ?? Quantity(1)) packs of \(pack) are too many", read: goods.read, &desk)
      }
      new.quantity = same?.isAll == false ? (same?.quantity ?? .zero) + more : more
    }
    guard new.quantity <= line.quantity else {
      return fail(
        "\(Numbers.grouped(new.quantity)) of \(line.item.code): only \(Numbers.grouped(line.quantity)) stand here",
        read: goods.read, &desk)
    }
    if let parkedIndex = look == .parked && parked.indices.contains(chosenParked) ? chosenParked : nil {
      parked.remove(at: parkedIndex)
      chosenParked = max(0, min(parked.count - 1, chosenParked))
    }
    lay(down: same == nil ? carried : nil, &desk)
    next = NextScan()
    viewed = nil
    carried = new
    showCarried(&desk)
    desk.emit(.beep(1))
  }

  /// Other goods were taken up before these were set down: nothing of them was done.
  private func lay(down before: Carried?, _ desk: inout Desk) {
    guard let before else { return }
    desk.log(.warn, "\(before.name) was not put away: it is where it was")
  }

  // MARK: Pallets

  mutating func take(up plate: Plate, read: String, _ desk: inout Desk) {
    guard let place else { return }
    // Where all that stands on it is one item, it goes where that goes.
    guard let first = plate.contents.first, plate.contents.allSatisfy({ $0.item.id == first.item.id }) else {
      return carry(plate, [], read: read, &desk)
    }
    let lots = Set(plate.contents.map { $0.lot?.code })
    let suggestion = PutAwaySuggestion(
      first.item.code.description, plate.contents.reduce(.zero) { $0 + $1.quantity },
      lot: lots.count == 1 ? first.lot?.code : nil, from: place.code, today: desk.clock.today)
    step = .plate(plate, read: read, desk.ask(suggestion))
  }

  mutating func carry(_ plate: Plate, _ shares: [PutAway.Share], read: String, _ desk: inout Desk) {
    lay(down: carried, &desk)
    carried = Carried(
      plate: plate, quantity: plate.contents.reduce(.zero) { $0 + $1.quantity }, targets: shares.map { .bin($0) },
      read: read)
    viewed = nil
    showCarried(&desk)
    desk.emit(.beep(1))
  }

  // MARK: How many

  mutating func correct(toBase base: Quantity, words: String, _ desk: inout Desk) {
    guard let line = carried?.line else { return warn("\(words): a pallet moves whole", &desk) }
    if line.item.tracking == .serial { return warn("a serial is one unit: scan each", &desk) }
    if base.isZero { return setDown(&desk) }
    guard base > .zero, base <= line.quantity else {
      return warn("\(words): \(Numbers.grouped(line.quantity)) of \(line.item.code) stand here", &desk)
    }
    if line.item.unit.isCounted, !base.isWhole {
      return warn("\(words): \(line.item.code) is counted in whole units", &desk)
    }
    carried?.quantity = base
    carried?.isAll = false
    carried?.part = nil
    showCarried(&desk)
    desk.emit(.beep(1))
  }

  mutating func change(by amount: Amount, _ desk: inout Desk) {
    guard let carried, let line = carried.line, let more = amount.quantity(packs: line.item.packs) else {
      return warn("\(amount.text): scan goods first", &desk)
    }
    correct(toBase: carried.quantity + more, words: amount.text, &desk)
  }

  mutating func set(to amount: Amount, _ desk: inout Desk) {
    guard let line = carried?.line, let base = amount.quantity(packs: line.item.packs) else {
      return warn("=\(amount.text): scan goods first", &desk)
    }
    correct(toBase: base, words: "=" + amount.text, &desk)
  }

  /// `=` alone: all of the line that is carried, or looked at.
  mutating func takeAll(_ desk: inout Desk) {
    let seen = look == .lines ? viewed.flatMap { sheet.lines.indices.contains($0) ? sheet.lines[$0] : nil } : nil
    guard let line = carried?.line ?? seen else {
      return warn("=: scan an item, or choose a line with the arrows: it takes all of it", &desk)
    }
    var goods = carried?.goods ?? ScannedGoods(line.item, pack: Quantity(1), read: line.item.code.description)
    if let lot = line.lot { goods.choose(lot) }
    carried = Carried(
      line: line, goods: goods, quantity: line.quantity, isAll: line.item.tracking != .serial, serials: line.serials,
      targets: line.targets, read: goods.read)
    viewed = nil
    showCarried(&desk)
    desk.emit(.beep(1))
  }

  // MARK: Said of it

  /// What is carried, and where it goes. Nothing of it is done yet.
  mutating func showCarried(_ desk: inout Desk) {
    guard let carried else { return }
    echo = ScanEcho(
      at: desk.now, read: carried.read, meaning: carried.words(desk.clock), result: carried.destination,
      handRead: carried.name, handResult: carried.brief)
    desk.notices.dismiss()
  }
}
