import Inventory
import Terminal

/// Something in a form that cannot be sent as it is: which field, and what to do.
struct FormTrouble: Error {
  var field: FormField.Name
  /// Which of several lines.
  var row: Int?
  var words: String
}

extension FormPane {
  /// F9: checks what can be checked here, then sends. After a lost answer it sends the same again, with the same key.
  mutating func commit(_ desk: inout Desk) {
    if case .sending = state { return desk.say(.warn, "it is being done") }
    do throws(FormTrouble) {
      switch purpose {
      case .filter: desk.go(.apply(try wantedFilter()))
      case .bin: send(try binAct(), &desk)
      case .newItem: send(try newItemAct(), &desk)
      case .adjust, .receive, .issue, .move: send(try movements(), &desk)
      case .countNow: send(try countNowAct(), &desk)
      case .openStocktake: send(try openingAct(desk.clock), &desk)
      case .decide(let verdict): send(decision(on: verdict), &desk)
      case .filterReview:
        let wanted = reviewFilter
        desk.go(.reshape(ReviewPane.self) { pane, _ in pane.setFilter { $0 = wanted } })
      case .moving(let form): try commit(form, &desk)
      case .traced(let form): try commit(form, &desk)
      case .promising(let form): try commit(form, &desk)
      case .buying(let form): try commit(form, &desk)
      case .labels: printLabels(try labelCount(), &desk)
      case .report(let form): try commit(form, &desk)
      case .low(let form): try commit(form, &desk)
      case .records(let form): try commit(form, &desk)
      case .asOf(let isPast): try commitAsOf(isPast: isPast, &desk)
      case .ownPin: try commitPin(&desk)
      }
    } catch {
      trouble = error.words
      active = fields.firstIndex { $0.name == error.field && (error.row == nil || $0.row == error.row) } ?? active
      desk.emit(.beep(2))
    }
  }

  mutating func send(_ act: some Act, _ desk: inout Desk) {
    let contents = contents
    let key = key.flatMap { sent == contents ? $0 : nil } ?? desk.makeKey()
    self.key = key
    sent = contents
    trouble = nil
    state = .sending(desk.perform(act, key: key))
  }

  mutating func take(_ outcome: Outcome, _ desk: inout Desk) -> Bool {
    guard state == .sending(outcome.number) else { return false }
    if case .low = purpose {
      takeLow(outcome, &desk)
      return true
    }
    if pin.isRecording {
      takeWrongPin(outcome, &desk)
      return true
    }
    switch outcome.result {
    case .success(let answer):
      draft.number = answer.transferNumber ?? answer.orderNumber
      note(answer)
      desk.done.append(DoneAct(key: outcome.key, words: doneWords, remedy: remedy, takingBack: promiseUndo))
      let kept = answer.isKept ? "   kept here, sent when the line allows" : ""
      desk.say(.ok, doneWords + kept + (remedy == nil ? "  (F8 undoes)" : "") + FormPane.zeroQuestion(answer))
      desk.emit(.beep(1))
      desk.go(.close)
      if case .traced(let form) = purpose { follow(form, &desk) }
    case .failure(.outcomeUnknown):
      state = .unknown
      trouble = "It is not known whether this was done. Press F9: it is not done twice."
      desk.say(.fail, "no answer: not known whether it was done; F9 finds out, and does it if not")
    case .failure(let error):
      state = .editing
      trouble = error.formWords
      // The key named an act that was refused, so the next try is another act; what did not go out is the same one.
      if !error.isOfTheLine { key = nil }
      addMissingField(error)
      active =
        draft.row(of: error).flatMap { row in fields.firstIndex { $0.row == row } }
        ?? fields.firstIndex { $0.name == error.field }
        ?? (error.field == .to ? fields.firstIndex { $0.name == .location } : nil) ?? active
      desk.emit(.beep(3))
    }
    return true
  }

