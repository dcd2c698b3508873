import Inventory
import Terminal

/// Receiving for books on another machine: the lines are kept right here as far as they are known, and read again when
/// the books have all that was scanned.
extension ReceivePane {
  var isParkedShown: Bool { look == .parked }
  /// Parked scans that the books do not have yet stand among what waits.
  var parkedCount: Int { knownParked.count }
  var knownParked: [ReceiveEvent] { parked.filter { $0.id >= 0 } }

  // MARK: Acts that are kept

  /// What an act did, without the books' answer; false for those that need none.
  mutating func doneKept(_ deed: ScanDeed<ReceivePurpose>, _ desk: inout Desk) -> Bool {
    let before = sheet.lines
    switch deed.purpose {
    case .record, .park, .undo, .takeExpected, .takeBackExpected: return false
    case .postReceipt(let rest) where !rest.isEmpty: return false
    case .post, .postReceipt:
      last = nil
      trail = []
      sheet.postPending()
      isStale = true
      say(.post, before, &desk)
      return true
    case .pallet(let plate):
      remember(ReceiveTrace(last: nil, isPosted: true, key: deed.key))
      last = nil
      sheet.receive(plate)
    case .closeShort(let line): sheet.close(line)
    case .drop(let event): sheet.parked.removeAll { $0.id == event.id }
    case .takeBack:
      last = nil
      trail = []
    case .closeOrder: break
    }
    chosenParked = max(0, min(parkedCount + outbox.count - 1, chosenParked))
    isStale = true
    say(deed.purpose, before, &desk)
    return true
  }

  /// All that a scan did is taken back here too.
  mutating func tookBackKept(_ trace: ReceiveTrace, _ desk: inout Desk) {
    let before = sheet.lines
    takeBack(trace)
    isStale = true
    say(.undo(trace), before, &desk)
  }

  private mutating func takeBack(_ trace: ReceiveTrace) {
    if let change = trace.change { sheet.add(change.inverse) }
    if let id = trace.parked { sheet.parked.removeAll { $0.id == id } }
  }

  /// A parked scan stands beside the lines until the books tell its number.
  mutating func parkKept(
    _ deed: ScanDeed<ReceivePurpose>, _ text: String, why: String, _ desk: Desk
  ) -> Int64? {
    guard deed.isKept, case .transfer(let transfer)? = document,
      let entry = (deed.act as? RecordReceipts)?.entries.first
    else { return nil }
    let id = -1 - Int64(desk.keysMade)
    sheet.parked.append(
      ReceiveEvent(
        id: id, transfer: transfer.id, line: nil, code: nil, lot: nil, serial: nil, kind: .parked,
        quantity: entry.quantity, condition: entry.condition, actor: desk.identity.actor,
        terminal: desk.identity.terminal, occurredAt: desk.now, negates: nil, negatedBy: nil, isPosted: false,
        text: text, note: why))
    return id
  }

  /// Whether F8 would only be refused later: nothing that this operator scanned is left to post.
  func isNothingMine(_ desk: Desk) -> Bool {
    desk.link.isFar && sheet.isRead
      && others(than: "").allSatisfy { $0.lowercased() != desk.identity.actor.lowercased() }
  }

  mutating func undone(_ key: String, _ desk: inout Desk) {
    isStale = true
    guard let index = trail.lastIndex(where: { $0.key == key }) else { return }
    takeBack(trail[index])
    trail.remove(at: index)
    last = nil
  }

  // MARK: Acts that cannot be kept

  mutating func lineIsDown(for deed: ScanDeed<ReceivePurpose>, _ desk: inout Desk) -> Bool {
    switch deed.purpose {
    case .record, .park: return false
    case .undo: failOffline("nothing is taken back", &desk)
    case .post, .postReceipt: failNotPosted(&desk)
    default: failOffline("this is not done; try again when it is back", &desk)
    }
    return true
  }

  mutating func failNotPosted(_ desk: inout Desk) {
    guard desk.link.isDown else {
      return warn(
        "\(Numbers.counted(desk.link.waiting, "scan is", "scans are")) on the way to the books: F9 again", &desk)
    }
    failOffline("nothing is posted. What was scanned stays; F9 again when it is back", &desk)
  }

  /// The paper of something that stands in the list.
  mutating func enterUnread(_ code: ScannedCode, _ desk: inout Desk) -> Bool {
    let text = code.text.lowercased()
    guard document == nil, let choice = choices.first(where: { $0.number.lowercased() == text }) else { return false }
    choose(choice, &desk)
    return true
  }

  // MARK: Reading

  /// Of books far away it is read while scans go on: what was scanned meanwhile makes the answer worthless.
  mutating func readAside(_ name: DockDocument.Name, _ desk: inout Desk) {
    guard aside == nil else { return }
    aside = (reading(name, .again, &desk), desk.keysMade)
  }

  /// Whether the reply was to it.
  mutating func takeAside(_ reply: Reply, _ desk: inout Desk) -> Bool {
    guard var asked = aside, feed(&asked.reading, reply, &desk) else { return false }
    aside = asked.reading.isDone ? nil : asked
    guard aside == nil else { return true }
    if asked.keys == desk.keysMade, !desk.link.isHolding, asked.reading.name == document?.name {
      take(asked.reading, &desk)
    } else {
      isStale = true
    }
    return true
  }

  /// It could not be read, as the line is down.
  mutating func lose(_ reading: ReceiveReading, _ desk: inout Desk) {
    isStale = true
    switch reading.purpose {
    case .again, .signedIn: break
    case .after(let purpose, let before): say(purpose, before, &desk)
    case .posting: failNotPosted(&desk)
    case .entered:
      lost = .document(reading.name)
      waitForLine("\(reading.name.number) cannot be read", &desk)
    }
  }

  mutating func beginAgain(_ desk: inout Desk) {
    isStale = true
    rereadAt = desk.now
    guard let wanted = lost, !isBusy else { return }
    lost = nil
    if let shown = echo, shown.outcome == .warn { echo = ScanEcho(at: desk.now, read: shown.read) }
    switch wanted {
    case .choices: if document == nil { list(&desk) }
    case .document(let name): open(name, &desk)
    }
  }
}

extension ReceivedChange {
  /// What takes it back.
  fileprivate var inverse: ReceivedChange {
    var change = self
    change.good = .zero - good
    change.damaged = .zero - damaged
    change.over = .zero - over
    return change
  }
}

extension ReceiveSheet {
  /// All that is scanned is posted: the books say the same when they are asked next.
  fileprivate mutating func postPending() {
    for index in lines.indices {
      let line = lines[index]
      lines[index].good += line.pendingGood
      lines[index].damaged += line.pendingDamaged
      lines[index].over += line.pendingOver
      lines[index].inTransit -= line.pendingGood + line.pendingDamaged - line.pendingOver
      lines[index].pendingGood = .zero
      lines[index].pendingDamaged = .zero
      lines[index].pendingOver = .zero
    }
    pending = [:]
    toPost = []
    receivers = []
  }

  /// A pallet came whole.
  fileprivate mutating func receive(_ plate: Plate) {
    for content in plate.contents {
      guard let number = line(GoodsKey(item: content.item.id, lot: content.lot?.code))?.number,
        let index = lines.firstIndex(where: { $0.number == number })
      else { continue }
      lines[index].good += content.quantity
      lines[index].inTransit -= content.quantity
    }
  }

  /// The rest of a line will not come.
  fileprivate mutating func close(_ number: Int) {
    guard let index = lines.firstIndex(where: { $0.number == number }) else { return }
    let open = lines[index].open
    lines[index].closed += open
    lines[index].inTransit -= open
  }
}
