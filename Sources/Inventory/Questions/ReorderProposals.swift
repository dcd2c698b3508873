/// What history says about rules: the safety stock and the reorder point that the use of the last days asks for
/// (`algorithms.md` 4.3). Nothing is changed by it.
public struct ReorderProposals: Question, Hashable {
  /// Of rules at this location or inside it.
  public var location: String?
  public var item: String?
  public var days: Int
  /// How sure one is to have some, in percent: 90, 95, 98 or 99.
  public var service: Int
  public var start: PageStart
  public var limit: Int

  public init(
    at location: String? = nil, item: String? = nil, days: Int = 90, service: Int = 95, start: PageStart = .first,
    limit: Int = 50
  ) {
    self.location = location
    self.item = item
    self.days = days
    self.service = service
    self.start = start
    self.limit = limit
  }

  public struct Row: Hashable, Sendable {
    public var signal: Signal
    /// On how many days of the window there was stock, and on how many of these something was used.
    public var daysWithStock: Int
    public var demandDays: Int
    public var demand: SafetyStock.Demand
    /// Nil where there is too little history, or the rule does not say its lead time.
    public var proposal: ReorderProposal?

    public init(
      signal: Signal, daysWithStock: Int, demandDays: Int, demand: SafetyStock.Demand, proposal: ReorderProposal?
    ) {
      self.signal = signal
      self.daysWithStock = daysWithStock
      self.demandDays = demandDays
      self.demand = demand
      self.proposal = proposal
    }

    public var hasTooLittleHistory: Bool { demandDays < SafetyStock.leastDemandDays }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<Row> { try answers.answer(self) }
}
