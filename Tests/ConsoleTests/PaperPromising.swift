import Inventory
import InventoryTesting
import Synchronization

/// A paper warehouse with reservations. Acts about them are kept and change what the lists show; what they rest on is the
/// ledger's, whose tests hold it.
final class PaperPromising: InventoryService {
  struct State: Sendable {
    var cards: [ReservationCard.Card] = []
    var acts: [any Act] = []
    var pages: [ReservationPage] = []
    /// By it reservations have expired in the answers.
    var now = PaperWarehouse.noon
  }

  let house: PaperWarehouse
  let state: Mutex<State>

  init(_ house: PaperWarehouse = .small(), _ state: State = State()) {
    self.house = house
    self.state = Mutex(state)
    house.state.withLock { paper in
      paper.items["SER-7"]?.tracking = .serial
      paper.reservations = state.cards.map(\.reservation)
    }
  }

  /// One of every kind: held for minutes, for hours and without an end, waiting, confirmed, over.
  static func small() -> PaperPromising {
    var state = State()
    func add(
      _ number: Int64, _ subject: String, _ status: ReservationStatus, minutes: Int64?, _ lines: [ReservationLine],
      _ change: (inout Reservation) -> Void = { _ in }
    ) {
      var reservation = Reservation(
        id: ReservationID(number), subject: subject, status: status,
        expiresAt: minutes.map { PaperWarehouse.noon.adding(milliseconds: $0 * 60_000) }, createdBy: "MARIA",
        createdAt: PaperWarehouse.noon.adding(milliseconds: -20 * 60_000))
      change(&reservation)
      let lines = lines.enumerated().map { index, line in
        var line = line
        (line.reservation, line.number) = (reservation.id, index + 1)
        return line
      }
      state.cards.append(ReservationCard.Card(reservation: reservation, lines: lines))
    }
    add(47, "checkout:8812", .reserved, minutes: 12, [line("BOX-12", "Carton 12", "NORTH/D-1", 5)])
    add(
      46, "order:SO-118", .partial, minutes: 300,
      [
        line("GLU-1", "Glue 250 ml", "NORTH/A-07-1", 6, lot: "L2407"),
        line("WID-220", "Widget M6 A2", "NORTH", 8, waiting: 32, lacking: 8, at: "NORTH/A-03-2"),
      ]
    ) { $0.due = Day("2026-07-20") }
    add(
      45, "order:SO-117", .confirmed, minutes: nil,
      [line("SER-7", "Scale S7 (serial)", "NORTH/V-01", 2, tracking: .serial)]
    ) {
      $0.confirmedAt = PaperWarehouse.noon.adding(milliseconds: -600_000)
    }
    add(
      44, "kanban:漢字漢字-LONG-SUBJECT-OF-A-HOUSE", .reserved, minutes: nil, [line("BOX-12", "Carton 12", "NORTH/D-1", 12)]
    ) {
      $0.holdReason = "waits for the customs"
    }
    add(43, "order:SO-110", .reserved, minutes: -3, [line("BOX-12", "Carton 12", "NORTH/D-1", 3)])
    add(42, "order:SO-101", .fulfilled, minutes: nil, [line("TAP-048", "Tape 48 mm clear", "NORTH/A-02-4", 0)]) {
      $0.closedAt = PaperWarehouse.noon.adding(milliseconds: -86_400_000)
    }
    return PaperPromising(.small(), state)
  }

  /// So many reservations of one item.
  static func large(_ count: Int) -> PaperPromising {
    var state = State()
    state.cards = (1...count).map { number in
      ReservationCard.Card(
        reservation: Reservation(
          id: ReservationID(Int64(number)), subject: "order:SO-\(number)",
          expiresAt: PaperWarehouse.noon.adding(milliseconds: Int64(number) * 60_000), createdBy: "SHOP",
          createdAt: PaperWarehouse.noon), lines: [line("BOX-12", "Carton 12", "NORTH/D-1", number)])
    }
    return PaperPromising(.small(), state)
  }

  private static func line(
    _ sku: String, _ name: String, _ place: String, _ held: Int, waiting: Int = 0, lacking: Int? = nil,
    lot: String? = nil, at piece: String? = nil, tracking: Tracking = .none
  ) -> ReservationLine {
    let lot = lot.map { Lot(code: $0, expires: Day("2026-08-04")) }
    return ReservationLine(
      reservation: ReservationID(0), number: 0, item: ItemID(1), code: ItemCode(sku: sku), name: name,
      location: LocationID(1), place: place, requested: Quantity(max(1, held + waiting)), waiting: Quantity(waiting),
      lacking: lacking.map { Quantity($0) },
      pieces: [
        ReservationPiece(
          location: LocationID(1), place: piece ?? place, lot: lot, open: Quantity(held),
          fulfilled: Quantity(held == 0 ? 4 : 0))
      ], tracking: tracking)
  }

  // MARK: The two calls

  func perform(_ act: some Act, _ context: ActContext) throws(InventoryError) -> ActAnswer {
    var answer = try house.perform(act, context)
    guard !answer.isRepeat else { return answer }
    state.withLock { state in
      state.acts.append(act)
      answer.document = PaperPromising.change(&state, act, context)
    }
    return answer
  }

