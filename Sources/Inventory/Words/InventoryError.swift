/// Why an act or a question was refused: causes with the data a person needs to mend them. The words are in
/// ``Explanation``.
public enum InventoryError: Error, Hashable, Sendable {
  // No such thing.
  case noSuchItem(String)
  case noSuchLocation(String)
  case noSuchLot(String, item: ItemCode)
  case noSuchStock(item: ItemCode, place: String)
  case noSuchEntry(String)
  case noSuchAct(key: String)
  case noSuchEvent(String)
  case noSuchSetting(String, known: [String])
  case noSuchOperator(String)

  // The data is refused.
  case badCode(what: String, code: String, BadCode)
  case badQuantity(String, item: ItemCode, BadQuantity)
  case badField(name: String, value: String, wanted: String)
  case ambiguousLocation(String, candidates: [String])
  case needsReason(MovementKind)
  case needsLot(ItemCode)
  case takesNoLot(ItemCode)
  case needsSerials(ItemCode, asked: Quantity, given: Int)
  case takesNoSerials(ItemCode)
  case serialGivenTwice(String, item: ItemCode)
  case serialNotHere(String, item: ItemCode, place: String, isAt: String?)
  case serialAlreadyHere(String, item: ItemCode, place: String)
  case inTheFuture(Instant, now: Instant)
  case itemRetired(ItemCode)
  case locationRetired(String)
  case locationStructural(String)
  case locationHoldsStock(String)
  case locationHasPlaces(String)
  case locationInsideItself(String)
  case kindNeedsParent(LocationKind)
  case siteHasNoParent(String)
  case sameLocation(String)
  case anotherSite(from: String, to: String)
  case notReversible(entry: Int64, kind: MovementKind)
  case nothingToChange
  case firstOperatorMustBeAdmin(String)
  case lastAdmin(String)
  /// Only the first operator of a house needs no role.
  case needsRole(String)
  case notASite(String, kind: LocationKind)
  case badPin
  case pinsDiffer
  case noTerminalForPin
  case pinUnreadable(file: String, why: String)
  /// This machine's crypt(3) makes nothing of it.
  case pinUnkeepable
  case tooManyLines(Int, most: Int)

  // Conflict.
  case itemExists(ItemCode)
  case locationExists(String)
  case barcodeTaken(String, by: ItemCode)
  case insufficient(item: ItemCode, place: String, lot: String?, Balance, asked: Quantity, has: Quantity)
  case belowLater(item: ItemCode, place: String, asked: Quantity, occurredAt: Instant, at: Instant, would: Quantity)
  case overflow(item: ItemCode, place: String)
  case operatorExists(String)
  case badgeTaken(String, by: String)
  case versionMovedOn(what: String, given: Int64, current: Int64)
  case keyUsedOtherwise(key: String)
  case alreadyReversed(entry: Int64, by: Int64)
  /// Others changed the same records each time we tried; the last thing the database said is for the log.
  case tooContended(detail: String)

  // Not permitted.
  /// The house has operators, and this is none of those at work.
  case unknownOperator(String)
  case notPermitted(actor: String, role: Operator.Role, right: Right)
  /// The act touches a site that is none of the operator's.
  case notAtSite(actor: String, site: String, sites: [String])
  /// Who is bound to sites does not let themselves out.
  case ownSitesStay(actor: String, sites: [String])
  /// Who is bound to sites keeps the people of these sites, and no others; no sites are all.
  case operatorElsewhere(actor: String, sites: [String], person: String, theirs: [String])
  /// Only an admin of all sites can give people any of them.
  case lastAdminOfAllSites(String)
  /// Whoever acts under this name from another's login has to give its PIN.
  case needsPin(String)
  /// So many more may be wrong.
  case wrongPin(String, left: Int)
  case pinPaused(String, until: Instant)

