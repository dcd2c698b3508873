/// Something one may want to know. Each question is a value; ``Answering`` has one method for each, so that a question
/// nobody answers does not compile.
public protocol Question: Sendable {
  associatedtype Answer: Sendable
  func answered(by answers: some Answering) throws(InventoryError) -> Answer
}

/// Who answers questions from one snapshot of the books.
public protocol Answering {
  func answer(_ question: LookUp) throws(InventoryError) -> [LookUp.Hit]
  func answer(_ question: ItemPage) throws(InventoryError) -> Page<Item>
  func answer(_ question: LocationList) throws(InventoryError) -> Page<Location>
  func answer(_ question: StockPage) throws(InventoryError) -> Page<StockRow>
  func answer(_ question: StockTotals) throws(InventoryError) -> StockTotals.Totals
  func answer(_ question: ItemStock) throws(InventoryError) -> ItemStock.Card
  func answer(_ question: UsePerDay) throws(InventoryError) -> [Quantity]
  func answer(_ question: LedgerPage) throws(InventoryError) -> Page<LedgerEntry>
  func answer(_ question: FindAct) throws(InventoryError) -> ActAnswer?
  func answer(_ question: ActKeys) throws(InventoryError) -> [String]
  func answer(_ question: AuditPage) throws(InventoryError) -> Page<AuditEvent>
  func answer(_ question: EachAuditEvent) throws(InventoryError) -> Int
  func answer(_ question: AuditStanding) throws(InventoryError) -> SealStanding
  func answer(_ question: AuditVerification) throws(InventoryError) -> [Verification.Finding]
  func answer(_ question: Settings) throws(InventoryError) -> [Settings.Setting]
  func answer(_ question: OperatorList) throws(InventoryError) -> [Operator]
  func answer(_ question: WhoAmI) throws(InventoryError) -> Operator?
  func answer(_ question: SignInCard) throws(InventoryError) -> SignInCard.Card?
  func answer(_ question: FrontDoor) throws(InventoryError) -> FrontDoor.Answer
  func answer(_ question: Permission) throws(InventoryError) -> Operator?
  func answer(_ question: Verification) throws(InventoryError) -> [Verification.Finding]
  func answer(_ question: EachStockRow) throws(InventoryError) -> Int
  func answer(_ question: EachLedgerEntry) throws(InventoryError) -> Int
  func answer(_ question: StockAsOf) throws(InventoryError) -> StockAsOf.Past
  func answer(_ question: PastStockPage) throws(InventoryError) -> Page<PastStockPage.Row>
  func answer(_ question: SnapshotList) throws(InventoryError) -> [SnapshotList.Row]
  func answer(_ question: DueSnapshots) throws(InventoryError) -> [Instant]
  func answer(_ question: LotAgeingReport) throws(InventoryError) -> Page<LotAgeingReport.Row>
  func answer(_ question: Metrics) throws(InventoryError) -> Metrics.Report
  func answer(_ question: ChangeToken) throws(InventoryError) -> Int64
  func answer(_ question: StocktakePage) throws(InventoryError) -> Page<Stocktake>
  func answer(_ question: StocktakeCard) throws(InventoryError) -> StocktakeCard.Card
  func answer(_ question: CountBinPage) throws(InventoryError) -> Page<CountBin>
  func answer(_ question: CountLinePage) throws(InventoryError) -> Page<CountLine>
  func answer(_ question: CountedBin) throws(InventoryError) -> CountedBin.Card
  func answer(_ question: CountLineStory) throws(InventoryError) -> CountLineStory.Story
  func answer(_ question: CountProposal) throws(InventoryError) -> CountProposal.Proposal
  func answer(_ question: CountEventPage) throws(InventoryError) -> Page<CountEvent>
  func answer(_ question: CountingPlace) throws(InventoryError) -> CountingPlace.Place?
  func answer(_ question: ToleranceList) throws(InventoryError) -> [ToleranceList.Row]
  func answer(_ question: AbcReport) throws(InventoryError) -> [RankedUsage]
  func answer(_ question: DueCounts) throws(InventoryError) -> Page<DueCount>
  func answer(_ question: CountAccuracyReport) throws(InventoryError) -> CountAccuracyReport.Report
  func answer(_ question: EachCount) throws(InventoryError) -> Int
  func answer(_ question: TransferPage) throws(InventoryError) -> Page<TransferPage.Row>
  func answer(_ question: TransferCard) throws(InventoryError) -> TransferCard.Card
  func answer(_ question: TransferLinePage) throws(InventoryError) -> Page<TransferLine>
  func answer(_ question: ReceiveEventPage) throws(InventoryError) -> Page<ReceiveEvent>
  func answer(_ question: DiscrepancyPage) throws(InventoryError) -> Page<Discrepancy>
  func answer(_ question: InTransitReport) throws(InventoryError) -> Page<InTransitReport.Row>
  func answer(_ question: EachTransferLine) throws(InventoryError) -> Int
  func answer(_ question: AgeingReport) throws(InventoryError) -> Page<AgeingReport.Row>
  func answer(_ question: ValuePage) throws(InventoryError) -> Page<ValuePage.Row>
  func answer(_ question: ItemValue) throws(InventoryError) -> ItemValue.Card
  func answer(_ question: PlateCard) throws(InventoryError) -> PlateCard.Card
  func answer(_ question: PlatePage) throws(InventoryError) -> Page<Plate>
  func answer(_ question: PutAwaySuggestion) throws(InventoryError) -> PutAwaySuggestion.Suggestion
  func answer(_ question: PutAwayRulePage) throws(InventoryError) -> Page<PutAwayRule>
  func answer(_ question: LotPage) throws(InventoryError) -> Page<LotRow>
  func answer(_ question: LotCard) throws(InventoryError) -> LotCard.Card
  func answer(_ question: SerialPage) throws(InventoryError) -> Page<SerialUnit>
  func answer(_ question: SerialCard) throws(InventoryError) -> SerialCard.Card
  func answer(_ question: PutAwayList) throws(InventoryError) -> PutAwayList.Sheet
  func answer(_ question: TurnoverReport) throws(InventoryError) -> Page<TurnoverReport.Row>
  func answer(_ question: TurnoverTotals) throws(InventoryError) -> [TurnoverTotals.Row]
  func answer(_ question: MovementStats) throws(InventoryError) -> MovementStats.Report
  func answer(_ question: StockCover) throws(InventoryError) -> StockCover.Report
  func answer(_ question: ReservationPage) throws(InventoryError) -> Page<ReservationPage.Row>
  func answer(_ question: ReservationCard) throws(InventoryError) -> ReservationCard.Card
  func answer(_ question: SignalPage) throws(InventoryError) -> Page<SignalPage.Row>
  func answer(_ question: SignalTotals) throws(InventoryError) -> SignalCounts
  func answer(_ question: SignalStory) throws(InventoryError) -> SignalStory.Story
  func answer(_ question: RulePage) throws(InventoryError) -> Page<Signal>
  func answer(_ question: ReorderProposals) throws(InventoryError) -> Page<ReorderProposals.Row>
  func answer(_ question: OrderPage) throws(InventoryError) -> Page<OrderPage.Row>
  func answer(_ question: OrderCard) throws(InventoryError) -> OrderCard.Card
  func answer(_ question: RequisitionPage) throws(InventoryError) -> Page<RequisitionPage.Row>
  func answer(_ question: RequisitionCard) throws(InventoryError) -> RequisitionPage.Row
  func answer(_ question: ReceiptPage) throws(InventoryError) -> Page<ReceiptPage.Row>
  func answer(_ question: ReceiptCard) throws(InventoryError) -> ReceiptCard.Card
  func answer(_ question: Availability) throws(InventoryError) -> Availability.Card
  func answer(_ question: AvailabilityOfMany) throws(InventoryError) -> [AvailabilityOfMany.Finding]
  func answer(_ question: NearestStock) throws(InventoryError) -> NearestStock.Sites
  func answer(_ question: InvoiceMatch) throws(InventoryError) -> InvoiceMatch.Report
  func answer(_ question: EventPage) throws(InventoryError) -> EventPage.Part
  func answer(_ question: WebhookList) throws(InventoryError) -> [Webhook]
  func answer(_ question: WebhookWork) throws(InventoryError) -> WebhookWork.Work
  func answer(_ question: ConnectorList) throws(InventoryError) -> [Connector]
  func answer(_ question: SyncPage) throws(InventoryError) -> Page<SyncRun>
  func answer(_ question: LockList) throws(InventoryError) -> [Lock]
  func answer(_ question: JobPage) throws(InventoryError) -> Page<Job>
  func answer(_ question: CorrectionPage) throws(InventoryError) -> Page<Correction>
  func answer(_ question: CorrectionCard) throws(InventoryError) -> CorrectionCard.Card
  func answer(_ question: DueCorrections) throws(InventoryError) -> [Correction]
  func answer(_ question: Capabilities) throws(InventoryError) -> [Capabilities.Capability]
}