  /// Asked when a pick empties a place on paper: half of all wrong books are found at zero (`interaction.md` 3.5).
  private static func zeroQuestion(_ answer: ActAnswer) -> String {
    let emptied = answer.entries.first { entry in
      [.issue, .consume, .transferOut].contains(entry.kind) && entry.change.onHand < .zero && entry.after.onHand.isZero
    }
    return emptied.map { "   is \($0.place) empty now? If not: C counts what is left" } ?? ""
  }

  // MARK: Acts

  private func movements() throws(FormTrouble) -> PostMovements {
    if purpose == .receive, targets.count <= 1 { return PostMovements([try arrival()]) }
    var lines: [MovementLine] = []
    for row in targets { lines.append(try line(row.code.description, at: row.locationCode, try amount(row))) }
    return PostMovements(lines)
  }

  /// Goods may come to a place where there is no record of them yet.
  private func arrival() throws(FormTrouble) -> MovementLine {
    guard let item = targets.first?.code.description ?? textOrNil(.sku) else {
      throw FormTrouble(field: .sku, words: "Which item is it? Scan or type it.")
    }
    guard let place = textOrNil(.location) else {
      throw FormTrouble(field: .location, words: "Where does it stand? Scan or type a place.")
    }
    return try line(item, at: place, try amount(targets.first))
  }

  private func line(_ item: String, at place: String, _ amount: Quantity) throws(FormTrouble) -> MovementLine {
    var line = MovementLine(
      movementKind, item, amount, at: place, lot: textOrNil(.lot), reason: textOrNil(.reason),
      reference: textOrNil(.reference), note: textOrNil(.note))
    line.serials = serials
    if let expires = textOrNil(.expires) {
      guard let day = Day(expires) else {
        throw FormTrouble(field: .expires, words: "\"\(expires)\" is no day: write it as 2026-07-04.")
      }
      line.expires = day
    }
    if purpose == .adjust, line.reason == nil {
      throw FormTrouble(field: .reason, words: "An adjustment needs a reason: a digit picks one, or write your own.")
    }
    if purpose == .move {
      guard let to = textOrNil(.to) else {
        throw FormTrouble(field: .to, words: "Where does it go? Scan or type a place.")
      }
      line.to = to
    }
    return line
  }

  var serials: [String] { text(.serials).split { $0 == " " || $0 == "," || $0 == ";" }.map(String.init) }

  private var movementKind: MovementKind {
    switch purpose {
    case .adjust: .adjustment
    case .move: .transferOut
    default: MovementKind(name: text(.kind)) ?? (purpose == .receive ? .receipt : .issue)
    }
  }

  func amount(_ row: StockRow?) throws(FormTrouble) -> Quantity {
    var text = text(.quantity)
    guard !text.isEmpty else { throw FormTrouble(field: .quantity, words: "How many? Write a number.") }
    let isExact = purpose == .adjust && text.hasPrefix("=")
    if isExact { text.removeFirst() }
    if let row, text.lowercased() == "all", [.issue, .move, .promising(.reserve)].contains(purpose) {
      return row.balances.available
    }
    guard let amount = Arithmetic.amount(text, packs: card?.item.packs ?? []) else {
      throw FormTrouble(field: .quantity, words: "\"\(text)\" is no quantity: write 12, 2.5, 6x8+3 or 12c+3.")
    }
    guard isExact, let row else { return amount }
    guard amount != row.balances.onHand else {
      throw FormTrouble(field: .quantity, words: "\(row.code) has exactly \(amount) at \(row.place) already.")
    }
    return amount - row.balances.onHand
  }

  private func binAct() throws(FormTrouble) -> EditStock {
    guard targets.count == 1, let row = targets.first else {
      throw FormTrouble(field: .bin, words: "Bins are set one record at a time: Esc, then - takes the marks away.")
    }
    var point: Quantity?
    if let text = textOrNil(.reorderPoint) {
      guard let amount = Arithmetic.amount(text), amount >= .zero else {
        throw FormTrouble(field: .reorderPoint, words: "\"\(text)\" is no quantity: write 12 or 2.5, or nothing.")
      }
      point = amount
    }
    return EditStock(
      row.code.description, at: row.locationCode, reorderPoint: .some(point), bin: text(.bin), ifVersion: row.version)
  }

