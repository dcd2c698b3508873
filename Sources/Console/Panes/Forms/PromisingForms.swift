import Inventory

/// What a form about reservations is for.
enum PromisingForm: Hashable, Sendable {
  case reserve
  case fulfil(Reservation)
  case release(Reservation)
  case extend(Reservation)
  case filter

  /// The reservation whose lines it lists.
  var listed: Reservation? {
    switch self {
    case .fulfil(let reservation), .release(let reservation): reservation
    default: nil
    }
  }
}

/// What a form about reservations has read, and what came of it.
struct PromiseDraft {
  var card: ReservationCard.Card?
  var ticket: Ticket<ReservationCard.Card>?
  /// Those of which something can be fulfilled or released, in the order of the form's rows.
  var lines: [ReservationLine] = []
  /// The number of what was reserved, and whether less was there.
  var made: String?
  var isPartial = false

  var isWaiting: Bool { ticket != nil }
}

/// The forms of reservations, and their fields.
extension FormPane {
  private static func filled(_ field: FormField, _ text: String?) -> FormField {
    var field = field
    field.line.text = text ?? ""
    return field
  }

  private static let subject = FormField(name: .subject, label: "for", hint: "what it is held for: order:SO-118")
  private static let dueDay = FormField(name: .due, label: "wanted on", hint: "a day, as 2026-07-04; empty: now")

  /// What to do with what is not there, as the form calls it.
  static let lackingWords: [(words: String, lacking: ReserveStock.Lacking)] = [
    ("refuse", .refuse), ("hold what there is", .partial), ("wait for the rest", .wait),
  ]

  /// - Parameter targets: records some of which is reserved: so many of each.
  /// - Parameter code: the item, where there is no record of it.
  static func reserve(_ targets: [StockRow] = [], of code: String = "") -> FormPane {
    var fields = [
      FormField(name: .quantity, label: "quantity", hint: "12, 6x8+3, 12c+3, or all that is available: all")
    ]
    let place = FormField(name: .location, label: "place", hint: "a place, or a site: its places are looked through")
    if targets.isEmpty {
      fields.insert(filled(FormField(name: .sku, label: "item", hint: "SKU or barcode"), code), at: 0)
      fields.insert(place, at: 1)
    } else if targets.count == 1 {
      fields.append(filled(place, targets[0].place))
    }
    fields += [
      subject,
      FormField(
        name: .life, label: "held for", hint: "45m, 2h, 3d, or until 2026-07-04 18:00, or never; empty: as usual"),
      closed(.shortage, "if less", lackingWords.map(\.words)), dueDay,
      FormField(name: .note, label: "because", hint: "why it is held, if that needs saying"),
    ]
    let what = targets.isEmpty ? (code.isEmpty ? "goods" : code) : about(targets)
    var form = FormPane(.promising(.reserve), title: "Reserve \(what)", targets: targets, fields: fields)
    form.active = form.fields.firstIndex { $0.text.isEmpty } ?? 0
    return form
  }

  private static func about(_ reservation: Reservation, _ clock: LocalClock) -> [String] {
    ["for \(reservation.subject), \(reservation.status(at: clock.now).rawValue): \(reservation.lifeWords(clock))"]
  }

  /// The fields of the lines come when they are read.
  static func fulfil(_ reservation: Reservation, _ clock: LocalClock) -> FormPane {
    var form = FormPane(
      .promising(.fulfil(reservation)), title: "Fulfil \(reservation.number)",
      fields: [FormField(name: .shown, label: "lines", hint: "they are being read")])
    form.notes = about(reservation, clock) + ["What is fulfilled leaves the stock; 0 leaves a line as it is."]
    return form
  }

  static func release(_ reservation: Reservation, _ clock: LocalClock) -> FormPane {
    var form = FormPane(
      .promising(.release(reservation)), title: "Release \(reservation.number)",
      fields: [FormField(name: .reason, label: "reason", hint: "why it is not wanted any more")])
    form.notes = about(reservation, clock) + ["What is released is free for others; 0 leaves a line as it is."]
    return form
  }

  static func extend(_ reservation: Reservation, _ clock: LocalClock) -> FormPane {
    var form = FormPane(
      .promising(.extend(reservation)), title: "Extend \(reservation.number)",
      fields: [
        FormField(name: .life, label: "held for", hint: "45m, 2h, 3d from now, or until 2026-07-04 18:00, or never")
      ])
    form.notes = about(reservation, clock)
    return form
  }

  static func filter(_ filter: ReservationFilter, _ clock: LocalClock) -> FormPane {
    FormPane(
      .promising(.filter), title: "Which reservations",
      fields: [
        closed(.status, "show", ReservationFilter.Shown.allCases.map(\.rawValue), at: filter.shown.rawValue),
        filled(FormField(name: .subject, label: "for", hint: "order:SO-118, or the beginning of it"), filter.subject),
        filled(FormField(name: .sku, label: "item", hint: "SKU or barcode"), filter.item),
        filled(FormField(name: .location, label: "place", hint: "a site or a place, and all in it"), filter.location),
      ])
  }
}
