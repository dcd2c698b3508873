import Inventory

/// Answers for tests: a stand-in says what it knows, and fails on every question that it does not expect.
public protocol QuietAnswering: Answering {}

extension QuietAnswering {
  /// What an unexpected question is answered with.
  public var notAsked: InventoryError { .store(.failed(detail: "this stand-in is not asked that")) }

  public func answer(_ question: LookUp) throws(InventoryError) -> [LookUp.Hit] { throw notAsked }
  public func answer(_ question: ItemPage) throws(InventoryError) -> Page<Item> { throw notAsked }
  public func answer(_ question: LocationList) throws(InventoryError) -> Page<Location> { throw notAsked }
  public func answer(_ question: StockPage) throws(InventoryError) -> Page<StockRow> { throw notAsked }
  public func answer(_ question: StockTotals) throws(InventoryError) -> StockTotals.Totals { throw notAsked }
  public func answer(_ question: ItemStock) throws(InventoryError) -> ItemStock.Card { throw notAsked }
  public func answer(_ question: UsePerDay) throws(InventoryError) -> [Quantity] { throw notAsked }
  public func answer(_ question: LedgerPage) throws(InventoryError) -> Page<LedgerEntry> { throw notAsked }
  public func answer(_ question: FindAct) throws(InventoryError) -> ActAnswer? { throw notAsked }
  public func answer(_ question: ActKeys) throws(InventoryError) -> [String] { throw notAsked }
  public func answer(_ question: AuditPage) throws(InventoryError) -> Page<AuditEvent> { throw notAsked }
  public func answer(_ question: EachAuditEvent) throws(InventoryError) -> Int { throw notAsked }
  public func answer(_ question: AuditStanding) throws(InventoryError) -> SealStanding { throw notAsked }
  public func answer(_ question: AuditVerification) throws(InventoryError) -> [Verification.Finding] {
    throw notAsked
  }
  public func answer(_ question: Settings) throws(InventoryError) -> [Settings.Setting] { throw notAsked }
  public func answer(_ question: EventPage) throws(InventoryError) -> EventPage.Part { throw notAsked }
  public func answer(_ question: WebhookList) throws(InventoryError) -> [Webhook] { throw notAsked }
  public func answer(_ question: WebhookWork) throws(InventoryError) -> WebhookWork.Work { throw notAsked }
  public func answer(_ question: ConnectorList) throws(InventoryError) -> [Connector] { throw notAsked }
  public func answer(_ question: SyncPage) throws(InventoryError) -> Page<SyncRun> { throw notAsked }
  public func answer(_ question: SignInCard) throws(InventoryError) -> SignInCard.Card? { throw notAsked }
  public func answer(_ question: FrontDoor) throws(InventoryError) -> FrontDoor.Answer { throw notAsked }
  public func answer(_ question: OperatorList) throws(InventoryError) -> [Operator] { throw notAsked }
  public func answer(_ question: WhoAmI) throws(InventoryError) -> Operator? { throw notAsked }
  public func answer(_ question: Permission) throws(InventoryError) -> Operator? { throw notAsked }
  public func answer(_ question: Verification) throws(InventoryError) -> [Verification.Finding] { throw notAsked }
  public func answer(_ question: EachStockRow) throws(InventoryError) -> Int { throw notAsked }
  public func answer(_ question: EachLedgerEntry) throws(InventoryError) -> Int { throw notAsked }
  public func answer(_ question: PastStockPage) throws(InventoryError) -> Page<PastStockPage.Row> { throw notAsked }
  public func answer(_ question: SnapshotList) throws(InventoryError) -> [SnapshotList.Row] { throw notAsked }
  public func answer(_ question: DueSnapshots) throws(InventoryError) -> [Instant] { throw notAsked }
  public func answer(_ question: LotAgeingReport) throws(InventoryError) -> Page<LotAgeingReport.Row> { throw notAsked }
  public func answer(_ question: Metrics) throws(InventoryError) -> Metrics.Report { throw notAsked }
  public func answer(_ question: StockAsOf) throws(InventoryError) -> StockAsOf.Past { throw notAsked }
  public func answer(_ question: ChangeToken) throws(InventoryError) -> Int64 { throw notAsked }
  public func answer(_ question: StocktakePage) throws(InventoryError) -> Page<Stocktake> { throw notAsked }
  public func answer(_ question: StocktakeCard) throws(InventoryError) -> StocktakeCard.Card { throw notAsked }
  public func answer(_ question: CountBinPage) throws(InventoryError) -> Page<CountBin> { throw notAsked }
  public func answer(_ question: CountLinePage) throws(InventoryError) -> Page<CountLine> { throw notAsked }
  public func answer(_ question: CountedBin) throws(InventoryError) -> CountedBin.Card { throw notAsked }
  public func answer(_ question: CountLineStory) throws(InventoryError) -> CountLineStory.Story { throw notAsked }
  public func answer(_ question: CountProposal) throws(InventoryError) -> CountProposal.Proposal { throw notAsked }
  public func answer(_ question: CountEventPage) throws(InventoryError) -> Page<CountEvent> { throw notAsked }
  public func answer(_ question: CountingPlace) throws(InventoryError) -> CountingPlace.Place? { throw notAsked }
  public func answer(_ question: ToleranceList) throws(InventoryError) -> [ToleranceList.Row] { throw notAsked }
  public func answer(_ question: AbcReport) throws(InventoryError) -> [RankedUsage] { throw notAsked }
  public func answer(_ question: DueCounts) throws(InventoryError) -> Page<DueCount> { throw notAsked }
  public func answer(_ question: CountAccuracyReport) throws(InventoryError) -> CountAccuracyReport.Report {
    throw notAsked
  }
  public func answer(_ question: EachCount) throws(InventoryError) -> Int { throw notAsked }
  public func answer(_ question: TransferPage) throws(InventoryError) -> Page<TransferPage.Row> { throw notAsked }
  public func answer(_ question: TransferCard) throws(InventoryError) -> TransferCard.Card { throw notAsked }
  public func answer(_ question: TransferLinePage) throws(InventoryError) -> Page<TransferLine> { throw notAsked }
  public func answer(_ question: ReceiveEventPage) throws(InventoryError) -> Page<ReceiveEvent> { throw notAsked }
  public func answer(_ question: DiscrepancyPage) throws(InventoryError) -> Page<Discrepancy> { throw notAsked }
  public func answer(_ question: InTransitReport) throws(InventoryError) -> Page<InTransitReport.Row> { throw notAsked }
  public func answer(_ question: EachTransferLine) throws(InventoryError) -> Int { throw notAsked }
  public func answer(_ question: AgeingReport) throws(InventoryError) -> Page<AgeingReport.Row> { throw notAsked }
  public func answer(_ question: ValuePage) throws(InventoryError) -> Page<ValuePage.Row> { throw notAsked }
  public func answer(_ question: ItemValue) throws(InventoryError) -> ItemValue.Card { throw notAsked }
  public func answer(_ question: PlateCard) throws(InventoryError) -> PlateCard.Card { throw notAsked }
  public func answer(_ question: PlatePage) throws(InventoryError) -> Page<Plate> { throw notAsked }
  public func answer(_ question: PutAwaySuggestion) throws(InventoryError) -> PutAwaySuggestion.Suggestion {
    throw notAsked
  }
  public func answer(_ question: PutAwayRulePage) throws(InventoryError) -> Page<PutAwayRule> { throw notAsked }
  public func answer(_ question: LotPage) throws(InventoryError) -> Page<LotRow> { throw notAsked }
  public func answer(_ question: LotCard) throws(InventoryError) -> LotCard.Card { throw notAsked }
  public func answer(_ question: SerialPage) throws(InventoryError) -> Page<SerialUnit> { throw notAsked }
  public func answer(_ question: SerialCard) throws(InventoryError) -> SerialCard.Card { throw notAsked }
  public func answer(_ question: PutAwayList) throws(InventoryError) -> PutAwayList.Sheet { throw notAsked }
  public func answer(_ question: TurnoverReport) throws(InventoryError) -> Page<TurnoverReport.Row> { throw notAsked }
  public func answer(_ question: TurnoverTotals) throws(InventoryError) -> [TurnoverTotals.Row] { throw notAsked }
  public func answer(_ question: MovementStats) throws(InventoryError) -> MovementStats.Report { throw notAsked }
  public func answer(_ question: StockCover) throws(InventoryError) -> StockCover.Report { throw notAsked }
  public func answer(_ question: ReservationPage) throws(InventoryError) -> Page<ReservationPage.Row> { throw notAsked }
  public func answer(_ question: ReservationCard) throws(InventoryError) -> ReservationCard.Card { throw notAsked }
  public func answer(_ question: SignalPage) throws(InventoryError) -> Page<SignalPage.Row> { throw notAsked }
  public func answer(_ question: SignalTotals) throws(InventoryError) -> SignalCounts { throw notAsked }
  public func answer(_ question: SignalStory) throws(InventoryError) -> SignalStory.Story { throw notAsked }
  public func answer(_ question: RulePage) throws(InventoryError) -> Page<Signal> { throw notAsked }
  public func answer(_ question: ReorderProposals) throws(InventoryError) -> Page<ReorderProposals.Row> {
    throw notAsked
  }
  public func answer(_ question: OrderPage) throws(InventoryError) -> Page<OrderPage.Row> { throw notAsked }
  public func answer(_ question: OrderCard) throws(InventoryError) -> OrderCard.Card { throw notAsked }
  public func answer(_ question: RequisitionPage) throws(InventoryError) -> Page<RequisitionPage.Row> { throw notAsked }
  public func answer(_ question: RequisitionCard) throws(InventoryError) -> RequisitionPage.Row { throw notAsked }
  public func answer(_ question: ReceiptPage) throws(InventoryError) -> Page<ReceiptPage.Row> { throw notAsked }
  public func answer(_ question: ReceiptCard) throws(InventoryError) -> ReceiptCard.Card { throw notAsked }
  public func answer(_ question: Availability) throws(InventoryError) -> Availability.Card { throw notAsked }
  public func answer(_ question: AvailabilityOfMany) throws(InventoryError) -> [AvailabilityOfMany.Finding] {
    throw notAsked
  }
  public func answer(_ question: NearestStock) throws(InventoryError) -> NearestStock.Sites { throw notAsked }
  public func answer(_ question: InvoiceMatch) throws(InventoryError) -> InvoiceMatch.Report { throw notAsked }
  public func answer(_ question: LockList) throws(InventoryError) -> [Lock] { throw notAsked }
  public func answer(_ question: JobPage) throws(InventoryError) -> Page<Job> { throw notAsked }
  public func answer(_ question: CorrectionPage) throws(InventoryError) -> Page<Correction> { throw notAsked }
  public func answer(_ question: CorrectionCard) throws(InventoryError) -> CorrectionCard.Card { throw notAsked }
  public func answer(_ question: DueCorrections) throws(InventoryError) -> [Correction] { throw notAsked }
  public func answer(_ question: Capabilities) throws(InventoryError) -> [Capabilities.Capability] { throw notAsked }
}
