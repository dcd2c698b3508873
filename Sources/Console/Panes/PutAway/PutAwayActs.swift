import Inventory
import Terminal

/// What is carried is set down: one act each.
extension PutAwayPane {
  mutating func put(into bin: Location, _ read: String, _ desk: inout Desk) {
    guard let carried, let place else { return }
    let move = PutAwayMove(carried: carried, quantity: carried.next, from: place.code, to: bin.code)
    let shown = ScanEcho(
      at: desk.now, read: read, meaning: carried.words(desk.clock), result: move.words,
      change: carried.plate == nil ? Numbers.grouped(move.quantity) : "pallet", handRead: carried.name)
    if let plate = carried.plate {
      return send(MovePlate(plate.code, to: bin.code), .put(move), shown, &desk)
    }
    guard let line = carried.line else { return }
    var movement = MovementLine(
      .transferOut, line.item.code.description, move.quantity, at: place.code, to: bin.code, lot: line.lot?.code,
      serials: serials(of: move), reference: line.isOfTransfer ? transfer : nil)
    // Of a lot that may not be used the books know that all of it is blocked.
    movement.isBlocked = line.isBlocked && line.lot?.isUsable(on: desk.clock.today) != false
    send(PostMovements([movement]), .put(move), shown, &desk)
  }

  private func serials(of move: PutAwayMove) -> [String] {
    Array(move.carried.serials.prefix(Int(clamping: move.quantity.thousandths / 1000)))
  }

  mutating func done(_ deed: ScanDeed<PutAwayPurpose>, _ desk: inout Desk) {
    switch deed.purpose {
    case .put(var move):
      move.key = deed.key
      trail.append(move)
      if trail.count > PutAwayPane.mostRemembered { trail.removeFirst() }
      putAway(move, &desk)
    case .undo(let move):
      _ = trail.popLast()
      echo?.result = "taken back: \(move.words)"
      isStale = true
      rereadAt = desk.now
      succeed(&desk)
    }
  }

  private mutating func putAway(_ move: PutAwayMove, _ desk: inout Desk) {
    if let line = move.carried.line {
      sheet.move(move.quantity, of: line.key, serials: serials(of: move), to: move.to)
      current = line.key
    } else {
      sheet.plates.removeAll { $0.code == move.carried.plate?.code }
    }
    var rest = move.carried.rest(after: move.quantity)
    if let line = rest?.line { rest?.line = sheet.line(line.key) ?? line }
    if let serials = rest?.serials, !serials.isEmpty {
      rest?.serials = Array(serials.dropFirst(self.serials(of: move).count))
    }
    carried = rest
    let left = sheet.isDone ? "nothing is left here" : "\(sheet.leftWords) left"
    // What goes on is named at once; the put-away itself stands in the list of the last scans.
    echo?.result += rest.map { "   then \($0.destination)" } ?? "   \(left)"
    echo?.handResult = rest.map { "then \($0.brief)" } ?? "to \(move.to)"
    desk.log(.ok, "put away \(move.words)")
    succeed(&desk)
  }

  mutating func refused(_ deed: ScanDeed<PutAwayPurpose>, _ error: InventoryError, _ desk: inout Desk) {
    if case .undo = deed.purpose, case .alreadyReversed = error { _ = trail.popLast() }
    fail(error, &desk)
    isStale = true
  }

  // MARK: F2, F3, F8, F9

  mutating func showOther(_ desk: inout Desk) {
    guard let carried else { return warn("scan goods first: F2 names another bin for them", &desk) }
    guard carried.targets.count > 1 else {
      return warn(
        carried.targets.isEmpty
          ? "no bin is suggested for \(carried.name): scan any"
          : "no other bin is suggested for \(carried.name): scan any, and scan it again", &desk)
    }
    self.carried?.chosen = (carried.chosen + 1) % carried.targets.count
    showCarried(&desk)
  }

