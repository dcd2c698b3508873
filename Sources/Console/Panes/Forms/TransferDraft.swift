import Inventory

/// What a form about a transfer or an order knows of its lines, besides what is typed.
struct TransferDraft {
  /// More lines than this are not put into a form.
  static let mostLines = 200

  struct Line {
    /// As the act names it.
    var item: String
    var lot: String?
    /// `WID-220 Widget M6 A2, 8 available at NORTH/A-03-2`.
    var words: String
    var isSerial = false
    /// All there is of it to ship, or on its way.
    var all: Quantity?
    var packs: [Pack] = []
    /// Of a line that is bought: what a unit costs, and when it is expected where that differs.
    var price: UnitCost?
    var expectedOn: Day?
  }

  var lines: [Line] = []
  /// The lines of the transfer, on their way to the form.
  var linesTicket: Ticket<Page<TransferLine>>?
  /// The order whose lines it changes, on its way to the form.
  var orderTicket: Ticket<OrderCard.Card>?
  /// It has more lines than a form holds: all of them are meant.
  var isWhole = false
  /// What was scanned or typed as an item, on its way to what it names.
  var lookUp: (text: String, ticket: Ticket<[LookUp.Hit]>)?
  /// Of the transfer or the order that an act made.
  var number: String?
  /// What stood in the fields of the lines when they came.
  var untouched: [String] = []

  var isWaiting: Bool { linesTicket != nil || orderTicket != nil || lookUp != nil }

  /// The line that a refusal is about.
  func row(of error: InventoryError) -> Int? {
    guard let code = error.itemCode?.description.lowercased() else { return nil }
    return lines.firstIndex { $0.item.lowercased() == code }
  }
}

extension InventoryError {
  /// The item that a refusal to ship, to close or to send back is about.
  fileprivate var itemCode: ItemCode? {
    switch self {
    case .insufficient(let item, _, _, _, _, _), .beyondRequest(let item, _, _, _), .notInTransit(let item, _, _, _),
      .needsSerials(let item, _, _), .serialNotHere(_, let item, _, _), .serialNotOnTransfer(_, let item, _),
      .notOnTransfer(let item, _, _), .badQuantity(_, let item, _), .takesNoLot(let item), .noSuchLot(_, let item):
      item
    default: nil
    }
  }
}

extension FormPane {
  // MARK: The lines of a transfer

  /// Asks for what the form lists.
  mutating func beginMoving(_ form: MovingForm, _ desk: inout Desk) {
    guard let transfer = form.listed, draft.lines.isEmpty, !draft.isWhole, draft.linesTicket == nil else { return }
    draft.linesTicket = desk.ask(TransferLinePage(transfer.number, isOpen: true, limit: TransferDraft.mostLines + 1))
  }

  mutating func takeMoving(_ reply: Reply, _ desk: inout Desk) {
    if let result = reply.value(for: draft.linesTicket) {
      draft.linesTicket = nil
      switch result {
      case .success(let page): list(page)
      case .failure(let error): trouble = Explanation(error).detail
      }
    } else if let (text, ticket) = draft.lookUp, let result = reply.value(for: ticket) {
      draft.lookUp = nil
      takeGoods(result, text, &desk)
    } else if let result = reply.value(for: cardTicket) {
      cardTicket = nil
      if case .success(let answer) = result { takeCard(answer) }
    }
  }

  /// A field for each line of which there is something to ship, to close or to send back.
  private mutating func list(_ page: Page<TransferLine>) {
    guard case .moving(let form) = purpose else { return }
    if page.next != nil || page.rows.count > TransferDraft.mostLines {
      draft.isWhole = true
      notes.append("It has more lines than a form holds: all of them are meant. A part: tallyman transfer.")
      return
    }
    var added: [FormField] = []
    for line in page.rows {
      let all = form.isShipping ? line.toShip : line.inTransit
      guard all > .zero else { continue }
      added.append(field(of: line, all, form))
      draft.lines.append(
        TransferDraft.Line(
          item: line.code.description, lot: line.lot?.code, words: "\(line.title)  \(line.name)",
          isSerial: line.tracking == .serial, all: all))
    }
    draft.untouched = added.map(\.text)
    fields.insert(contentsOf: added, at: 0)
    pristine.insert(contentsOf: draft.untouched, at: 0)
    active = form.isShipping || added.isEmpty ? 0 : active + added.count
  }

  private func field(of line: TransferLine, _ all: Quantity, _ form: MovingForm) -> FormField {
    let row = draft.lines.count
    let what = "\(Numbers.grouped(all)) \(line.unit) of \(line.name)"
    guard line.tracking == .serial else {
      let hint = form.isShipping ? "\(what); 0 ships none of it now" : "\(what) on the way; 0 leaves it so"
      return FormField(
        name: .lineQuantity, label: line.title, line: TextLine(text: all.description), hint: hint, row: row)
    }
    let hint =
      form.isShipping ? "\(what): scan each; an empty Enter goes on" : "\(what) on the way; take out what is not meant"
    let text = form.isShipping ? "" : line.serialsInTransit.joined(separator: " ")
    return FormField(
      name: .lineSerials, label: line.title, line: TextLine(text: text), hint: hint, isList: true, row: row)
  }

  /// Whether the lines are as they came.
  var hasUntouchedLines: Bool { fields.filter { $0.row != nil }.map(\.text) == draft.untouched }

  /// What is meant of each line, without those of which nothing is.
  func meantLines() throws(FormTrouble) -> [(line: TransferDraft.Line, quantity: Quantity, serials: [String])] {
    var meant: [(line: TransferDraft.Line, quantity: Quantity, serials: [String])] = []
    for field in fields {
      guard let row = field.row, draft.lines.indices.contains(row) else { continue }
      let line = draft.lines[row]
      if line.isSerial {
        let serials = field.text.split { $0 == " " || $0 == "," || $0 == ";" }.map(String.init)
        if !serials.isEmpty { meant.append((line, Quantity(serials.count), serials)) }
        continue
      }
      guard !field.text.isEmpty else {
        throw FormTrouble(
          field: field.name, row: row, words: "How many of \(line.item)? Write a number; 0 leaves it out.")
      }
      guard let amount = Arithmetic.amount(field.text, packs: line.packs), amount >= .zero else {
        throw FormTrouble(
          field: field.name, row: row,
          words: "\"\(field.text)\" of \(line.item) is no quantity: write 12, 2.5 or 6x8+3.")
      }
      if amount > .zero { meant.append((line, amount, [])) }
    }
    return meant
  }
}
