import Inventory

/// What a form about lots and serials is for.
enum TracedForm: Hashable, Sendable {
  case newLot
  case quarantine(LotRow)
  case release(LotRow)
  case split(LotRow)
  case editLot(LotRow)
  case filterLots
  case register
  case moveSerial(SerialUnit)
  case decommission(SerialUnit)
  case editSerial(SerialUnit)
  case filterSerials

  var isFilter: Bool { self == .filterLots || self == .filterSerials }

  /// The lot whose goods it may be about.
  var lot: LotRow? {
    switch self {
    case .quarantine(let row), .release(let row), .split(let row): row
    default: nil
    }
  }
}

/// The forms of lots and serials, and their fields.
extension FormPane {
  private static func filled(_ field: FormField, _ text: String?, hint: String? = nil) -> FormField {
    var field = field
    field.line.text = text ?? ""
    if let hint { field.hint = hint }
    return field
  }

  private static func days(_ made: Day? = nil, _ expires: Day? = nil) -> [FormField] {
    [
      filled(
        FormField(name: .expires, label: "expires", hint: "the last day of use: 2026-07-04"), expires?.description),
      filled(FormField(name: .made, label: "made", hint: "the day it was made, if it is known"), made?.description),
    ]
  }

  private static let lotCode = FormField(name: .lot, label: "lot", hint: "its code: scan or type it")

  static func newLot(of item: String) -> FormPane {
    var form = FormPane(
      .traced(.newLot), title: "New lot",
      fields: [
        filled(FormField(name: .sku, label: "item", hint: "SKU or barcode"), item), lotCode,
      ] + days() + [
        FormField(name: .quantity, label: "quantity", hint: "goods that come in with it; empty: they come later"),
        FormField(name: .location, label: "place", hint: "where they come in: scan or type it"),
      ])
    if !item.isEmpty { form.active = 1 }
    return form
  }

  // MARK: One lot

  private static func about(_ row: LotRow, _ clock: LocalClock) -> [String] {
    [
      "\(row.title), \(row.name): \(row.useWords(clock))",
      "on hand \(Numbers.grouped(row.figure(row.onHand))), blocked \(Numbers.grouped(row.figure(row.blocked)))",
    ]
  }

  /// The fields of some goods at one place; empty ones mean the whole lot.
  private static func goods(_ place: String?, isNeeded: Bool = false) -> [FormField] {
    let whole = isNeeded ? "where it stands" : "only goods there; empty: the whole lot"
    return [
      filled(FormField(name: .location, label: "place", hint: whole), place),
      FormField(name: .quantity, label: "quantity", hint: "how many there: 12, 6x8+3, 12c+3, or all"),
    ]
  }

  /// - Parameter place: where the cursor stood on a place of it: then some goods there are meant.
  private static func ofLot(
    _ form: TracedForm, _ title: String, _ row: LotRow, at place: String?, _ clock: LocalClock, fields: [FormField]
  ) -> FormPane {
    var form = FormPane(.traced(form), title: "\(title) \(row.lot.code)", fields: fields)
    form.notes = about(row, clock)
    if place != nil { form.active = form.fields.firstIndex { $0.name == .quantity } ?? 0 }
    return form
  }

  static func quarantine(_ row: LotRow, at place: String?, _ clock: LocalClock) -> FormPane {
    var form = ofLot(
      .quarantine(row), "Quarantine", row, at: place, clock, fields: [reason()] + goods(place))
    form.notes.append("The whole lot is meant, wherever it is and whatever comes, unless a place is named.")
    return form
  }

  static func release(_ row: LotRow, at place: String?, _ clock: LocalClock) -> FormPane {
    ofLot(.release(row), "Release", row, at: place, clock, fields: goods(place) + [reason()])
  }

  static func split(_ row: LotRow, at place: String?, _ clock: LocalClock) -> FormPane {
    let new = FormField(name: .lot, label: "new lot", hint: "the code of the part that becomes a lot of its own")
    return ofLot(.split(row), "Split", row, at: place, clock, fields: goods(place, isNeeded: true) + [new])
  }

  static func edit(_ row: LotRow, _ clock: LocalClock) -> FormPane {
    ofLot(.editLot(row), "Dates of", row, at: nil, clock, fields: days(row.lot.made, row.lot.expires))
  }

  static func filter(_ filter: LotFilter) -> FormPane {
    FormPane(
      .traced(.filterLots), title: "Which lots",
      fields: [
        closed(.status, "status", ["any"] + LotStatus.allCases.map(\.rawValue), at: filter.status?.rawValue),
        filled(FormField(name: .location, label: "place", hint: "a site or a place, and all in it"), filter.location),
        filled(FormField(name: .sku, label: "item", hint: "SKU or barcode"), filter.item),
        filled(
          FormField(name: .expires, label: "before", hint: "last day before 2026-07-04; or within so many days: 30"),
          filter.expiresBefore?.description),
        closed(.isActive, "show", ["in stock", "all"], at: filter.hasStock ? "in stock" : "all"),
      ])
  }

  // MARK: Serials

  private static let owner = FormField(name: .owner, label: "owner", hint: "whose it is; empty: ours")

  static func registerSerials(of item: String, at place: String) -> FormPane {
    var form = FormPane(
      .traced(.register), title: "Register serials",
      fields: [
        filled(FormField(name: .sku, label: "item", hint: "SKU or barcode"), item),
        filled(FormField(name: .location, label: "place", hint: "where they come in: scan or type it"), place),
        FormField(name: .serials, label: "serials", hint: "scan each; an empty Enter goes on", isList: true),
        filled(lotCode, nil, hint: "if they are of one"), owner,
        FormField(name: .reference, label: "reference", hint: "order, delivery note"),
      ])
    form.active = form.fields.firstIndex { $0.text.isEmpty } ?? 0
    return form
  }

  private static func ofSerial(
    _ form: TracedForm, _ title: String, _ unit: SerialUnit, fields: [FormField]
  ) -> FormPane {
    var form = FormPane(.traced(form), title: "\(title) \(unit.serial)", fields: fields)
    form.notes = ["\(unit.code), \(unit.name): \(unit.stateWords)" + (unit.place.map { " at \($0)" } ?? "")]
    return form
  }

  static func move(_ unit: SerialUnit) -> FormPane {
    ofSerial(
      .moveSerial(unit), "Move", unit,
      fields: [
        FormField(name: .to, label: "to place", hint: "scan or type the place, in the same site"),
        FormField(name: .reference, label: "reference", hint: "order, delivery note"),
      ])
  }

  static func decommission(_ unit: SerialUnit) -> FormPane {
    ofSerial(.decommission(unit), "Decommission", unit, fields: [reason(isNeeded: true), note])
  }

  static func edit(_ unit: SerialUnit) -> FormPane {
    ofSerial(
      .editSerial(unit), "Change", unit,
      fields: [filled(owner, unit.owner), filled(lotCode, unit.lot, hint: "the lot it is of")])
  }

  static func filter(_ filter: SerialFilter) -> FormPane {
    FormPane(
      .traced(.filterSerials), title: "Which serials",
      fields: [
        closed(.status, "status", ["any"] + SerialStatus.allCases.map(\.words), at: filter.status?.words),
        filled(FormField(name: .location, label: "place", hint: "a site or a place, and all in it"), filter.location),
        filled(FormField(name: .sku, label: "item", hint: "SKU or barcode"), filter.item),
        filled(FormField(name: .owner, label: "owner", hint: "whose; empty: anybody's"), filter.owner),
      ])
  }
}
