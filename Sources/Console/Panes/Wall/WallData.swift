import Inventory

/// What a wall display shows, as it was read last. It holds a screenful of each, however long it runs.
struct WallData: Sendable {
  var totals: SignalCounts?
  var signals: [SignalPage.Row] = []
  var hasMoreSignals = false
  var transfers: [TransferPage.Row] = []
  var hasMoreTransfers = false
  var cards: [TransferID: TransferCard.Card] = [:]
  var orders: [OrderPage.Row] = []
  var hasMoreOrders = false
  var stocktakes: [Stocktake] = []
  var counts: [StocktakeID: StocktakeCard.Card] = [:]
  var accuracy: CountAccuracyReport.Report?
  var events: [AuditEvent] = []
  /// What could not be read, by section.
  var troubles: [WallSection: InventoryError] = [:]
  /// The line is down: what could not be read is as it was.
  var lost: InventoryError?
}

/// The parts of a wall display, in the order of their pages on a small one.
enum WallSection: String, CaseIterable, Sendable {
  case low = "LOW STOCK"
  case docks = "DOCKS"
  case stocktakes = "STOCKTAKES"
  case today = "TODAY"
  case happened = "WHAT HAPPENED"
}

/// Reads all that a wall display shows, in one go.
struct WallReader: Sendable {
  static let mostSignals = 120
  static let mostDocuments = 8
  static let mostEvents = 40

  /// Only what is there or comes there; nil for all sites.
  private let site: String?
  private var totals: Ticket<SignalCounts>?
  private var signals: Ticket<Page<SignalPage.Row>>?
  private var transfers: Ticket<Page<TransferPage.Row>>?
  private var orders: Ticket<Page<OrderPage.Row>>?
  private var stocktakes: Ticket<Page<Stocktake>>?
  private var accuracy: Ticket<CountAccuracyReport.Report>?
  private var events: Ticket<Page<AuditEvent>>?
  private var cards: [TransferID: Ticket<TransferCard.Card>] = [:]
  private var counts: [StocktakeID: Ticket<StocktakeCard.Card>] = [:]

  var isWaiting: Bool {
    totals != nil || signals != nil || transfers != nil || orders != nil || stocktakes != nil || accuracy != nil
      || events != nil || !cards.isEmpty || !counts.isEmpty
  }

  init(at site: String?) { self.site = site }

  mutating func ask(_ desk: inout Desk) {
    var low = SignalFilter()
    low.location = site
    totals = desk.ask(SignalTotals(site: site))
    signals = desk.ask(SignalPage(low, withUse: true, limit: WallReader.mostSignals))
    var coming = TransferFilter()
    coming.isUnderWay = true
    coming.to = site
    var page = TransferPage(coming, limit: 2 * WallReader.mostDocuments)
    page.order = .urgency
    transfers = desk.ask(page)
    var ordered = OrderFilter()
    ordered.isUnderWay = true
    ordered.to = site
    orders = desk.ask(OrderPage(ordered, limit: WallReader.mostDocuments))
    stocktakes = desk.ask(StocktakePage(isUnderWay: true, limit: WallReader.mostDocuments))
    accuracy = desk.ask(CountAccuracyReport(from: desk.clock.midnight, at: site))
    events = desk.ask(AuditPage(limit: WallReader.mostEvents))
  }

  /// Whether the reply was to one of its questions.
  mutating func take(_ reply: Reply, into data: inout WallData, _ desk: inout Desk) -> Bool {
    let before = data
    let isOurs = takeLists(reply, &data) || takeDocuments(reply, &data, &desk) || takeCards(reply, &data)
    guard isOurs else { return false }
    if case .failure(let error) = reply.result, error.isOfTheLine {
      data = before
      data.lost = error
    } else {
      data.lost = nil
    }
    return true
  }

  private mutating func takeLists(_ reply: Reply, _ data: inout WallData) -> Bool {
    if let result = reply.value(for: totals) {
      totals = nil
      data.totals = try? result.get()
    } else if let result = reply.value(for: signals) {
      signals = nil
      let page = data.note(result, of: .low)
      data.signals = page?.rows ?? []
      data.hasMoreSignals = page?.next != nil
    } else if let result = reply.value(for: accuracy) {
      accuracy = nil
      data.accuracy = data.note(result, of: .today)
    } else if let result = reply.value(for: events) {
      events = nil
      data.events = data.note(result, of: .happened)?.rows ?? []
    } else {
      return false
    }
    return true
  }

  private mutating func takeDocuments(_ reply: Reply, _ data: inout WallData, _ desk: inout Desk) -> Bool {
    if let result = reply.value(for: transfers) {
      transfers = nil
      let page = data.note(result, of: .docks)
      data.transfers = page?.rows ?? []
      data.hasMoreTransfers = page?.next != nil
      let moving = data.transfers.filter { $0.transfer.status == .inTransit }.prefix(WallReader.mostDocuments)
      data.cards = data.cards.filter { card in moving.contains { $0.transfer.id == card.key } }
      for row in moving { cards[row.transfer.id] = desk.ask(TransferCard(row.transfer.number)) }
    } else if let result = reply.value(for: orders) {
      orders = nil
      let page = try? result.get()
      data.orders = page?.rows ?? []
      data.hasMoreOrders = page?.next != nil
    } else if let result = reply.value(for: stocktakes) {
      stocktakes = nil
      let rows = data.note(result, of: .stocktakes)?.rows ?? []
      data.stocktakes = rows.filter { site == nil || $0.site.lowercased() == site?.lowercased() }
      data.counts = data.counts.filter { count in data.stocktakes.contains { $0.id == count.key } }
      for stocktake in data.stocktakes { counts[stocktake.id] = desk.ask(StocktakeCard(stocktake.number)) }
    } else {
      return false
    }
    return true
  }

  private mutating func takeCards(_ reply: Reply, _ data: inout WallData) -> Bool {
    for (id, ticket) in cards {
      guard let result = reply.value(for: ticket) else { continue }
      cards[id] = nil
      data.cards[id] = try? result.get()
      return true
    }
    for (id, ticket) in counts {
      guard let result = reply.value(for: ticket) else { continue }
      counts[id] = nil
      data.counts[id] = try? result.get()
      return true
    }
    return false
  }
}

extension WallData {
  /// Whether nothing of a section is known.
  func isEmpty(_ section: WallSection) -> Bool {
    switch section {
    case .low: signals.isEmpty
    case .docks: transfers.isEmpty && orders.isEmpty
    case .stocktakes: stocktakes.isEmpty
    case .today: accuracy == nil
    case .happened: events.isEmpty
    }
  }

  /// The answer; what went wrong is kept for its section to say.
  fileprivate mutating func note<Answer>(
    _ result: Result<Answer, InventoryError>, of section: WallSection
  ) -> Answer? {
    switch result {
    case .success(let answer):
      troubles[section] = nil
      return answer
    case .failure(let error):
      troubles[section] = error
      return nil
    }
  }
}

extension Stocktake {
  /// The site it is in.
  fileprivate var site: String { place.split(separator: "/").first.map(String.init) ?? place }
}

extension LocalClock {
  /// When today began.
  var midnight: Instant {
    let local = now.milliseconds + offset(now)
    return now.adding(milliseconds: -((local % 86_400_000 + 86_400_000) % 86_400_000))
  }
}