  private static func change(_ state: inout State, _ act: some Act, _ context: ActContext) -> String? {
    func set(_ name: ReservationName, _ change: (inout ReservationCard.Card) -> Void) {
      guard case .number(let number) = name else { return }
      for index in state.cards.indices where state.cards[index].reservation.number == number {
        change(&state.cards[index])
        state.cards[index].reservation.version += 1
      }
    }
    switch act {
    case let act as ReserveStock:
      let id = ReservationID((state.cards.map(\.reservation.id.number).max() ?? 0) + 1)
      var reservation = Reservation(
        id: id, subject: act.subject, status: act.lacking == .wait ? .partial : .reserved, due: act.due,
        holdReason: act.holdReason, createdBy: context.actor, createdAt: context.now)
      switch act.life {
      case .standard: reservation.expiresAt = context.now.adding(milliseconds: 3_600_000)
      case .until(let instant): reservation.expiresAt = instant
      case .lasting(let milliseconds): reservation.expiresAt = context.now.adding(milliseconds: milliseconds)
      case .unlimited: break
      }
      let lines = act.lines.map { line($0.item, $0.item, $0.location, Int($0.quantity.thousandths / 1000)) }
      state.cards.append(ReservationCard.Card(reservation: reservation, lines: lines))
      return "{\"id\":\"\(id)\",\"status\":\"\(reservation.status.rawValue)\"}"
    case let act as ConfirmReservation:
      set(act.reservation) { $0.reservation.status = .confirmed }
    case let act as ReleaseReservation:
      set(act.reservation) { card in
        for index in card.lines.indices {
          let wanted = act.lines?.first { $0.item == card.lines[index].code.description }?.quantity
          take(&card.lines[index], act.lines == nil ? card.lines[index].open : wanted ?? .zero)
        }
        if card.lines.allSatisfy({ $0.open.isZero }) { card.reservation.status = .released }
      }
    case let act as FulfilReservation:
      set(act.reservation) { card in
        for index in card.lines.indices {
          let wanted = act.lines?.first { $0.item == card.lines[index].code.description }?.quantity
          take(&card.lines[index], act.lines == nil ? card.lines[index].open : wanted ?? .zero)
        }
        if card.lines.allSatisfy({ $0.open.isZero }) { card.reservation.status = .fulfilled }
      }
    case let act as ExtendReservation:
      set(act.reservation) { card in
        switch act.life {
        case .until(let instant): card.reservation.expiresAt = instant
        case .lasting(let milliseconds): card.reservation.expiresAt = context.now.adding(milliseconds: milliseconds)
        case .standard, .unlimited: card.reservation.expiresAt = nil
        }
      }
    default: break
    }
    return nil
  }

  private static func take(_ line: inout ReservationLine, _ quantity: Quantity) {
    guard !line.pieces.isEmpty else { return }
    line.pieces[0].open -= quantity
  }

  func ask<Q: Question>(_ question: Q, for asker: Asker) throws(InventoryError) -> Q.Answer {
    let answers = PaperPromisingAnswers(
      state: state.withLock { state in
        if let page = question as? ReservationPage { state.pages.append(page) }
        return state
      })
    do {
      return try question.answered(by: answers)
    } catch {
      guard error == answers.notAsked else { throw error }
      return try house.ask(question, for: asker)
    }
  }
}

/// What there is to know of reservations; every other question is the warehouse's.
struct PaperPromisingAnswers: QuietAnswering {
  let state: PaperPromising.State

  func answer(_ question: ReservationPage) throws(InventoryError) -> Page<ReservationPage.Row> {
    let filter = question.filter
    if filter.location == "NOWHERE" { throw .noSuchLocation("NOWHERE") }
    let cards = state.cards.filter { card in
      let reservation = card.reservation
      return (filter.isLive.map { $0 == reservation.status(at: state.now).isLive } ?? true)
        && (filter.subject.map { reservation.subject.lowercased().hasPrefix($0.lowercased()) } ?? true)
        && (filter.expiresBefore.map { before in reservation.expiresAt.map { $0 < before } ?? false } ?? true)
        && (filter.item.map { item in card.lines.contains { $0.code.description == item } } ?? true)
        && (filter.location.map { place in card.lines.contains { $0.place.hasPrefix(place) } } ?? true)
        && (!filter.isWaiting || card.lines.contains { $0.waiting > .zero })
    }
    let rows = cards.sorted { $0.reservation.id > $1.reservation.id }.map { card in
      let lines = card.lines.filter { filter.item == nil || $0.code.description == filter.item }
      func sum(_ of: (ReservationLine) -> Quantity) -> Quantity { lines.reduce(.zero) { $0 + of($1) } }
      var places: [String] = []
      for piece in lines.flatMap(\.pieces) where piece.open > .zero && !places.contains(piece.place) {
        places.append(piece.place)
      }
      return ReservationPage.Row(
        reservation: card.reservation, lines: lines.count, requested: sum(\.requested), open: sum(\.open),
        fulfilled: sum(\.fulfilled), waiting: sum(\.waiting), place: places.first ?? lines.first?.place,
        otherPlaces: max(0, places.count - 1))
    }
    return try PaperAnswers.page(rows, question.start, question.limit)
  }

  func answer(_ question: ReservationCard) throws(InventoryError) -> ReservationCard.Card {
    guard let card = state.cards.first(where: { $0.reservation.number == question.reservation }) else {
      throw .badField(name: "reservation", value: question.reservation, wanted: "one that there is")
    }
    return card
  }
}
