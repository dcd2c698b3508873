import Inventory

/// A line of goods as one word: `WID-220=48,lot=L2407`, `SCALE=2,serial=S1+S2`.
struct GoodsLine {
  var sku: String
  var quantity: Quantity
  var lot: String?
  var serials: [String] = []

  private static let wanted = "SKU=QTY[,lot=CODE][,serial=S+S]"

  init(_ text: String, _ session: Session) throws(CommandError) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let goods = try Session.pair(parts[0], "line", wanted: GoodsLine.wanted)
    sku = goods.name
    quantity = try session.quantity(goods.value, of: sku)
    for part in parts.dropFirst() {
      let more = try Session.pair(part, "line", wanted: GoodsLine.wanted)
      switch more.name {
      case "lot" where lot == nil && !more.value.isEmpty: lot = more.value
      case "serial" where !more.value.isEmpty:
        serials += more.value.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
      default: throw .misuse(.badPair(text, flag: "line", wanted: GoodsLine.wanted))
      }
    }
  }
}
