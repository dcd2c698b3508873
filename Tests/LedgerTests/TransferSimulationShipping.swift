import Inventory
import Testing

/// Asking for goods, changing one's mind, and shipping.
extension TransferSimulation {
  /// A transfer in one of these states; none where there is none.
  mutating func any(_ states: TransferStatus...) -> Int? {
    let fit = model.transfers.indices.filter { states.contains(model.transfers[$0].status) }
    // Now and then one that is over already, to be refused.
    if fit.isEmpty || numbers.once(in: 25) {
      return model.transfers.isEmpty ? nil : numbers.upTo(model.transfers.count - 1)
    }
    return fit.any(&numbers)
  }

  private mutating func request(_ from: String, _ to: String) -> [TransferRequestLine] {
    let places = TransferModel.sources(from, to)
    var lines: [TransferRequestLine] = []
    for item in ["P", "M", "L", "S"] where numbers.once(in: 2) {
      var line = TransferRequestLine(code(item), amount(of: item, most: 12))
      if item == "L", numbers.once(in: 2) {
        line.lot = TransferModel.lots.filter { knows($0) }.randomElement(using: &numbers)
      }
      if item == "S" {
        let here = places.flatMap { serials(at: $0) }.shuffled(using: &numbers)
        line.quantity = Quantity(max(1, min(3, here.count)))
        if numbers.once(in: 2) { line.serials = Array(here.prefix(3)) }
        if !line.serials.isEmpty { line.quantity = Quantity(line.serials.count) }
      }
      lines.append(line)
      if item == "L", numbers.once(in: 5) { lines.append(TransferRequestLine(code(item), amount(of: item, most: 5))) }
    }
    return lines.isEmpty ? [TransferRequestLine(code("P"), amount(of: "P"))] : lines
  }

  private func knows(_ lot: String) -> Bool { model.goods.knows("L", lot: lot) }

  /// What the lines of a request are: those of the same item and lot are one.
  private func planned(_ lines: [TransferRequestLine]) -> [TransferModel.Line] {
    var planned: [TransferModel.Line] = []
    for line in lines {
      let item = short(line.item)
      let index =
        planned.firstIndex { $0.item == item && $0.lot == line.lot }
        ?? {
          planned.append(TransferModel.Line(number: planned.count + 1, item: item, lot: line.lot))
          return planned.count - 1
        }()
      planned[index].requested += line.quantity
      for serial in line.serials { planned[index].serials[serial] = .requested }
    }
    return planned
  }

  mutating func create() throws {
    guard model.transfers.count(where: { !$0.status.isOver }) < 5 else { return }
    let from = ["N", "N", "N", "N", "NA", "S", "S", "E", "E", "SA", "NQ"].any(&numbers)
    let to = ["SA", "SA", "SA", "S", "EA", "EA", "NB", "N", "SQ", "E"].any(&numbers)
    let lines = request(from, to)
    var refusals: Set<String>?
    if from == to { refusals = ["same-location"] } else if to == "E" { refusals = ["location-structural"] }
    let act = CreateTransfer(from: code(from), to: code(to), lines)
    let what = "asks for \(words(lines)) from \(from) to \(to)"
    guard try send(act, what, refusals: refusals) != nil else { return }
    let number = try house.books.ask(TransferPage(limit: 1)).rows[0].transfer.number
    model.transfers.append(TransferModel.Document(number: number, from: from, to: to, lines: planned(lines)))
  }

  private func words(_ lines: [TransferRequestLine]) -> String {
    lines.map { "\($0.quantity) \(short($0.item)) \($0.lot ?? "") \($0.serials.joined(separator: "+"))" }
      .joined(separator: ", ")
  }

  mutating func edit() throws {
    guard let index = any(.requested) else { return }
    let transfer = model.transfers[index]
    var act = EditTransfer(transfer.number)
    act.note = "note \(story.count)"
    let lines = request(transfer.from, transfer.to)
    let writesLines = numbers.once(in: 2)
    if writesLines { act.lines = lines }
    if numbers.once(in: 4) { act.ifVersion = 999 }
    var refusals: Set<String>?
    if act.ifVersion != nil {
      refusals = ["version-moved-on"]
    } else if transfer.status.isOver || writesLines && transfer.status != .requested {
      refusals = ["transfer-state"]
    }
    guard try send(act, "edits \(transfer.number) to \(writesLines ? words(lines) : "-")", refusals: refusals) != nil,
      writesLines
    else { return }
    model.transfers[index].lines = planned(lines)
  }

