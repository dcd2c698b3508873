/// The figures of the house: what there is and what it is worth by site, and of a time how often it was turned over, what
/// was sold, and how promises and counts went. Folds the whole ledger.
public struct Metrics: Question, Hashable {
  public var period: ReportPeriod
  public var now: Instant

  /// - Parameters:
  ///   - from: 28 days before its end where nobody says.
  ///   - to: now where nobody says, and at the latest.
  public init(from: Instant?, to: Instant?, now: Instant) throws(InventoryError) {
    let end = min(to ?? now, now)
    period = try ReportPeriod(from: from ?? end.adding(milliseconds: -28 * 86_400_000), to: end)
    self.now = now
  }

  /// Whether stock is told as it was at the end of the period, and not as it is.
  public var isOfThePast: Bool { period.to < now }

  public struct Report: Hashable, Sendable {
    public var period: ReportPeriod
    /// In the order of their codes; sites that never had anything are left out.
    public var sites: [Site] = []
    public var total = Site(code: "")
    /// By currency.
    public var turnover: [TurnoverTotals.Row] = []
    public var sales = Sales()
    public var promises = Promises()
    public var accuracy = CountAccuracy()
    public var openDocuments: [OpenDocuments] = []

    public init(period: ReportPeriod) { self.period = period }
  }

  /// What a site has at the end of the period.
  public struct Site: Hashable, Sendable {
    public var code: String
    /// Records of which some balance is not zero.
    public var records = 0
    public var sums = BalanceSums()
    /// What is on hand is worth, by currency; the empty one where items name none.
    public var worth: [String: Money] = [:]

    public init(code: String) { self.code = code }
  }

  /// What was sold and consumed in the period, returns taken off.
  public struct Sales: Hashable, Sendable {
    public var sold: Int128 = 0
    /// The entries it is made of.
    public var entries = 0
    public init() {}
  }

  /// How what was promised, or was to be, went in the period.
  public struct Promises: Hashable, Sendable {
    /// Reservations made in the period, and what became of them until now.
    public var made = 0
    public var expired = 0
    /// Nothing could be held of them.
    public var failed = 0
    /// Issues and reservations that the books refused because there was not so much, each once however often it was sent
    /// again, and left out where it was done after all.
    public var refusals = 0
    public init() {}

    /// Of those that held something, in ten-thousandths; nil where there were none.
    public var expiryRate: Int64? { made > failed ? Int64(expired) * 10_000 / Int64(made - failed) : nil }
  }

  /// Documents of a kind that wait for somebody now.
  public struct OpenDocuments: Hashable, Sendable {
    /// `stocktakes`, `transfers`.
    public var kind: String
    public var count: Int
    public init(_ kind: String, _ count: Int) {
      self.kind = kind
      self.count = count
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Report { try answers.answer(self) }
}

extension Metrics.Site {
  public var fields: Fields {
    var fields = Fields()
    fields.add("records", Int64(records))
    fields.add(sums.fields)
    fields.add(
      "value",
      .list(
        worth.sorted { $0.key < $1.key }.map { currency, money in
          var value = Fields()
          value.add("value", money)
          value.add("currency", currency.isEmpty ? nil : currency)
          return .fields(value)
        }))
    return fields
  }
}

extension Metrics.Report {
  public var fields: Fields {
    func percent(_ share: Int64?) -> FieldValue { share.map { .number(Decimals.text($0, places: 2)) } ?? .null }
    var fields = Fields()
    fields.add("from", period.from)
    fields.add("to", period.to)
    fields.add("total", .fields(total.fields))
    fields.add(
      "sites",
      .list(
        sites.map { site in
          var row = Fields()
          row.add("site", site.code)
          row.add(site.fields)
          return .fields(row)
        }))
    fields.add("turnover", .list(turnover.map { .fields($0.fields) }))
    fields.add("units_sold", .number(BalanceSums.text(sales.sold)))
    fields.add("sales_entries", Int64(sales.entries))
    fields.add("reservations_made", Int64(promises.made))
    fields.add("reservations_expired", Int64(promises.expired))
    fields.add("reservations_failed", Int64(promises.failed))
    fields.add("reservation_expiry_percent", percent(promises.expiryRate))
    fields.add("refused_oversells", Int64(promises.refusals))
    fields.add("count_lines", Int64(accuracy.lines))
    fields.add("count_accuracy_items_percent", percent(accuracy.ofItems))
    fields.add("count_accuracy_units_percent", percent(accuracy.ofUnits))
    var open = Fields()
    for documents in openDocuments { open.add(documents.kind, Int64(documents.count)) }
    fields.add("open_documents", .fields(open))
    return fields
  }
}
