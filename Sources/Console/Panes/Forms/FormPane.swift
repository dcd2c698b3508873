import Inventory
import Terminal

/// A form: fields, then F9. Enter goes to the next field and never writes. What was typed stays through a refusal; the
/// key of the act stays until the form was changed, so that after a lost answer F9 does it once.
struct FormPane: Pane {
  enum Purpose: Hashable, Sendable {
    case adjust
    case receive
    case issue
    case move
    case bin
    case newItem
    case filter
    case countNow
    case openStocktake
    case decide(CountVerdict)
    case filterReview
    case moving(MovingForm)
    case traced(TracedForm)
    case promising(PromisingForm)
    case buying(BuyingForm)
    case labels
    case report(ReportForm)
    case low(LowForm)
    case records(RecordForm)
    case asOf(isPast: Bool)
    case ownPin

    /// Whether it only chooses what is shown.
    var isFilter: Bool {
      if case .traced(let form) = self { return form.isFilter }
      if self == .promising(.filter) { return true }
      if case .report(.filter) = self { return true }
      if self == .low(.filter) { return true }
      if case .asOf = self { return true }
      if self == .records(.filterAudit) || self == .records(.filterMoves) { return true }
      return self == .filter || self == .filterReview || self == .moving(.filter)
        || self == .buying(.filter)
    }
  }

  enum State: Equatable, Sendable {
    case editing
    case sending(Int)
    /// Sent, and no answer came: it may have been done.
    case unknown
  }

  let purpose: Purpose
  var title: String
  var targets: [StockRow]
  /// What it is about, above the fields, where that is no record of stock.
  var notes: [String] = []
  var fields: [FormField]
  var active = 0
  var state = State.editing
  var trouble: String?
  var card: ItemStock.Card?
  var cardTicket: Ticket<ItemStock.Card>?
  /// The key of the act, and what was in the fields when it was sent.
  var key: String?
  var sent: [String] = []
  var pristine: [String]
  /// Of a form about a transfer or an order: its lines.
  var draft = TransferDraft()
  /// Of a form about a reservation: its lines.
  var promise = PromiseDraft()
  /// Of a form about low stock: what it is about.
  var low = LowDraft()
  /// Of the form for one's own PIN.
  var pin = PinDraft()
  /// The items whose labels are printed.
  var labelled: [LabelSubject] = []

  init(_ purpose: Purpose, title: String, targets: [StockRow] = [], fields: [FormField]) {
    self.purpose = purpose
    self.title = title
    self.targets = targets
    self.fields = fields
    pristine = fields.map(\.text)
  }

  var kind: PaneKind { .form }
  var takesText: Bool { true }
  var isCommitting: Bool { state != .editing }
  var isWaiting: Bool {
    if case .sending = state { return true }
    return cardTicket != nil || draft.isWaiting || promise.isWaiting || low.isWaiting || pin.isWaiting
  }
  var situation: Situation { Situation(pane: .form, hasRow: !targets.isEmpty, canCommit: true) }
  var contents: [String] { fields.map(\.text) }
  var isTouched: Bool { contents != pristine }

  func text(_ name: FormField.Name) -> String { fields.first { $0.name == name }?.text ?? "" }
  func textOrNil(_ name: FormField.Name) -> String? {
    let text = text(name)
    return text.isEmpty ? nil : text
  }

  mutating func appear(_ desk: inout Desk) {
    if case .moving(let form) = purpose { return beginMoving(form, &desk) }
    if case .traced(let form) = purpose { return begin(form, &desk) }
    if case .promising(let form) = purpose { return begin(form, &desk) }
    if case .low(let form) = purpose { return beginLow(form, &desk) }
    if case .buying(let form) = purpose { return beginBuying(form, &desk) }
    if purpose == .ownPin { return beginPin(&desk) }
    guard card == nil, targets.count == 1, let row = targets.first, purpose != .bin else { return }
    cardTicket = desk.ask(ItemStock(row.code.description))
  }