  // Counting.
  case noSuchStocktake(String)
  case noSuchCountLine(Int, stocktake: String)
  case stocktakeIs(String, StocktakeStatus, wanted: String)
  case lineIs(Int, stocktake: String, CountLineState)
  case nothingToDecide(stocktake: String)
  case undecided(stocktake: String, lines: Int)
  case outsideStocktake(String, stocktake: String, scope: String)
  case nothingToTakeBack(stocktake: String)
  case binTaken(place: String, by: String, since: Instant, lines: Int)
  case serialCounted(String, item: ItemCode, place: String, by: String)
  case countBelowZero(item: ItemCode, place: String, counted: Quantity, change: Quantity)
  case recountBySame(item: ItemCode, place: String, actor: String)
  case ownCount(actor: String, line: Int, lines: Int)
  case countedTooFew(item: ItemCode, place: String, counted: Quantity, issued: Quantity)
  case serialMovedSince(String, item: ItemCode, place: String)
  case expectedChanged(item: ItemCode, place: String, approved: Quantity, now: Quantity)
  case heldByStocktake(place: String, stocktake: String, CountPolicy)
  case onlyByCounting(MovementKind)
  case reversedByLine(stocktake: String)
  case binNotEmpty(place: String, lines: Int)
  /// Who counts blind does not get to know it.
  case withheld(String)

  // Moving.
  case noSuchTransfer(String)
  case noSuchDiscrepancy(String)
  case transferIs(String, TransferStatus, wanted: String)
  case notOnTransfer(ItemCode, lot: String?, transfer: String)
  case serialNotOnTransfer(String, item: ItemCode, transfer: String)
  case nothingToShip(String)
  case nothingToReceive(String)
  case nothingScanned(String)
  case nothingReceived(String)
  case beyondRequest(ItemCode, transfer: String, asked: Quantity, left: Quantity)
  /// More came than was shipped: `allowed` is how much of it this receiver may take as over; nil where nothing was said to
  /// be over.
  case overReceipt(ItemCode, transfer: String, asked: Quantity, left: Quantity, allowed: Quantity?)
  case notOver(ItemCode, transfer: String, over: Quantity, inTransit: Quantity)
  case notInTransit(ItemCode, transfer: String, asked: Quantity, has: Quantity)
  case needsShortReason
  case needsClaimReference
  case discrepancyResolved(Int64, Discrepancy.Resolution?)
  case resolutionDoesNotFit(Discrepancy.Resolution, Discrepancy.Kind)
  case onlyByTransfer(MovementKind)
  case belongsToTransfer(entry: Int64, transfer: String)
  // Pallets, put-away, labels.
  case noSuchPlate(String)
  case plateIs(String, PlateStatus, place: String?)
  case plateElsewhere(String, isAt: String, asked: String)
  case plateDoubtful(String, item: ItemCode, place: String, lot: String?, says: Quantity, has: Quantity)
  case plateSerialStrayed(String, serial: String, item: ItemCode, place: String)
  case plateExists(String, PlateStatus, place: String?)
  case notEnoughLoose(
    item: ItemCode, place: String, lot: String?, asked: Quantity, loose: Quantity, onHand: Quantity)
  case serialOnPlate(String, item: ItemCode, plate: String)
  case noCompanyPrefix
  case plateNumbersUsedUp(prefix: String)
  case noSuchPutAwayRule(subject: String, place: String)
  case unprintable(LabelFault)
  case labelCommandFailed(command: String, why: String)
  // Lots and serials.
  case lotNotUsable(Lot, item: ItemCode, on: Day)
  case lotExists(String, item: ItemCode)
  case noSuchLotAnywhere(String)
  case ambiguousLot(String, items: [ItemCode])
  case notKeptByLot(ItemCode)
  case serialBlocked(String, item: ItemCode)
  case serialNotBlocked(String, item: ItemCode)
  case noSuchSerial(String)
  case ambiguousSerial(String, items: [ItemCode])
  case serialIsNowhere(String, item: ItemCode, SerialStatus)
  case quarantinePlace(String)