/// A part of a list, read by key: the next part costs the same however deep it lies.
public struct Page<Element: Sendable & Hashable>: Hashable, Sendable {
  public var rows: [Element]
  /// Where the next page begins; nil at the end.
  public var next: Cursor?
  /// Where the page before begins (give it to ``PageStart/before(_:)``); nil at the start.
  public var previous: Cursor?

  public init(rows: [Element], next: Cursor?, previous: Cursor?) {
    self.rows = rows
    self.next = next
    self.previous = previous
  }
}

/// A place in a list, opaque to whoever carries it. Its text is plain ASCII.
public struct Cursor: Hashable, Sendable {
  public let text: String
  public init(text: String) { self.text = text }

  public init(_ parts: [String]) {
    text = parts.map { Hexadecimal.text(Array($0.utf8)) }.joined(separator: ".")
  }

  /// The parts it was made of; nil when somebody made it up.
  public var parts: [String]? {
    var parts: [String] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      guard let bytes = Hexadecimal.bytes(String(part)) else { return nil }
      parts.append(String(decoding: bytes, as: UTF8.self))
    }
    return parts
  }
}

/// Where in a list to read from, and which way. The rows of a page are in the list's order either way.
public enum PageStart: Hashable, Sendable {
  case first
  case last
  case after(Cursor)
  case before(Cursor)
}
