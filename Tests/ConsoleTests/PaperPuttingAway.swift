import Inventory
import Synchronization

/// Putting away on paper: what stands at one place, and what was moved from there.
struct PaperPuttingAway {
  var place: Location?
  var lines: [PutAwayList.Line] = []
  var plates: [Plate] = []
  var held: [PutAwayList.Held] = []
  /// Whether the pallets at the place are told of with it.
  var listsPlates = false
  /// `48 WID-220 D-1 > A-03-2`, in order.
  var moves: [String] = []
  private var before: [String: [PutAwayList.Line]] = [:]

  mutating func perform(_ act: some Act, _ context: ActContext) throws(InventoryError) {
    guard place != nil else { return }
    if let act = act as? PostMovements {
      before[context.key] = lines
      for line in act.lines { try move(line) }
    } else if let act = act as? MovePlate {
      for index in plates.indices where plates[index].code == act.code { plates[index].locationCode = act.to }
      moves.append("pallet \(act.code) > \(act.to)")
    } else if let act = act as? ReverseMovement, case .act(let key) = act.target {
      lines = before[key] ?? lines
      moves.append("undo")
    }
  }

  private mutating func move(_ line: MovementLine) throws(InventoryError) {
    let index = lines.firstIndex {
      $0.item.code.description == line.item && $0.lot?.code == line.lot
        && (line.serials.isEmpty || Set(line.serials).isSubset(of: $0.serials)) && $0.quantity >= line.quantity
    }
    guard let index else { throw .noSuchItem(line.item) }
    lines[index].quantity = lines[index].quantity - line.quantity
    lines[index].serials.removeAll { line.serials.contains($0) }
    if lines[index].quantity.isZero { lines.remove(at: index) }
    let named = [line.lot].compactMap { $0 } + line.serials + (line.isBlocked ? ["blocked"] : [])
    moves.append(
      (["\(line.quantity) \(line.item)"] + named + ["\(line.location) > \(line.to ?? "")"]).joined(separator: " "))
  }
}

extension PaperWarehouse {
  /// The dock of ``receiving(transfers:)``, with goods of every kind on it.
  static func puttingAway(listsPlates: Bool = false) -> PaperWarehouse {
    let house = PaperWarehouse.receiving()
    house.state.withLock { state in
      state.puttingAway.listsPlates = listsPlates
      state.puttingAway.place = Location(code: "D-1", kind: .room, siteCode: "NORTH", roomType: "dock")
      func share(_ place: String, _ quantity: Int, _ why: PutAway.Why) -> PutAway.Share {
        PutAway.Share(Location(code: place, siteCode: "NORTH"), Quantity(quantity), why)
      }
      func add(_ sku: String, _ change: (Item) -> PutAwayList.Line) {
        if let item = state.items[sku] { state.puttingAway.lines.append(change(item)) }
      }
      add("WID-220") { .init($0, Quantity(48), isOfTransfer: true, shares: [share("A-03-2", 48, .same)]) }
      add("WID-100") {
        .init(
          $0, Quantity(96), isOfTransfer: true,
          crossDock: [.init(transfer: "TR-0881", destination: "SOUTH", quantity: Quantity(8))],
          shares: [share("A-03-2", 60, .same), share("A-03-3", 28, .rule(priority: 1))])
      }
      add("GLU-1") {
        .init(
          $0, lot: Lot(code: "L2407", expires: Day("2026-08-04")), Quantity(120), isOfTransfer: true,
          shares: [share("A-07-1", 120, .home)])
      }
      add("SER-7") {
        .init($0, Quantity(3), serials: ["88-1201", "88-1202", "88-1203"], shares: [share("V-01", 3, .item)])
      }
      add("BOX-12") { .init($0, Quantity(2), isBlocked: true, shares: [share("B-02-2", 2, .quarantine)]) }
      add("TAP-048") { .init($0, Quantity(240), unassigned: Quantity(240)) }
      state.puttingAway.plates = [
        plate("PAL-1", [("WID-220", 24)], state), plate("PAL-2", [("WID-220", 24), ("TAP-048", 10)], state),
      ]
    }
    return house
  }

  private static func plate(_ code: String, _ goods: [(String, Int)], _ state: State) -> Plate {
    Plate(
      code: code, locationCode: "D-1", place: "NORTH/D-1",
      contents: goods.compactMap { sku, quantity in
        state.items[sku].map { PlateContent(item: $0, quantity: Quantity(quantity)) }
      })
  }

  /// A pallet on its way with the first transfer.
  func load(plate code: String, _ goods: [(String, Int)]) {
    state.withLock { state in
      var plate = PaperWarehouse.plate(code, goods, state)
      plate.status = .inTransit
      plate.transfer = 881
      (plate.locationCode, plate.place) = (nil, nil)
      state.puttingAway.plates.append(plate)
    }
  }

  var moves: [String] { state.withLock { $0.puttingAway.moves } }
}

extension PaperAnswers {
  func answer(_ question: PutAwayList) throws(InventoryError) -> PutAwayList.Sheet {
    guard let place = state.puttingAway.place, [place.code, place.path].contains(question.place) else {
      return PutAwayList.Sheet(place: Location(code: question.place, siteCode: "NORTH"), lines: [])
    }
    let lines = state.puttingAway.lines.filter { question.item == nil || $0.item.code.description == question.item }
    let plates = state.puttingAway.plates.filter { $0.locationCode == place.code }
    return PutAwayList.Sheet(
      place: place, lines: lines, plates: state.puttingAway.listsPlates && question.item == nil ? plates : [],
      held: state.puttingAway.held.filter { question.item == nil || $0.item.code.description == question.item })
  }

  func answer(_ question: PutAwaySuggestion) throws(InventoryError) -> PutAwaySuggestion.Suggestion {
    guard let item = state.items[question.item] else { throw .noSuchItem(question.item) }
    let line = state.puttingAway.lines.first { $0.item.id == item.id }
    return PutAwaySuggestion.Suggestion(
      item: item, crossDock: [], shares: line?.shares ?? [], unassigned: .zero)
  }
}

/// A printer that keeps what it was given, or says why not.
final class PaperPrinter: LabelPrinting {
  private let kept = Mutex<[Label]>([])
  private let trouble = Mutex<InventoryError?>(nil)

  var labels: [Label] { kept.withLock { $0 } }

  func fail(_ error: InventoryError?) { trouble.withLock { $0 = error } }

  func print(_ labels: [Label]) throws(InventoryError) {
    if let error = trouble.withLock({ $0 }) { throw error }
    kept.withLock { $0 += labels }
  }
}