  mutating func cancel() throws {
    guard let index = any(.requested, .inTransit) else { return }
    let transfer = model.transfers[index]
    let waits = transfer.lines.contains { $0.toShip > .zero }
    let stands = transfer.status == .requested || transfer.status == .inTransit && waits
    let refusals: Set<String>? = stands ? nil : ["transfer-state"]
    guard try send(CancelTransfer(transfer.number), "cancels \(transfer.number)", refusals: refusals) != nil else {
      return
    }
    if transfer.status == .requested {
      model.transfers[index].status = .cancelled
      return
    }
    for line in transfer.lines.indices {
      model.transfers[index].lines[line].requested -= transfer.lines[line].toShip
      for serial in transfer.lines[line].serials(.requested) {
        model.transfers[index].lines[line].serials[serial] = nil
      }
    }
    model.transfers[index].settle()
  }

  // MARK: Shipping

  mutating func ship() throws {
    guard let index = any(.requested, .inTransit) else { return }
    let transfer = model.transfers[index]
    let places = TransferModel.sources(transfer.from, transfer.to)
    var act = ShipTransfer(transfer.number, shipsWhatThereIs: numbers.once(in: 3))
    if !numbers.once(in: 3) || transfer.lines.contains(where: { $0.item == "S" && $0.toShip > .zero }) {
      act.lines = try shipment(transfer, places)
      if act.lines?.isEmpty == true { return }
    }
    let refusals = shippingRefusals(act, transfer, places)
    let before = onHandAndIncoming()
    let what =
      "ships \(transfer.number): \(act.lines.map { words($0) } ?? "all")\(act.shipsWhatThereIs ? " there is" : "")"
    guard let answer = try send(act, what, refusals: refusals) else { return }
    try take(answer.entries, of: index, what)
    if onHandAndIncoming() != before { throw fail("\(what) changed what is projected") }
  }

  private func words(_ lines: [ShipTransfer.Line]) -> String {
    lines.map { "\($0.quantity) \(short($0.item)) \($0.lot ?? "") \($0.serials.joined(separator: "+"))" }
      .joined(separator: ", ")
  }

  private func onHandAndIncoming() -> [String: Quantity] {
    model.goods.entries.reduce(into: [:]) { sums, entry in
      sums[entry.record.item, default: .zero] += entry.change.onHand + entry.change.incoming
    }
  }

  /// Some of the lines, in whole, in part, too much, or of another lot than was asked for.
  private mutating func shipment(
    _ transfer: TransferModel.Document, _ places: [String]
  ) throws -> [ShipTransfer.Line] {
    var lines: [ShipTransfer.Line] = []
    for line in transfer.lines where line.toShip > .zero && !numbers.once(in: 3) {
      var asked = ShipTransfer.Line(code(line.item), line.toShip, lot: line.lot)
      if numbers.once(in: 2), line.item != "S" { asked.quantity = min(line.toShip, amount(of: line.item, most: 5)) }
      if numbers.once(in: 30) { asked.quantity += Quantity(1) }
      if line.item == "L", line.lot == nil, numbers.once(in: 3) { asked.lot = TransferModel.lots.any(&numbers) }
      if line.item == "L", line.lot != nil, numbers.once(in: 12) { asked.lot = TransferModel.lots.any(&numbers) }
      if line.item == "S" {
        let here = places.flatMap { serials(at: $0) }.shuffled(using: &numbers)
        let count = numbers.upTo(Int(line.toShip.thousandths / 1000) - 1) + 1
        asked.serials = line.serials(.requested).filter { here.contains($0) }
        asked.serials = Array((asked.serials + here.filter { !asked.serials.contains($0) }).prefix(count))
        if numbers.once(in: 20) { asked.serials.append("s\(serials)") }
        asked.quantity = Quantity(max(1, asked.serials.count))
      }
      // As a rule nobody ships what is not there.
      if line.item != "S", !numbers.once(in: 8) {
        let has = model.available(line.item, lot: asked.lot, places)
        if has.isZero { continue }
        asked.quantity = min(asked.quantity, has)
      }
      if line.item == "S", asked.serials.isEmpty, !numbers.once(in: 8) { continue }
      lines.append(asked)
    }
    return lines
  }

