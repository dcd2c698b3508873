import Exchange
import Inventory

/// How the `--line`s of requisitions, orders and receipts are written.
extension TransferLineForm {
  static let wanted = TransferLineForm(
    written: "SKU=QTY[,at=LOC][,vendor=V][,by=D]", names: ["at", "vendor", "by"])
  static let ordered = TransferLineForm(written: "SKU=QTY@PRICE[,on=D]", names: ["on"])
  static let delivered = TransferLineForm(
    written: "SKU=QTY[,rejected=Q][,lot=CODE][,made=D][,expires=D][,serial=S+S]",
    names: ["rejected", "lot", "made", "expires", "serial"])
}

extension Session {
  func wantedLines() throws(CommandError) -> [CreateRequisition.Line] {
    try lines(.wanted).map { line throws(CommandError) in
      CreateRequisition.Line(
        line.item, try line.quantity(), at: line.value("at"), vendor: line.value("vendor"),
        neededOn: try line.day("by", now: now))
    }
  }

  /// Nil where the flag is not given.
  func orderedLines() throws(CommandError) -> [OrderDraft.Line]? {
    guard arguments.value("line") != nil else { return nil }
    return try lines(.ordered).map { line throws(CommandError) in
      guard let mark = line.amount.lastIndex(of: "@"),
        let price = UnitCost(String(line.amount[line.amount.index(after: mark)...]))
      else {
        throw line.refused(
          "price", "\"\(line.amount)\" has no price behind an @, such as 10@45.50; it is written SKU=QTY@PRICE[,on=D]")
      }
      return OrderDraft.Line(
        line.item, try line.quantity(String(line.amount[..<mark]), "quantity"), price: price,
        expectedOn: try line.day("on", now: now))
    }
  }

  /// Nil where the flag is not given.
  func deliveredGoods() throws(CommandError) -> [ReceivedGoods]? {
    guard arguments.value("line") != nil else { return nil }
    return try lines(.delivered).map { line throws(CommandError) in
      ReceivedGoods(
        line.item, try line.quantity(), rejected: try line.quantity("rejected"), lot: line.value("lot"),
        made: try line.day("made", now: now), expires: try line.day("expires", now: now),
        serials: line.list("serial"))
    }
  }

  /// A day, or `none` to take it away; nil where the flag is not given.
  func dayOrNone(_ flag: String) throws(CommandError) -> Day?? {
    guard let text = arguments.value(flag) else { return nil }
    if text == "none" { return .some(nil) }
    return .some(try day(flag))
  }
}