  mutating func askSplit(_ desk: inout Desk) {
    guard let carried else { return warn("scan goods first: F3 splits them", &desk) }
    guard carried.plate == nil else { return warn("a pallet moves whole: open it to split it", &desk) }
    guard carried.line?.item.tracking != .serial else { return warn("a serial is one unit: scan each", &desk) }
    ask(
      .own(
        PaneQuestion(
          subject: .split, prompt: "of it>", meaning: carried.words(desk.clock),
          words: "how many of \(Numbers.grouped(carried.quantity)) go into the next bin? the rest is carried on",
          brief: "how many of \(Numbers.grouped(carried.quantity))?")), &desk)
  }

  mutating func split(_ amount: Quantity, _ desk: inout Desk) {
    guard let carried, let line = carried.line else { return }
    guard amount < carried.quantity, !line.item.unit.isCounted || amount.isWhole else {
      return warn("\(Numbers.grouped(amount)) is no part of the \(Numbers.grouped(carried.quantity)) carried", &desk)
    }
    self.carried?.part = amount
    showCarried(&desk)
  }

  mutating func setDown(_ desk: inout Desk) {
    guard let carried else { return warn("nothing is carried", &desk) }
    self.carried = nil
    say(
      ScanEcho(
        at: desk.now, read: "", meaning: carried.words(desk.clock), outcome: .ok,
        result: "set down at \(place?.code ?? ""): it is where it was"), &desk)
  }

  /// Which of the places for what is carried a document is that waits for it.
  func target(_ document: String) -> Int? {
    carried?.targets.firstIndex {
      if case .crossDock(let wanted) = $0 { wanted.document == document } else { false }
    }
  }

  /// The goods go to a transfer or a reservation, whose paper was scanned: they stay.
  mutating func leave(for document: String, _ read: String, _ desk: inout Desk) {
    guard let carried, let line = carried.line, let index = target(document) else {
      return fail("\(document) does not wait for \(carried?.name ?? ""): scan a bin", read: read, &desk)
    }
    self.carried?.chosen = index
    let quantity = min(carried.targets[index].quantity, carried.part ?? carried.quantity)
    sheet.staying[line.key, default: [:]][document] = quantity
    current = line.key
    let rest = self.carried?.rest(after: quantity)
    let words = "\(Numbers.grouped(quantity)) stay here for \(carried.targets[index].name)"
    self.carried = rest
    say(
      ScanEcho(
        at: desk.now, read: read, meaning: carried.words(desk.clock), outcome: .ok,
        result: words + (rest.map { "   then \($0.destination)" } ?? "   \(sheet.leftWords) left"),
        handRead: carried.name, handResult: rest.map { "then \($0.brief)" } ?? "\(quantity) stay"), &desk)
  }

  mutating func undo(_ desk: inout Desk) {
    if next != NextScan() {
      next = NextScan()
      return
    }
    if carried != nil { return setDown(&desk) }
    guard let last = trail.last else { return warn("nothing of yours to undo here", &desk) }
    let shown = ScanEcho(at: desk.now, read: "", result: "taking back \(last.words)", change: "undo")
    if let plate = last.carried.plate {
      return send(MovePlate(plate.code, to: last.from), .undo(last), shown, &desk)
    }
    send(ReverseMovement(.act(key: last.key)), .undo(last), shown, &desk)
  }

  mutating func finishPlace(_ desk: inout Desk) {
    if let carried { return warn("\(carried.name) is carried: scan its bin, or F8 sets it down", &desk) }
    guard parked.isEmpty else {
      return warn(
        "\(parked.count.counted("scan is", "scans are")) parked: F4 shows \(parked.count == 1 ? "it" : "them"); F10 leaves",
        &desk)
    }
    guard sheet.isDone else {
      let more = sheet.hasMore ? "more than " : ""
      return warn("\(more)\(sheet.leftWords) are left at \(place?.code ?? ""): F10 leaves them there", &desk)
    }
    desk.log(.ok, "\(place?.code ?? ""): all is put away")
    leaveNow(&desk)
  }
}
