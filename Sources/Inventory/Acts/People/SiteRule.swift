/// Which sites an act touches, and so who may do it: operators who have sites may change nothing elsewhere. This is the
/// rule of the house for all acts, in one place.
///
/// - Every entry touches the place it is posted to. An act on several places touches all of them.
/// - A document touches its place: a stocktake what it counts, a reservation the places of its lines that change, a
///   requisition those it wants goods at, an order where it is delivered, a receipt where it is put, a rule, a signal, a
///   put-away rule, a pallet and a stock record where they are. A lot that is changed touches every place it stands at.
/// - A transfer is paper that both ends share: either may ask for it, edit, cancel, close it short or settle what is open
///   of it. Its goods go by their entries: who ships is at the source, who receives, scans what came or takes a receipt
///   back is at the destination, and goods return to the source. What is on its way there is no entry of the destination.
/// - A place that is edited touches its site; one that is moved the new site as well. A new site is nobody's who has sites.
/// - A correction that another wrote down and that is given up touches the places it would have posted to.
/// - Items, new lots, settings and classes are the house's: the right alone decides.
/// - An operator belongs to the sites they may touch: who has sites keeps who may touch none but these
///   (``InventoryError/operatorElsewhere(actor:sites:person:theirs:)``).
/// - What only writes down that time has passed (``Act/isUpkeep``) touches nothing, whoever happens to do it.
///
/// Reading is free: a transfer is asked for where the goods are seen to be.
public struct SiteTouch: Hashable, Sendable {
  /// A place, or a site that is known without looking it up.
  public enum Place: Hashable, Sendable {
    case location(LocationID)
    case site(LocationID, code: String)
    case newSite(code: String)
  }

  /// One of them must be at a site of whoever acts.
  public var anyOf: [Place]
  /// Of an import: the row that touches it.
  public var row: Int?

  init(_ anyOf: [Place], row: Int? = nil) {
    self.anyOf = anyOf
    self.row = row
  }
}

extension Plan {
  /// All that it touches, in order and each once.
  /// - Parameter isImport: its rows stand and fall one by one.
  public func touches(_ facts: Facts, isImport: Bool) -> [SiteTouch] {
    var touches: [SiteTouch] = []
    var seen: Set<SiteTouch> = []
    func add(_ touch: SiteTouch) { if seen.insert(touch).inserted { touches.append(touch) } }
    // A transfer is expected where it goes by the same act that ships it.
    for entry in entries where entry.transfer == nil || entry.kind != .expected {
      add(SiteTouch([.location(entry.location)], row: isImport ? entry.row : nil))
    }
    let hasRows = isImport && changeRows.count == changes.count
    for (index, change) in changes.enumerated() {
      let row = hasRows && changeRows[index] != Plan.noRow ? changeRows[index] : nil
      for places in places(of: change, facts) where !places.isEmpty { add(SiteTouch(places, row: row)) }
    }
    return touches
  }

  /// Each of the lists names places of which one will do.
  private func places(of change: Change, _ facts: Facts) -> [[SiteTouch.Place]] {
    switch change {
    case .addItem, .setItem, .setSetting, .addOperator, .setOperator, .signIn, .keepValues: []
    case .addLocation(let location): [[location.kind == .site ? .newSite(code: location.code) : location.siteTouched]]
    case .setLocation(let location, _): [[.location(location.id)], [location.siteTouched]]
    case .setRecord(_, let location, _, _, _, _, _, _): [[.location(location)]]
    case .count(let change): change.places(facts)
    case .transfer(let change): change.places(facts)
    case .purchase(let change): change.places(facts, self)
    case .plate(let change): change.places
    case .putAway(.set(let rule)), .putAway(.remove(let rule)): [[.location(rule.location)]]
    case .lot(.add): []
    case .lot(.set): facts.lotPlaces.values.joined().map { [.location($0.location)] }
    case .serial(.note): []
    case .serial(.set):
      facts.serialHomes.values.joined().compactMap { home in
        home.fact.location.map { [.location($0)] }
      }
    case .reservation(let change): change.places(facts)
    case .reordering(let change): change.places
    case .house(.setCorrection(let correction, _)) where correction.state == .cancelled:
      // Their own paper anybody takes back.
      facts.actor?.isCalled(correction.actor) == true ? [] : facts.house.correctionPlaces.map { [.location($0)] }
    // Of the house; a correction is judged when it is posted, as its author.
    case .takeSnapshot, .seal, .delivery, .house: []
    }
  }
}

extension Location {
  fileprivate var siteTouched: SiteTouch.Place {
    kind == .site ? .site(id, code: code) : .site(site, code: siteCode)
  }
}

