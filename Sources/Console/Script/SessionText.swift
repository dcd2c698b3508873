import Inventory
import Terminal

/// What a session leaves for the next one: `key = value` lines.
enum SessionText {
  static func text(_ panes: [any Pane]) -> String {
    let lines = panes.flatMap(\.sessionLines).map(SessionValue.line)
    return (["# what the console showed last"] + lines).joined(separator: "\n") + "\n"
  }

  /// The panes as they were; what cannot be read is left out.
  static func panes(_ text: String) -> [any Pane] {
    var file = ConfigurationFile(text, name: "session")
    file.readValues(SessionValue.read)
    var stock = StockPane()
    if let sort = file.value("stock.sort").flatMap({ StockSort(rawValue: $0) }) { stock.sort = sort }
    stock.isDescending = file.value("stock.descending") == "yes"
    if let column = file.value("stock.column").flatMap({ StockColumn(rawValue: $0) }) { stock.chosen = column }
    if let names = file.value("stock.columns") {
      let columns = Set(names.split(separator: ",").compactMap { StockColumn(rawValue: String($0)) })
      if !columns.isEmpty { stock.columns = columns }
    }
    stock.filter = filter(file)
    if let code = file.value("stock.item") {
      let start = file.value("stock.from").map { PageStart.after(Cursor(text: $0)) } ?? .first
      stock.resume(at: start, code: code, place: file.value("stock.place") ?? "")
    }
    var panes: [any Pane] = [stock] + counting(file) + moving(file) + traced(file) + promising(file)
    panes += reporting(file) + low(file) + buying(file)
    panes += records(file)
    if let item = file.value("item"), !item.isEmpty { panes.append(ItemPane(item)) }
    if let count = file.value("count") {
      panes.append(CountPane(StocktakeID(count)?.description, waiting: waiting(file.value("count.waiting"))))
    }
    if let transfer = file.value("receive") {
      panes.append(
        ReceivePane(TransferID(transfer)?.description, waiting: waiting(file.value("receive.waiting"))))
    }
    if let order = file.value("receive.order") {
      panes.append(ReceivePane(order: order, waiting: waiting(file.value("receive.waiting"))))
    }
    if let place = file.value("put-away") {
      let transfer = file.value("put-away.transfer").flatMap { TransferID($0)?.description }
      panes.append(
        PutAwayPane(
          at: place == "yes" ? nil : place, transfer: transfer, waiting: waiting(file.value("put-away.waiting"))))
    }
    return panes
  }

  /// Records that were read and not dealt with.
  private static func waiting(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").compactMap { Cursor(text: String($0)).parts?.first }
  }

  private static func counting(_ file: ConfigurationFile) -> [any Pane] {
    var panes: [any Pane] = []
    if let at = file.value("stocktakes") {
      var pane = StocktakesPane()
      pane.isOnlyUnderWay = file.value("stocktakes.only") != nil
      pane.resumed = StocktakeID(at)
      panes.append(pane)
    }
    if let stocktake = file.value("review").flatMap({ StocktakeID($0) }) {
      var pane = ReviewPane(stocktake.description)
      pane.filter.shown = file.value("review.show").flatMap { ReviewFilter.Shown(rawValue: $0) } ?? .all
      pane.filter.item = file.value("review.item")
      pane.filter.location = file.value("review.location")
      pane.isWalk = file.value("review.order") == "walk"
      if let line = file.value("review.line").flatMap({ Int($0) }) {
        pane.resumedLine = line
        pane.list.read(from: file.value("review.from").map { .after(Cursor(text: $0)) } ?? .first)
      }
      panes.append(pane)
    }
    return panes
  }

  private static func filter(_ file: ConfigurationFile) -> StockFilter {
    var filter = StockFilter()
    filter.location = file.value("stock.location")
    filter.roomType = file.value("stock.room-type")
    filter.category = file.value("stock.category")
    filter.status = file.value("stock.status").flatMap { Balance(rawValue: $0) }
    filter.isLow = file.value("stock.low") == "yes"
    filter.itemIsActive = file.value("stock.active").map { $0 == "yes" }
    return filter
  }
}

extension StockPane {
  mutating func resume(at start: PageStart, code: String, place: String) {
    resumed = (start, code, place)
    list.read(from: start)
  }
}
