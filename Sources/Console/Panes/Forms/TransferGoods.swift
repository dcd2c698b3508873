import Inventory
import Terminal

/// A line at a time: item, quantity and lot of a new transfer, or item, quantity and price of an order, are typed or
/// scanned, and Enter behind the last of them makes a line of them, which stands above and may be changed there.
extension FormPane {
  /// The fields of a line; none where the form gathers none.
  private var goods: [FormField.Name] {
    switch purpose {
    case .moving(.create): [.sku, .quantity, .lot]
    case .buying(.newRequisition): [.sku, .quantity]
    case .buying(let form) where form.gathersGoods: [.sku, .quantity, .price]
    default: []
    }
  }

  /// Whether the next field is not simply the one below: the goods are gathered, or left behind when nothing is typed.
  mutating func passGoods(_ desk: inout Desk) -> Bool {
    let goods = goods
    guard state == .editing, let last = goods.last, goods.contains(fields[active].name) else { return false }
    let isNothing = goods.allSatisfy { text($0).isEmpty }
    switch fields[active].name {
    case .sku where isNothing: active = index(last) + 1
    case _ where isNothing: return false
    case .sku:
      askGoods(&desk)
      active += 1
    case .quantity where last == .price: return false
    case .quantity where last == .lot && (card.map({ $0.item.tracking == .lot }) ?? true):
      // An item that may have lots is asked for its lot.
      return false
    default: gather(&desk)
    }
    return true
  }

  private func index(_ name: FormField.Name) -> Int { fields.firstIndex { $0.name == name } ?? 0 }

  private mutating func set(_ name: FormField.Name, _ text: String) { fields[index(name)].line.text = text }

  private mutating func askGoods(_ desk: inout Desk) {
    let text = fields[active].text
    card = nil
    draft.lookUp = (
      text, desk.ask(LookUp(ScannedCode(text, rules: desk.settings.scanRules, today: desk.clock.today)))
    )
  }

  mutating func takeGoods(_ result: Result<[LookUp.Hit], InventoryError>, _ asked: String, _ desk: inout Desk) {
    // Another item is typed by now.
    guard case .success(let hits) = result, text(.sku) == asked else { return }
    for hit in hits {
      switch hit {
      case .item(let item, _), .serial(_, let item, _): return name(item, lot: nil, &desk)
      case .lot(let lot, let item): return name(item, lot: lot.code, &desk)
      case .goods(let goods): return name(goods.item, lot: goods.lot, &desk)
      default: continue
      }
    }
    trouble = "\(asked) is not known: no item has this code."
    active = index(.sku)
    desk.emit(.beep(2))
  }

  private mutating func name(_ item: Item, lot: String?, _ desk: inout Desk) {
    set(.sku, item.code.description)
    if let lot, goods.contains(.lot), text(.lot).isEmpty { set(.lot, lot) }
    cardTicket = desk.ask(ItemStock(item.code.description))
  }

  /// What there is of the item, and its lots for digits to pick.
  mutating func takeCard(_ answer: ItemStock.Card) {
    guard text(.sku) == answer.item.code.description else { return }
    card = answer
    fields[index(.quantity)].hint =
      "\(answer.item.name): \(Numbers.grouped(answer.isWithheld ? nil : answer.total.available)) \(answer.item.unit.name) "
      + "available in all; 12, 6x8+3 or 12c+3"
    guard goods.contains(.lot) else { return }
    var lots: [String] = []
    for lot in answer.lots.map(\.lot.code) where !lots.contains(lot) { lots.append(lot) }
    fields[index(.lot)].choices = Array(lots.prefix(9))
    fields[index(.lot)].hint =
      answer.item.tracking == .lot ? "none: the first to expire is shipped" : "kept by no lot: leave it empty"
  }

  /// Makes a line of the goods that were typed.
  private mutating func gather(_ desk: inout Desk) {
    do throws(FormTrouble) {
      try gatherGoods()
      active = index(.sku)
      trouble = nil
    } catch {
      trouble = error.words
      active = index(error.field)
      desk.emit(.beep(2))
    }
  }

  mutating func gatherGoods() throws(FormTrouble) {
    guard let item = textOrNil(.sku) else {
      if goods.allSatisfy({ textOrNil($0) == nil }) { return }
      throw FormTrouble(field: .sku, words: "Which item is it? Scan or type it.")
    }
    let typed = text(.quantity)
    guard !typed.isEmpty else { throw FormTrouble(field: .quantity, words: "How many of \(item)? Write a number.") }
    let packs = card?.item.packs ?? []
    guard let amount = Arithmetic.amount(typed, packs: packs), amount > .zero else {
      throw FormTrouble(
        field: .quantity, words: "\"\(typed)\" of \(item) is no quantity: write 12, 2.5, 6x8+3 or 12c+3.")
    }
    let price = goods.contains(.price) ? try unitPrice(of: item) : nil
    let lot = goods.contains(.lot) ? textOrNil(.lot) : nil
    let title = price.map { TransferDraft.title(item, $0) } ?? item + (lot.map { " lot \($0)" } ?? "")
    let name = card.map { "  " + $0.item.name } ?? ""
    fields.insert(
      FormField(
        name: .lineQuantity, label: title, line: TextLine(text: typed), hint: "\(title)\(name); 0 takes it out",
        row: draft.lines.count), at: index(.sku))
    draft.lines.append(TransferDraft.Line(item: item, lot: lot, words: title + name, packs: packs, price: price))
    for name in goods { set(name, "") }
    if goods.contains(.lot) { fields[index(.lot)].choices = [] }
    card = nil
  }

  private func unitPrice(of item: String) throws(FormTrouble) -> UnitCost {
    guard let typed = textOrNil(.price) else {
      throw FormTrouble(field: .price, words: "What does a unit of \(item) cost? Write 12.50; 0 where it is free.")
    }
    guard let price = UnitCost(typed) else {
      throw FormTrouble(field: .price, words: "\"\(typed)\" is no price: write 12.50, with four places at most.")
    }
    return price
  }
}