  /// Why a shipment cannot be, by what it asks for; none of what depends on which lots are taken for which line.
  private func shippingRefusals(
    _ act: ShipTransfer, _ transfer: TransferModel.Document, _ places: [String]
  ) -> Set<String>? {
    if transfer.status.isOver { return ["transfer-state"] }
    var refusals: Set<String> = []
    var isUnclear = false
    var sum = Quantity.zero
    let asked =
      act.lines
      ?? transfer.lines.filter { $0.toShip > .zero }.map {
        ShipTransfer.Line(code($0.item), $0.toShip, lot: $0.lot, serials: $0.serials(.requested))
      }
    var seen: Set<String> = []
    for line in asked {
      let item = short(line.item)
      guard
        let own = transfer.line(item, lot: line.lot)
          ?? transfer.lines.firstIndex(where: { $0.item == item && $0.lot == nil })
      else {
        refusals.insert("not-on-transfer")
        continue
      }
      if line.quantity > transfer.lines[own].toShip { refusals.insert("beyond-request") }
      // Two lines of one item share what there is: which takes what is not judged here.
      if !seen.insert(item).inserted { isUnclear = true }
      if item == "S" {
        if Quantity(line.serials.count) != line.quantity { refusals.insert("serials-needed") }
        let isHere = line.serials.allSatisfy { model.goods.place(of: $0).map { places.contains($0) } ?? false }
        if !isHere { refusals.insert("serial-not-here") }
        if line.serials.contains(where: { model.isBlocked($0) }) { refusals.insert("serial-blocked") }
        sum += line.quantity
        continue
      }
      let lot = line.lot ?? transfer.lines[own].lot
      let has = model.available(item, lot: lot, places)
      if has < line.quantity, !act.shipsWhatThereIs { refusals.insert("insufficient-stock") }
      sum += min(has, line.quantity)
    }
    if isUnclear { return [] }
    if sum.isZero, refusals.isEmpty { refusals = ["nothing-to-ship"] }
    return refusals.isEmpty ? nil : refusals
  }

  /// Which places and lots the goods were taken from is the books' choice: that they may be, and that the first expiring
  /// went first, is judged here.
  private mutating func take(_ entries: [LedgerEntry], of index: Int, _ what: String) throws {
    let places = TransferModel.sources(model.transfers[index].from, model.transfers[index].to)
    var after = model
    after.transfers[index].status = .inTransit
    for entry in entries {
      let item = short(entry.code.sku)
      if entry.kind == .expected {
        if short(entry.place) != after.transfers[index].to || entry.change != Balances(incoming: entry.change.incoming)
        {
          throw fail("\(what): expected \(entry.change) at \(entry.place)")
        }
        _ = after.goods.post([
          after.entry(
            .expected, item, short(entry.place), lot: entry.lot, onHand: .zero, incoming: entry.change.incoming,
            when: now)
        ])
        continue
      }
      guard entry.kind == .transferOut, places.contains(short(entry.place)) else {
        throw fail("\(what) took from \(entry.place)")
      }
      let quantity = -entry.change.onHand
      guard
        after.goods.post([
          after.entry(
            .transferOut, item, short(entry.place), lot: entry.lot, serials: entry.serials, onHand: -quantity, when: now
          )
        ])
      else { throw fail("\(what) took \(quantity) \(item) \(entry.lot ?? "") from \(entry.place), where it is not") }
      shipped(quantity, item, entry, &after.transfers[index])
    }
    after.transfers[index].settle()
    model = after
    try adoptValues(index, what)
  }

  private func shipped(
    _ quantity: Quantity, _ item: String, _ entry: LedgerEntry, _ transfer: inout TransferModel.Document
  ) {
    var own = transfer.lines.firstIndex { $0.item == item && $0.lot == entry.lot }
    if own == nil {
      own = transfer.lines.count
      transfer.lines.append(TransferModel.Line(number: transfer.lines.count + 1, item: item, lot: entry.lot))
    }
    guard let own else { return }
    transfer.lines[own].shipped += quantity
    if transfer.lines[own].origin == nil { transfer.lines[own].origin = short(entry.place) }
    for serial in entry.serials { transfer.lines[own].serials[serial] = .inTransit }
  }

  /// What goods are worth when they leave is not the affair of transfers: it is kept from then on. What was asked for of no
  /// lot in particular goes over to the lots that left, and none of it is lost on the way.
  private mutating func adoptValues(_ index: Int, _ what: String) throws {
    var (asked, left) = (Quantity.zero, Quantity.zero)
    let lines = try house.books.ask(TransferLinePage(model.transfers[index].number, limit: 1000)).rows
    for own in model.transfers[index].lines.indices {
      // Nobody sees a line with nothing in it.
      let line = model.transfers[index].lines[own]
      guard line.item == "L", !lines.contains(where: { $0.number == line.number }) else { continue }
      asked += line.requested
      model.transfers[index].lines[own].requested = .zero
    }
    for line in lines {
      guard let own = model.transfers[index].lines.firstIndex(where: { $0.number == line.number }) else { continue }
      let value = line.shippedValue.tenThousandths
      if value < model.transfers[index].lines[own].shippedValue {
        throw fail("\(what): line \(line.number) lost value")
      }
      model.transfers[index].lines[own].shippedValue = value
      guard line.code.sku == code("L") else { continue }
      asked += model.transfers[index].lines[own].requested
      left += line.requested
      model.transfers[index].lines[own].requested = line.requested
    }
    if asked != left { throw fail("\(what): \(asked) were asked for, now \(left)") }
    model.transfers[index].settle()
  }
}