extension CountChange {
  fileprivate func places(_ facts: Facts) -> [[SiteTouch.Place]] {
    switch self {
    case .open(let stocktake), .countNow(let stocktake, _, _, reason: _): [[.location(stocktake.location)]]
    case .add, .negate, .empty, .lease, .recountBin, .closeBin, .addExpected, .judge, .decide, .setStatus, .anchor:
      facts.count.map { [[.location($0.stocktake.location)]] } ?? []
    case .setTolerance(.location(let location), _): [[.location(location)]]
    // An applied count is taken back by its entries.
    case .setTolerance, .classify, .withdraw, .restate, .overrideHold: []
    }
  }
}

extension TransferChange {
  fileprivate func places(_ facts: Facts) -> [[SiteTouch.Place]] {
    switch self {
    case .create(let transfer): [transfer.ends]
    case .record, .negate, .post: facts.transfer.map { [[.location($0.transfer.destination)]] } ?? []
    case .addLines, .removeLines, .step, .set, .serials, .removeSerials, .open, .resolve, .claim:
      facts.transfer.map { [$0.transfer.ends] } ?? []
    }
  }
}

extension Transfer {
  fileprivate var ends: [SiteTouch.Place] { [.location(source), .location(destination)] }
}

extension PurchaseChange {
  fileprivate func places(_ facts: Facts, _ plan: Plan) -> [[SiteTouch.Place]] {
    let buying = facts.buying
    switch self {
    case .createRequisition(_, let lines): return lines.places
    case .setRequisition(let requisition, _):
      // Who orders a part of it touches that part.
      let isPart = plan.changes.contains {
        if case .purchase(.place(requisition.id, _, _)) = $0 { true } else { false }
      }
      return isPart ? [] : buying.wanted.places
    case .place(_, let lines, _): return buying.wanted.filter { lines.contains($0.number) }.places
    case .freeRequisitions: return []
    case .createOrder(let order, _): return [[.location(order.destination)]]
    case .setOrder(let order, _):
      return [[.location(order.destination)]] + (buying.order.map { [[.location($0.destination)]] } ?? [])
    case .setOrderLines, .step: return buying.order.map { [[.location($0.destination)]] } ?? []
    case .createReceipt(let receipt, _): return [[.location(receipt.location)]]
    case .setReceipt(let receipt, _):
      return [[.location(receipt.location)]] + (buying.receipt.map { [[.location($0.location)]] } ?? [])
    case .setReceiptLines, .scan: return buying.receipt.map { [[.location($0.location)]] } ?? []
    }
  }
}

extension [RequisitionLine] {
  fileprivate var places: [[SiteTouch.Place]] { compactMap { line in line.location.map { [.location($0)] } } }
}

extension PlateChange {
  fileprivate var places: [[SiteTouch.Place]] {
    switch self {
    case .build(let plate), .load(let plate, _): plate.places
    case .move(let plate, let place): plate.places + [[.location(place)]]
    case .unload(_, let place): [[.location(place)]]
    // One that travels is opened by what becomes of its transfer.
    case .open(let plate, let place): plate.status == .inTransit ? [] : [[.location(place)]]
    }
  }
}

extension Plate {
  fileprivate var places: [[SiteTouch.Place]] { location.map { [[.location($0)]] } ?? [] }
}

extension ReservationChange {
  fileprivate func places(_ facts: Facts) -> [[SiteTouch.Place]] {
    switch self {
    case .create(_, let lines): lines.map { [.location($0.location)] }
    case .set(let reservation, let lines, let waits):
      if lines.isEmpty && waits.isEmpty {
        facts.reservations.first { $0.reservation.id == reservation.id }?.lines.map { [.location($0.location)] } ?? []
      } else {
        (lines + waits).map { [.location($0.location)] }
      }
    // What a count cuts is held where it counts.
    case .cut: []
    }
  }
}

extension ReorderChange {
  fileprivate var places: [[SiteTouch.Place]] {
    switch self {
    case .add(let rule, _), .set(let rule, _), .remove(let rule): [[.location(rule.location)]]
    case .tend(let signals): signals.map { [.location($0.rule.location)] }
    case .use, .workedOut: []
    }
  }
}

extension Operator {
  /// Why this operator, who has sites, may not touch something; nil where they may.
  /// - Parameter sites: of every location there is among the touched.
  public func objection(to touch: SiteTouch, _ sites: [LocationID: OperatorSite]) -> InventoryError? {
    var elsewhere = ""
    for place in touch.anyOf {
      let site: OperatorSite? =
        switch place {
        case .location(let id): sites[id]
        case .site(let id, let code): OperatorSite(id, code: code)
        case .newSite(let code): OperatorSite(LocationID(0), code: code)
        }
      guard let site else { continue }
      if self.sites.contains(where: { $0.id == site.id }) { return nil }
      elsewhere = site.code
    }
    return .notAtSite(actor: name, site: elsewhere, sites: self.sites.map(\.code))
  }
}