  private func newItemAct() throws(FormTrouble) -> AddItem {
    let parts = text(.sku).split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let sku = parts.first, !sku.isEmpty else { throw FormTrouble(field: .sku, words: "What is its SKU?") }
    var item = Item(code: ItemCode(sku: sku, variant: parts.count > 1 ? parts[1] : ""), name: text(.itemName))
    item.category = text(.category)
    if let unit = textOrNil(.unit) { item.unit = UnitOfMeasure(unit) }
    item.tracking = Tracking(rawValue: text(.tracking)) ?? .none
    if let barcode = textOrNil(.barcode) { item.barcodes = [Barcode(barcode)] }
    return AddItem(item)
  }

  private func wantedFilter() throws(FormTrouble) -> StockFilter {
    var filter = StockFilter()
    filter.location = textOrNil(.location)
    filter.roomType = textOrNil(.roomType)
    filter.category = textOrNil(.category)
    filter.status = Balance(rawValue: text(.status))
    filter.isLow = text(.isLow) == "yes"
    switch text(.isActive) {
    case "in use": filter.itemIsActive = true
    case "retired": filter.itemIsActive = false
    default: break
    }
    return filter
  }

  // MARK: Words

  private var doneWords: String {
    let row = targets.first
    let what = targets.count > 1 ? "\(targets.count) records" : row?.code.description ?? text(.sku)
    let isElsewhere = row.map { text(.location) != $0.locationCode } ?? true
    let place =
      targets.count > 1 ? "their places" : purpose == .receive && isElsewhere ? text(.location) : row?.place ?? ""
    let amount = text(.quantity)
    return switch purpose {
    case .adjust: "adjusted \(what) at \(place) by \(amount)"
    case .receive: "received \(amount) of \(what) at \(place)"
    case .issue: "issued \(amount) of \(what) from \(place)"
    case .move: "moved \(amount) of \(what) from \(place) to \(text(.to))"
    case .bin: "noted bin and reorder point of \(what) at \(place)"
    case .newItem: "added item \(text(.sku))"
    case .countNow: "counted \(amount.isEmpty ? "\(serials.count)" : amount) of \(what) at \(place)"
    case .openStocktake: "opened a stocktake of \(text(.location))"
    case .decide(let verdict): decidedWords(verdict)
    case .moving(let form): movedWords(form)
    case .traced(let form): tracedWords(form)
    case .promising(let form): promisedWords(form)
    case .buying(let form): boughtWords(form)
    case .ownPin: "changed the PIN of \(pin.card?.person.name ?? "")"
    case .filter, .filterReview, .labels, .report, .records, .asOf: ""
    // Its steps say what each did.
    case .low: ""
    }
  }

  /// What to do instead of F8.
  private var remedy: String? {
    switch purpose {
    case .bin: "open the form again with B"
    case .newItem: "retire the item instead"
    case .openStocktake: "cancel it: X in the list of stocktakes"
    case .decide: "give another verdict: A, X or C"
    case .moving(let form): form.remedy
    case .traced(let form): tracedRemedy(form)
    case .promising(let form): promiseRemedy(form)
    case .buying(let form): form.remedy
    case .ownPin: "change it again"
    default: nil
    }
  }
}

extension InventoryError {
  /// The field a refusal is about.
  var field: FormField.Name? {
    switch self {
    case .badQuantity, .insufficient, .overflow, .belowLater: .quantity
    case .needsLot, .noSuchLot, .takesNoLot: .lot
    case .needsSerials, .serialNotHere, .serialAlreadyHere, .serialGivenTwice: .serials
    case .needsReason: .reason
    case .noSuchItem: .sku
    case .noSuchLocation, .ambiguousLocation, .sameLocation, .anotherSite, .locationStructural, .locationRetired: .to
    case .itemExists: .sku
    case .lotExists: .lot
    case .barcodeTaken: .barcode
    case .badCode(let what, _, _): what == "sku" ? .sku : FormField.Name(rawValue: what)
    default: nil
    }
  }
}
