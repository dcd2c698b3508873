import Inventory

/// The rules of transfers (`algorithms.md` 4.16) over plain arrays: what the books are held against. What stands where is
/// kept by the plain model of movements.
struct TransferModel {
  /// What a line has come to.
  struct Line {
    var number: Int
    var item: String
    var lot: String?
    var requested = Quantity.zero
    var shipped = Quantity.zero
    var good = Quantity.zero
    var damaged = Quantity.zero
    var over = Quantity.zero
    var closed = Quantity.zero
    var pendingGood = Quantity.zero
    var pendingDamaged = Quantity.zero
    var pendingOver = Quantity.zero
    var shippedValue: Int64 = 0
    var arrivedValue: Int64 = 0
    /// What came over was worth, as far as it was not taken back.
    var overValue: Int64 = 0
    var serials: [String: Serial] = [:]
    /// Where the first of it came from.
    var origin: String?

    var inTransit: Quantity { shipped + over - good - damaged - closed }
    var toShip: Quantity { max(requested - shipped, .zero) }
    var isDone: Bool { inTransit.isZero && toShip.isZero }

    func cost(of part: Quantity) -> Int64 {
      TransferModel.share(shippedValue - arrivedValue, part, inTransit)
    }

    func serials(_ state: Serial) -> [String] { serials.filter { $0.value == state }.map(\.key).sorted() }
  }

  enum Serial: Int {
    case inTransit, good, damaged, closed, requested, settled
  }

  struct Found {
    var id: Int64 = 0
    var line: Int
    var kind: Discrepancy.Kind
    var quantity: Quantity
    var value: Int64
    var resolution: Discrepancy.Resolution?
    var isOpen = true
    /// The receipt that opened it.
    var receipt: String?

    /// Closed short, and neither here nor back.
    var isMissing: Bool {
      kind == .short && ![.cameLater, .neverShipped, .returned].contains(resolution)
    }
  }

  struct Scan {
    var id: Int64
    var actor: String
    var line: Int
    var serial: String?
    var quantity: Quantity
    var condition: ReceiveEvent.Condition
    var isNegated = false
    var isPosted = false
    var isLive: Bool { !isNegated && !isPosted }
  }

  /// One entry of a receipt: what taking it back undoes.
  struct Part {
    var id: Int64
    var line: Int
    var entry: SimulationModel.Entry
    var value: Int64
    var isDamaged: Bool
    var isOver: Bool
  }

  struct Receipt {
    var key: String
    var actor: String
    var parts: [Part]
    var isTakenBack = false
  }

  struct Document {
    var number: String
    var from: String
    var to: String
    var status = TransferStatus.requested
    var lines: [Line] = []
    var found: [Found] = []
    var scans: [Scan] = []
    var receipts: [Receipt] = []

    func line(_ item: String, lot: String?) -> Int? {
      let own = lines.indices.filter { lines[$0].item == item }
      if let lot { return own.first { lines[$0].lot == lot } }
      return own.count == 1 ? own[0] : own.first { lines[$0].lot == nil }
    }

    mutating func settle() {
      if status == .inTransit || status == .completed {
        status = lines.allSatisfy(\.isDone) ? .completed : .inTransit
      }
    }
  }

  var goods = SimulationModel()
  var transfers: [Document] = []
  /// What came into the warehouse and left it, by item; counts are among it.
  var brought: [String: Quantity] = [:]

  /// Rounded half away from zero; all of it for the whole.
  static func share(_ value: Int64, _ part: Quantity, _ whole: Quantity) -> Int64 {
    if whole.isZero { return 0 }
    if part == whole { return value }
    let product = Int128(value) * Int128(part.thousandths)
    let (quotient, remainder) = product.quotientAndRemainder(dividingBy: Int128(whole.thousandths))
    return Int64(2 * abs(remainder) >= Int128(abs(whole.thousandths)) ? quotient + (product < 0 ? -1 : 1) : quotient)
  }

  func incoming(_ item: String, at place: String) -> Quantity {
    transfers.filter { $0.to == place }.reduce(.zero) { sum, transfer in
      transfer.lines.reduce(sum) { $1.item == item ? $0 + $1.inTransit : $0 }
    }
  }

  // MARK: Places

  static let quarantines: Set<String> = ["NQ", "SQ"]
  static let inside = ["N": ["N", "NA", "NB", "NQ"], "S": ["S", "SA", "SQ"], "E": ["EA"]]

  /// Where a transfer from somewhere to somewhere may take goods.
  static func sources(_ from: String, _ to: String) -> [String] {
    (inside[from] ?? [from]).filter { !quarantines.contains($0) && $0 != to }
  }

  func balances(_ item: String, _ place: String) -> Balances {
    goods.balances(SimulationModel.Record(item: item, place: place))
  }

  /// What may be taken of an item, or of one of its lots, from places.
  func available(_ item: String, lot: String?, _ places: [String]) -> Quantity {
    places.reduce(.zero) { sum, place in
      let record = SimulationModel.Record(item: item, place: place)
      let spare = goods.balances(record).available
      guard item == "L" else { return sum + max(spare, .zero) }
      let lots = (lot.map { [$0] } ?? TransferModel.lots + [TransferModel.strangeLot]).reduce(Quantity.zero) {
        $0 + max(goods.lotBalances(record, $1).available, .zero)
      }
      return sum + max(.zero, min(spare, lots))
    }
  }

  /// Whether a serial stands somewhere and is not to be used.
  func isBlocked(_ serial: String) -> Bool {
    guard let last = goods.entries.last(where: { $0.serials.contains(serial) }) else { return false }
    return last.change.onHand > .zero && last.change.blocked > .zero
  }

  /// Comes where another lot should have.
  static let strangeLot = "l9"
  /// In the order they expire.
  static let lots = ["l1", "l2", "l3"]

  func entry(
    _ kind: MovementKind, _ item: String, _ place: String, lot: String?, serials: [String] = [], onHand: Quantity,
    blocked: Quantity = .zero, incoming: Quantity = .zero, when: Instant
  ) -> SimulationModel.Entry {
    let isBlocked = TransferModel.quarantines.contains(place)
    return SimulationModel.Entry(
      record: SimulationModel.Record(item: item, place: place), lot: lot, serials: serials, when: when,
      change: Balances(onHand: onHand, blocked: isBlocked ? onHand : blocked, incoming: incoming), kind: kind)
  }
}
