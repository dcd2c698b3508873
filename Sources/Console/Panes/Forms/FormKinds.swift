import Inventory

/// The forms there are, and their fields.
extension FormPane {
  static func about(_ targets: [StockRow]) -> String {
    targets.count == 1 ? targets[0].code.description : "\(targets.count) records"
  }

  static func reason(isNeeded: Bool = false) -> FormField {
    FormField(
      name: .reason, label: "reason", hint: isNeeded ? "needed" : "", choices: ReasonCode.standard)
  }

  private static let reference = FormField(name: .reference, label: "reference", hint: "order, delivery note")
  static let note = FormField(name: .note, label: "note")

  static func adjust(_ targets: [StockRow]) -> FormPane {
    FormPane(
      .adjust, title: "Adjust \(about(targets))", targets: targets,
      fields: [
        FormField(name: .quantity, label: "change", hint: "+5, -3, or =12 for exactly 12; 6x8+3 works"),
        reason(isNeeded: true), reference, note,
      ])
  }

  /// - Parameter code: the item, where there is no record of it yet.
  static func receive(_ targets: [StockRow], of code: String = "") -> FormPane {
    var fields = [
      FormField(name: .quantity, label: "quantity", hint: "12, 6x8+3, 12c+3"),
      closed(.kind, "kind", ["receipt", "return"]), reference, reason(), note,
    ]
    var place = FormField(name: .location, label: "place", hint: "scan or type the place")
    if let row = targets.first, targets.count == 1 {
      place.line.text = row.locationCode
      fields.insert(place, at: fields.count - 1)
    } else if targets.isEmpty {
      var item = FormField(name: .sku, label: "item", hint: "SKU or barcode")
      item.line.text = code
      fields.insert(contentsOf: code.isEmpty ? [item, place] : [place, item], at: 0)
    }
    let about = targets.isEmpty ? (code.isEmpty ? "goods" : code) : about(targets)
    return FormPane(.receive, title: "Receive \(about)", targets: targets, fields: fields)
  }

  static func issue(_ targets: [StockRow]) -> FormPane {
    FormPane(
      .issue, title: "Issue \(about(targets))", targets: targets,
      fields: [
        FormField(name: .quantity, label: "quantity", hint: "12, 6x8+3, or all that is available: all"),
        closed(.kind, "kind", ["issue", "scrap", "damage", "theft"]), reference, reason(), note,
      ])
  }

  static func move(_ targets: [StockRow]) -> FormPane {
    FormPane(
      .move, title: "Move \(about(targets))", targets: targets,
      fields: [
        FormField(name: .quantity, label: "quantity", hint: "12, 6x8+3, or all that is available: all"),
        FormField(name: .to, label: "to place", hint: "scan or type the place, in the same site"), reference, note,
      ])
  }

  static func bin(_ targets: [StockRow]) -> FormPane {
    var point = FormField(name: .reorderPoint, label: "reorder at", hint: "low at or below this; empty watches nothing")
    var bin = FormField(name: .bin, label: "bin")
    if targets.count == 1, let row = targets.first {
      point.line.text = row.reorderPoint?.description ?? ""
      bin.line.text = row.bin
    }
    return FormPane(.bin, title: "Bin of \(about(targets))", targets: targets, fields: [point, bin])
  }

  static func newItem() -> FormPane {
    FormPane(
      .newItem, title: "New item",
      fields: [
        FormField(name: .sku, label: "sku", hint: "SKU or SKU/VARIANT"), FormField(name: .itemName, label: "name"),
        FormField(name: .category, label: "category"), closed(.tracking, "tracking", Tracking.allCases.map(\.rawValue)),
        FormField(name: .unit, label: "unit", hint: "empty: pcs"),
        FormField(name: .barcode, label: "barcode", hint: "scan it, if it has one"),
      ])
  }

  static func filter(_ filter: StockFilter) -> FormPane {
    var location = FormField(name: .location, label: "place", hint: "site, room or bin, and all in it")
    location.line.text = filter.location ?? ""
    var room = FormField(name: .roomType, label: "room type", hint: "vault, dock, quarantine ...")
    room.line.text = filter.roomType ?? ""
    var category = FormField(name: .category, label: "category")
    category.line.text = filter.category ?? ""
    let balances = ["any"] + Balance.allCases.map(\.rawValue)
    let isLow = filter.isLow ? "yes" : "no"
    let isActive = filter.itemIsActive.map { $0 ? "in use" : "retired" } ?? "any"
    return FormPane(
      .filter, title: "Filter",
      fields: [
        location, room, category, closed(.status, "not zero", balances, at: filter.status?.rawValue),
        closed(.isLow, "low only", ["no", "yes"], at: isLow),
        closed(.isActive, "items", ["any", "in use", "retired"], at: isActive),
      ])
  }

  static func closed(
    _ name: FormField.Name, _ label: String, _ choices: [String], at chosen: String? = nil
  ) -> FormField {
    FormField(
      name: name, label: label, line: TextLine(text: chosen ?? choices.first ?? ""), choices: choices, isClosed: true)
  }
}