  // The database.
  case store(StoreTrouble)
  /// It is not known whether the act took effect; the same key tells.
  case outcomeUnknown(key: String, detail: String)
  /// It was scanned when it was received, and is not posted yet.
  case serialScanned(String, item: ItemCode, by: String)

  // Buying.
  case noSuchOrder(String)
  case noSuchRequisition(String)
  case noSuchReceipt(String)
  case orderExists(String)
  case orderIs(String, OrderStatus, wanted: String)
  case requisitionIs(String, RequisitionStatus, wanted: String)
  case receiptIs(String, ReceiptStatus, wanted: String)
  case notOnOrder(ItemCode, order: String)
  /// More came than may come: of `ordered` so much was received so far, and `allowed` is what may still come.
  case beyondOrder(ItemCode, order: String, ordered: Quantity, received: Quantity, asked: Quantity, allowed: Quantity)
  case beyondScanned(ItemCode, order: String, lot: String?, asked: Quantity, has: Quantity)
  case serialNotScanned(String, item: ItemCode, order: String)
  case rejectedTooMany(ItemCode, received: Quantity, rejected: Quantity)
  case nothingToOrder(requisition: String, vendor: String)
  case needsDestination(requisition: String, places: [String])
  case nothingOutstanding(order: String)
  case receiptsWait(order: String, receipts: [String])
  /// Another row of the same order was refused.
  case orderIncomplete(String)
  case belongsToOrder(entry: Int64, document: String)

  // Promising.
  case onlyByReservation(MovementKind)
  case noSuchReservation(String)
  /// Nothing live is held for the reference.
  case noneReserved(String)
  case reservationIs(String, ReservationStatus, wanted: String)
  case reservationExpired(String, subject: String, at: Instant)
  case notOnReservation(ItemCode, lot: String?, reservation: String)
  case beyondReservation(ItemCode, lot: String?, reservation: String, asked: Quantity, held: Quantity)
  case belongsToReservation(entry: Int64, reservation: String)
  /// What movements reserved without a document is `loose`; the rest is no movement's to give.
  case heldByReservations(ItemCode, place: String, lot: String?, asked: Quantity, loose: Quantity)

  // Reordering.
  case noSuchRule(item: String, place: String)
  case noSuchSignal(String)
  case signalIs(ItemCode, place: String, SignalState)
  case nothingSuggested(ItemCode, place: String)
  case noSource(ItemCode, place: String)

  // Delivering.
  case noSuchWebhook(String)
  /// Another run has it.
  case webhookTaken(String, by: String, until: Instant)
  case noSuchConnector(String)
  case connectorExists(String)
  case noSuchSync(String)
  // The house.
  case lockHeld(Lock)
  case noSuchLock(String)
  case noSuchJob(String)
  case jobEnded(String, Job.State)
  case noSuchCorrection(String)
  case correctionIs(String, Correction.State)
  /// A copy of the books that cannot be relied on, and what was found.
  case copyUnsound(String, found: String)

  public enum BadCode: Hashable, Sendable {
    case empty, tooLong, controlCharacter, blankAtAnEnd, slash
  }

  public enum BadQuantity: Hashable, Sendable {
    case notANumber, notPositive, zero, tooLarge
    case mustBeWhole(unit: String)
  }

  /// Why the database cannot be used. The path or address stands in each.
  public enum StoreTrouble: Hashable, Sendable {
    case missing(String)
    case notADatabase(String)
    case notOurs(String)
    case readOnly(String)
    case noPermission(String)
    case full(String)
    case locked(String)
    case damaged(String, detail: String)
    case newerSchema(found: Int, known: Int)
    /// It is of an older schema, and may only be read.
    case olderSchema(found: Int, known: Int)
    /// Nobody answers there, or the line is broken.
    case unreachable(String, why: String)
    /// It answers, and does not let us in.
    case denied(String, why: String)
    /// It answers, and is no far end for this program.
    case unsuitable(String, why: String)
    /// Things scanned before wait here to be sent first.
    case behindOthers(waiting: Int)
    /// A read was told to stop.
    case interrupted
    case failed(detail: String)
  }
}
