import Inventory

/// A lot, and a serial, as people read them.
enum LotCardText {
  static func text(_ card: LotCard.Card) -> String {
    let (row, lot) = (card.row, card.row.lot)
    var text = PlainText.safe("\(lot.code) of \(row.code)  \(row.name)") + "\n" + lot.status.rawValue
    if let made = lot.made { text += ", made \(made)" }
    if let expires = lot.expires { text += ", may be used through \(expires)" }
    text += row.isWithheld ? "\n" : "\non hand \(row.onHand), blocked \(row.blocked)\n"
    if !card.places.isEmpty { text += "\n" + places(card.places) }
    if !card.serials.isEmpty { text += "\n" + PlainText.safe("serials " + card.serials.joined(separator: ", ")) + "\n" }
    for split in card.ancestors { text += "\n" + PlainText.safe("split from \(words(split))") }
    for split in card.descendants { text += "\n" + PlainText.safe("split into \(words(split))") }
    if !card.ancestors.isEmpty || !card.descendants.isEmpty { text += "\n" }
    if !card.sources.isEmpty { text += "\ncame from\n" + movements(card.sources) }
    if !card.destinations.isEmpty { text += "\nwent to\n" + movements(card.destinations) }
    return String(text.dropLast())
  }

  private static func words(_ split: LotCard.Split) -> String {
    "\(split.from): \(split.quantity) became \(split.to) at \(split.occurredAt)"
  }

  private static func places(_ balances: [LotBalance]) -> String {
    var table = TextTable([.init("LOCATION"), .init("ON HAND", isNumber: true), .init("BLOCKED", isNumber: true)])
    for balance in balances {
      table.add([
        balance.place, balance.isWithheld ? "" : balance.onHand.description,
        balance.isWithheld ? "" : balance.blocked.description,
      ])
    }
    return table.text
  }

  static func movements(_ entries: [LedgerEntry]) -> String {
    var table = TextTable([
      .init("ID", isNumber: true), .init("OCCURRED AT"), .init("KIND"), .init("LOT"), .init("LOCATION"),
      .init("CHANGE", isNumber: true), .init("REASON"), .init("REFERENCE"), .init("ACTOR"),
    ])
    for entry in entries {
      table.add([
        String(entry.id), entry.occurredAt.description, entry.kind.name, entry.lot ?? "", entry.place,
        entry.change.onHand.description, entry.reason ?? "", entry.reference ?? "", entry.actor,
      ])
    }
    return table.text
  }

  static func text(_ card: SerialCard.Card) -> String {
    let serial = card.serial
    var text = PlainText.safe("\(serial.serial) of \(serial.code)  \(serial.name)") + "\n"
    if !serial.isWithheld {
      text += serial.status.words + PlainText.safe(serial.place.map { " at \($0)" } ?? "")
    }
    if let lot = serial.lot { text += PlainText.safe(", lot \(lot)") }
    if !serial.owner.isEmpty { text += PlainText.safe(", owner \(serial.owner)") }
    text += "\n"
    if !card.history.isEmpty { text += "\n" + movements(card.history) }
    return String(text.dropLast())
  }
}