  mutating func settle(_ desk: inout Desk) {}

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    if case .moving = purpose { return takeMoving(reply, &desk) }
    if case .traced(let form) = purpose { return takeTraced(form, reply) }
    if case .promising(let form) = purpose { return takePromising(form, reply, &desk) }
    if case .low = purpose { return takeLow(reply, &desk) }
    if case .buying = purpose { return takeBuying(reply, &desk) }
    if purpose == .ownPin { return takePin(reply, &desk) }
    guard let result = reply.value(for: cardTicket) else { return }
    cardTicket = nil
    guard case .success(let answer) = result else { return }
    card = answer
    addTracking(answer, desk.clock)
  }

  /// Lots and serials get their fields once it is known that the item has them.
  private mutating func addTracking(_ card: ItemStock.Card, _ clock: LocalClock) {
    let lots = card.lots.filter { $0.location == targets.first?.location }
    switch card.item.tracking {
    case .none: break
    case .lot: addLot(choices: lots.prefix(9).map(\.lot.code))
    case .serial: addSerials()
    }
  }

  /// A refusal can be the first to tell that lots or serials are kept.
  mutating func addMissingField(_ error: InventoryError) {
    if case .promising = purpose { return addMissingPromise(error) }
    switch error {
    case .needsLot: addLot(choices: [])
    case .needsSerials: addSerials()
    default: break
    }
  }

  private mutating func addLot(choices: [String]) {
    let hint = choices.isEmpty ? "the lot's code" : "first to expire first"
    var added = [FormField(name: .lot, label: "lot", hint: hint, choices: choices)]
    if purpose == .receive { added.append(FormField(name: .expires, label: "expires", hint: "a day, as 2026-07-04")) }
    add(added)
  }

  mutating func addSerials() {
    add([FormField(name: .serials, label: "serials", hint: "scan each; an empty Enter goes on", isList: true)])
  }

  mutating func add(_ added: [FormField]) {
    guard let index = fields.firstIndex(where: { $0.name == .quantity }),
      !fields.contains(where: { $0.name == added.first?.name })
    else { return }
    fields.insert(contentsOf: added, at: index + 1)
    pristine.insert(contentsOf: added.map(\.text), at: min(index + 1, pristine.count))
    if active > index { active += added.count }
  }

  // MARK: Keys

  mutating func type(_ key: Key, _ desk: inout Desk) -> Bool {
    guard state == .editing else {
      switch key {
      case .character, .backspace, .enter, .tab:
        desk.say(.warn, state == .unknown ? "press F9 first: it finds out whether it was done" : "it is being done")
        return true
      default: return false
      }
    }
    if key == .character("$"), !fields[active].takesDollar { return false }
    if key == .enter, fields[active].isList, !fields[active].line.isEmpty, fields[active].line.text.last != " " {
      fields[active].line.text += " "
      return true
    }
    if key == .left || key == .right { return fields[active].isClosed && fields[active].type(.character(" ")) }
    guard fields[active].type(key) else { return false }
    trouble = nil
    low.isWanted = false
    return true
  }

  mutating func paste(_ records: [String], _ desk: inout Desk) {
    guard state == .editing else { return }
    let text = fields[active].isList ? records.joined(separator: " ") : records.first ?? ""
    fields[active].line.text = String((fields[active].line.text + text).prefix(TextLine.longest))
    trouble = nil
  }

  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    switch command {
    case .nextField:
      if passGoods(&desk) { return true }
      if purpose.isFilter, active == fields.count - 1 { commit(&desk) }
      active = min(fields.count - 1, active + 1)
    case .previousField: active = max(0, active - 1)
    case .commit: commit(&desk)
    case .back where isSending, .leave where isSending: desk.say(.warn, "it is being done: the answer comes soon")
    case .back: close(&desk)
    case .cancel where state == .editing: fields[active].line = TextLine()
    case .leave: leave(&desk)
    case .undo: desk.say(.warn, "close the form first: Esc, then F8")
    default: return false
    }
    return true
  }

  private var isSending: Bool { if case .sending = state { true } else { false } }

  private func close(_ desk: inout Desk) {
    if state == .unknown { desk.say(.warn, "\(title): not known whether it was done; its ledger tells") }
    desk.go(.close)
  }

  /// Esc closes at once, as it harms nothing; F10 may have been meant for the pane below.
  private func leave(_ desk: inout Desk) {
    guard isTouched, state == .editing else { return close(&desk) }
    let confirm = Confirm(
      title: "Leave \(title)?", lines: ["What was typed is not posted.", "Esc goes on with the form."], verb: "leave",
      action: .closeForm)
    desk.go(.show(.confirm(confirm)))
  }

  func header(_ desk: Desk) -> HeaderWords { HeaderWords(title: title.uppercased()) }

  func prompt(_ desk: Desk) -> (label: String, text: String)? {
    switch state {
    case .editing: (purpose.isFilter ? "F9 shows it   Esc cancels" : "F9 commits   Esc cancels", "")
    case .sending: ("being done", "")
    case .unknown: ("F9 finds out whether it was done", "")
    }
  }
}
