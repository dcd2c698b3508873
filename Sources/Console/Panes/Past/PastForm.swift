import Inventory
import Terminal

/// The form that asks as of when.
extension FormPane {
  /// Over a list.
  static func asOf(_ shown: PastFilter, _ clock: LocalClock) -> FormPane {
    asOf(location: shown.location, item: shown.item, shown.instant, clock)
  }

  /// Over the stock as it is.
  static func asOf(_ filter: StockFilter, _ clock: LocalClock) -> FormPane {
    asOf(location: filter.location, item: filter.item, nil, clock)
  }

  private static func asOf(location: String?, item: String?, _ instant: Instant?, _ clock: LocalClock) -> FormPane {
    let place = FormField(
      name: .location, label: "place", line: TextLine(text: location ?? ""), hint: "site, room or bin, and all in it")
    let sku = FormField(name: .sku, label: "item", line: TextLine(text: item ?? ""), hint: "SKU or barcode")
    return FormPane(
      .asOf(isPast: instant != nil), title: "Stock as of", fields: [asOfField(instant, clock), place, sku])
  }

  /// Over the card of an item; `instant` is nil over that of now.
  static func asOf(of code: String, _ instant: Instant?, _ clock: LocalClock) -> FormPane {
    FormPane(.asOf(isPast: instant != nil), title: "\(code) as of", fields: [asOfField(instant, clock)])
  }

  private static func asOfField(_ instant: Instant?, _ clock: LocalClock) -> FormField {
    FormField(
      name: .asOf, label: "as of", line: TextLine(text: instant.map(clock.written) ?? ""),
      hint: "2026-07-04, 2026-07-04 18:00, -3d or -12h" + (instant == nil ? "" : "; empty comes back to now"))
  }

  /// - Parameter isPast: what lies below is of the past already: an empty field comes back to now.
  mutating func commitAsOf(isPast: Bool, _ desk: inout Desk) throws(FormTrouble) {
    guard let instant = try instant(.asOf, desk.clock) else {
      guard isPast else { throw FormTrouble(field: .asOf, words: "As of when? " + FormPane.whichInstant) }
      desk.go(.close)
      return desk.go(.close)
    }
    guard instant <= desk.now else {
      throw FormTrouble(
        field: .asOf,
        words:
          "\(desk.clock.written(instant)) has not come yet: write a time before now, \(desk.clock.written(desk.now)).")
    }
    let wanted = PastFilter(instant: instant, item: textOrNil(.sku), location: textOrNil(.location))
    desk.go(
      .reshape { pane, desk in
        switch pane {
        case var past as PastPane:
          past.look(at: wanted)
          pane = past
        case var past as PastItemPane:
          past.look(at: instant, &desk)
          pane = past
        case let item as ItemPane: desk.go(.open(PastItemPane(item.code, at: instant)))
        default: desk.go(.open(PastPane(wanted)))
        }
      })
  }

  static let whichInstant = "Write a day, 2026-07-04, a time on it, 2026-07-04 18:00, or how long ago, -3d or -12h."

  /// A time as the command line takes it, by the operator's clock where it names no zone; nil where nothing is typed.
  func instant(_ name: FormField.Name, _ clock: LocalClock) throws(FormTrouble) -> Instant? {
    guard let text = textOrNil(name) else { return nil }
    guard let instant = clock.instant(text) ?? Instant(fromNow: text, now: clock.now) else {
      throw FormTrouble(field: name, words: "\"\(text)\" is no time. " + FormPane.whichInstant)
    }
    return instant
  }
}
