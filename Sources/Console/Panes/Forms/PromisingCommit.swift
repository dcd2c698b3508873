import Inventory
import Terminal

/// The acts that forms about reservations send.
extension FormPane {
  mutating func commit(_ form: PromisingForm, _ desk: inout Desk) throws(FormTrouble) {
    switch form {
    case .reserve: send(try reservation(desk.clock), &desk)
    case .fulfil(let reservation):
      guard promise.card != nil else { return desk.say(.warn, "wait: its lines are being read") }
      let lines = try meantPromises().map { line, quantity, serials in
        FulfilReservation.Line(line.code.description, quantity, serials: serials)
      }
      send(
        FulfilReservation(.number(reservation.number), isAllMeant ? nil : lines, ifVersion: promise.version), &desk)
    case .release(let reservation):
      guard promise.card != nil else { return desk.say(.warn, "wait: its lines are being read") }
      let lines = try meantPromises().map { line, quantity, _ in
        ReleaseReservation.Line(line.code.description, quantity)
      }
      send(
        ReleaseReservation(
          .number(reservation.number), isAllMeant ? nil : lines, reason: textOrNil(.reason), ifVersion: promise.version),
        &desk)
    case .extend(let reservation):
      let life = try life(desk.clock)
      guard life != .standard else {
        throw FormTrouble(field: .life, words: "Until when? Write 45m, 2h, 3d, a day and time, or never.")
      }
      send(ExtendReservation(.number(reservation.number), life, ifVersion: reservation.version), &desk)
    case .filter:
      let wanted = wantedReservations(desk.now)
      desk.go(.reshape(ReservationsPane.self) { pane, _ in pane.setFilter { $0 = wanted } })
    }
  }

  // MARK: Reserving

  private func reservation(_ clock: LocalClock) throws(FormTrouble) -> ReserveStock {
    var lines: [ReserveStock.Line] = []
    if targets.count > 1 {
      for row in targets { lines.append(try line(row.code.description, at: row.place, try amount(row))) }
    } else {
      guard let item = targets.first?.code.description ?? textOrNil(.sku) else {
        throw FormTrouble(field: .sku, words: "Which item is it? Scan or type it.")
      }
      guard let place = textOrNil(.location) else {
        throw FormTrouble(field: .location, words: "Where is it to come from? Scan or type a place, or a site.")
      }
      lines.append(try line(item, at: place, try amount(targets.first)))
    }
    var due: Day?
    if let text = textOrNil(.due) {
      guard let day = Day(text) else {
        throw FormTrouble(field: .due, words: "\"\(text)\" is no day: write it as 2026-07-04.")
      }
      due = day
    }
    let lacking = FormPane.lackingWords.first { $0.words == text(.shortage) }?.lacking ?? .refuse
    return ReserveStock(
      for: try subject(), lines, life: try life(clock), lacking: lacking, due: due, holdReason: textOrNil(.note))
  }

  private func line(
    _ item: String, at place: String, _ quantity: Quantity
  ) throws(FormTrouble) -> ReserveStock.Line {
    guard quantity > .zero else {
      throw FormTrouble(field: .quantity, words: "None of it can be reserved: write a number.")
    }
    return ReserveStock.Line(item, at: place, quantity, policy: textOrNil(.lot).map { .lot($0) } ?? .fefo)
  }

