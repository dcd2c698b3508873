import Inventory
import Ledger
import Testing

extension SampleWarehouse {
  @discardableResult
  func setRule(
    _ item: String, at place: String, point: Int, max: Int? = nil, multiple: Int? = nil, lead: Int? = nil,
    vendor: String? = nil, at now: Instant = noon
  ) throws -> ActAnswer {
    try act(
      SetRule(
        item, at: place, point: Quantity(point), maximum: max.map { Quantity($0) },
        multiple: multiple.map { Quantity($0) }, leadDays: lead, vendor: vendor), at: now)
  }

  func signal(_ item: String, at place: String) throws -> Signal {
    var question = RulePage(item: item, location: place)
    question.isOnlyThere = true
    return try #require(try books.ask(question).rows.first)
  }

  /// `open 20 + 0 of 20`: the state, what is available and incoming, and the point.
  func alert(_ item: String, at place: String) throws -> String {
    let signal = try signal(item, at: place)
    return "\(signal.state.rawValue) \(signal.figures.available) + \(signal.figures.incoming) of \(signal.rule.point)"
  }

  /// The reorder point of a stock record.
  func point(_ item: String, at place: String) throws -> String {
    let record = try books.ask(ItemStock(item, at: place)).places.first { $0.place.hasSuffix(place) }
    return record?.reorderPoint?.description ?? "-"
  }

  /// Ships goods to a place that come later; the number of the transfer.
  func send(_ item: String, _ quantity: Int, from source: String, to destination: String, eta: String? = nil) throws
    -> String
  {
    try act(
      CreateTransfer(
        from: source, to: destination, [TransferRequestLine(item, Quantity(quantity))],
        eta: try eta.map { try #require(Instant($0)) }))
    let number = try #require(books.ask(TransferPage()).rows.first).transfer.number
    try act(ShipTransfer(number))
    return number
  }
}