  private func subject() throws(FormTrouble) -> String {
    guard let subject = textOrNil(.subject) else {
      throw FormTrouble(field: .subject, words: "What is it held for? Write order:SO-118, or another kind and number.")
    }
    let parts = subject.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw FormTrouble(
        field: .subject, words: "Say what \"\(subject)\" is: order:\(subject), or another kind before it.")
    }
    return subject
  }

  /// `45m`, `2h`, `3d`, a time, `never`; nothing is as the house says.
  private func life(_ clock: LocalClock) throws(FormTrouble) -> ReserveStock.Life {
    guard let text = textOrNil(.life)?.lowercased() else { return .standard }
    if text == "never" { return .unlimited }
    if let unit = text.last, let milliseconds = FormPane.units[unit], let count = Int64(text.dropLast()),
      (1...100_000).contains(count)
    {
      return .lasting(milliseconds: count * milliseconds)
    }
    guard let until = clock.instant(text.uppercased()) else {
      throw FormTrouble(field: .life, words: "\"\(text)\" is no time: write 45m, 2h, 3d, 2026-07-04 18:00, or never.")
    }
    guard until > clock.now else { throw FormTrouble(field: .life, words: "\"\(text)\" is over already.") }
    return .until(until)
  }

  private static let units: [Character: Int64] = ["m": 60_000, "h": 3_600_000, "d": 86_400_000]

  // MARK: Lines

  /// Nothing of the lines was changed: then all of it is meant, whatever it is by now.
  private var isAllMeant: Bool {
    !fields.contains { $0.row != nil && ($0.name == .lineSerials || $0.text != openText($0)) }
  }

  private func openText(_ field: FormField) -> String {
    field.row.flatMap { promise.lines.indices.contains($0) ? promise.lines[$0].open.description : nil } ?? ""
  }

  /// What the form says of each line; a quantity that is empty or 0 leaves it as it is.
  private func meantPromises() throws(FormTrouble) -> [(line: ReservationLine, quantity: Quantity, serials: [String])] {
    var meant: [(line: ReservationLine, quantity: Quantity, serials: [String])] = []
    for (row, line) in promise.lines.enumerated() {
      let text = fields.first { $0.name == .lineQuantity && $0.row == row }?.text ?? ""
      let serials = (fields.first { $0.name == .lineSerials && $0.row == row }?.text ?? "")
        .split { $0 == " " || $0 == "," || $0 == ";" }.map(String.init)
      guard !text.isEmpty else { continue }
      guard let amount = Arithmetic.amount(text, packs: card?.item.packs ?? []), amount >= .zero else {
        throw FormTrouble(
          field: .lineQuantity, row: row, words: "\"\(text)\" is no quantity: write 12, 2.5, 6x8+3, or 0.")
      }
      if amount > .zero { meant.append((line, amount, serials)) }
    }
    guard !meant.isEmpty || promise.lines.isEmpty else {
      throw FormTrouble(field: .lineQuantity, words: "Nothing is meant: write a quantity.")
    }
    return meant
  }

  private func wantedReservations(_ now: Instant) -> ReservationFilter {
    var filter = ReservationFilter()
    filter.show(ReservationFilter.Shown(rawValue: text(.status)) ?? .live, now: now)
    filter.subject = textOrNil(.subject)
    filter.item = textOrNil(.sku)
    filter.location = textOrNil(.location)
    return filter
  }

  // MARK: Answers and words

  /// What there is of the item to be reserved, with its packs and lots; or the lines of a reservation.
  mutating func begin(_ form: PromisingForm, _ desk: inout Desk) {
    if let reservation = form.listed {
      if promise.card == nil { promise.ticket = desk.ask(ReservationCard(reservation.number)) }
    } else if form == .reserve, card == nil, targets.count == 1, let row = targets.first {
      cardTicket = desk.ask(ItemStock(row.code.description))
    }
  }

  mutating func takePromising(_ form: PromisingForm, _ reply: Reply, _ desk: inout Desk) {
    if let result = reply.value(for: promise.ticket) {
      promise.ticket = nil
      switch result {
      case .success(let answer): takeLines(answer, &desk)
      case .failure(let error): trouble = Explanation(error).detail
      }
    } else if let result = reply.value(for: cardTicket) {
      cardTicket = nil
      guard case .success(let answer) = result else { return }
      card = answer
      guard form == .reserve, answer.item.tracking == .lot else { return }
      let lots = answer.lots.filter { $0.location == targets.first?.location }.prefix(9).map(\.lot.code)
      add([FormField(name: .lot, label: "lot", hint: "empty: the first to expire first", choices: lots)])
    }
  }

  private mutating func takeLines(_ answer: ReservationCard.Card, _ desk: inout Desk) {
    promise.card = answer
    promise.lines = answer.lines.filter { $0.open > .zero }
    let own = promise.lines.enumerated().map { row, line in
      FormField(
        name: .lineQuantity, label: line.code.description, line: TextLine(text: line.open.description),
        hint: "\(line.name), \(Numbers.grouped(line.open)) held at \(line.place)", row: row)
    }
    fields.removeAll { $0.name == .shown }
    fields.insert(contentsOf: own, at: 0)
    if fields.isEmpty { fields = [FormField(name: .shown, label: "lines", hint: "it holds nothing any more")] }
    pristine = fields.map(\.text)
    active = 0
    // Of an item kept by serial it has to be said which ones leave.
    guard case .promising(.fulfil) = purpose else { return }
    for (row, line) in promise.lines.enumerated() where line.tracking == .serial { addSerials(ofLine: row) }
    if promise.lines.count == 1, let line = promise.lines.first {
      cardTicket = desk.ask(ItemStock(line.code.description))
    }
  }

  mutating func addSerials(ofLine row: Int) {
    guard !fields.contains(where: { $0.name == .lineSerials && $0.row == row }),
      let index = fields.firstIndex(where: { $0.name == .lineQuantity && $0.row == row })
    else { return }
    fields.insert(
      FormField(
        name: .lineSerials, label: "serials", hint: "scan each that leaves; an empty Enter goes on", isList: true,
        row: row), at: index + 1)
    pristine = pristine.prefix(index + 1) + [""] + pristine.dropFirst(index + 1)
  }

  /// A refusal can be the first to tell that serials are kept.
  mutating func addMissingPromise(_ error: InventoryError) {
    guard case .needsSerials(let code, _, _) = error, let row = promise.lines.firstIndex(where: { $0.code == code })
    else { return }
    addSerials(ofLine: row)
  }

  mutating func note(_ answer: ActAnswer) {
    guard case .promising = purpose else { return }
    promise.made = answer.reservationNumber
    promise.isPartial = answer.document?.firstRange(of: "\"status\":\"partial\"") != nil
  }

  /// The act that takes it back: what was reserved is released again.
  var promiseUndo: (any Act)? {
    guard purpose == .promising(.reserve) else { return nil }
    return promise.made.map { ReleaseReservation(.number($0), reason: "undone") }
  }

  /// What was done, in words.
  func promisedWords(_ form: PromisingForm) -> String {
    switch form {
    case .reserve:
      let what = targets.count > 1 ? "\(targets.count) records" : targets.first?.code.description ?? text(.sku)
      let place = targets.count > 1 ? "their places" : text(.location)
      let part = promise.isPartial ? ", not all of it was there: Enter on its card tells" : ""
      return (promise.made.map { "\($0): " } ?? "")
        + "reserved \(text(.quantity)) of \(what) at \(place) for \(text(.subject))\(part)"
    case .fulfil(let reservation): return "fulfilled \(reservation.number)\(isAllMeant ? "" : " in part")"
    case .release(let reservation): return "released \(reservation.number)\(isAllMeant ? "" : " in part")"
    case .extend(let reservation):
      return text(.life).lowercased() == "never"
        ? "\(reservation.number) does not expire any more" : "extended \(reservation.number): \(text(.life))"
    case .filter: return ""
    }
  }

  /// What to do instead of F8; nil where that takes it back.
  func promiseRemedy(_ form: PromisingForm) -> String? {
    switch form {
    case .reserve: promise.made == nil ? "release it: g h, then R" : nil
    case .fulfil: "what comes back is received: E, kind return"
    case .release: "reserve it anew with R"
    case .extend: "extend it again with E"
    case .filter: nil
    }
  }
}

extension PromiseDraft {
  /// Of what was read: who changed it since is told.
  var version: Int64? { card?.reservation.version }
}
