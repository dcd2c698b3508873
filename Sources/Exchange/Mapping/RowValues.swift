import Inventory

/// The cells of a row as values. Nil where the cell is empty.
extension RowCells {
  /// As it stands.
  func text(_ field: ImportField) -> String? { cell(field).map { String(decoding: $0, as: UTF8.self) } }

  /// Without blanks at its ends, which no code has.
  func code(_ field: ImportField) -> String? {
    guard let bytes = trimmed(field) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  func needed(_ field: ImportField) throws(RowProblem) -> String {
    guard let code = code(field) else { throw RowProblem(field, "\(field.label) is empty") }
    return code
  }

  func trimmed(_ field: ImportField) -> UnsafeBufferPointer<UInt8>? {
    guard let bytes = cell(field) else { return nil }
    let trimmed = Blanks.trimmed(bytes)
    return trimmed.isEmpty ? nil : trimmed
  }

  /// `SKU` or `SKU/VARIANT`, however many columns it stands in.
  func item() throws(RowProblem) -> String {
    let sku = try needed(.sku)
    guard let variant = code(.variant) else { return sku }
    return sku + "/" + variant
  }

  func quantity(_ field: ImportField) throws(RowProblem) -> Quantity? {
    guard let bytes = trimmed(field) else { return nil }
    guard let thousandths = Decimals.parse(bytes, places: 3, point: point) else {
      throw problem(field, "is no quantity: a number with at most three decimals\(pointHint)")
    }
    let quantity = Quantity(thousandths: thousandths)
    guard quantity.isWithinLimit else { throw problem(field, "is too much: the most is \(Quantity.limit)") }
    return quantity
  }

  func cost(_ field: ImportField) throws(RowProblem) -> UnitCost? {
    guard let bytes = trimmed(field) else { return nil }
    guard let value = Decimals.parse(bytes, places: 4, point: point), value >= 0, value <= 999_999_999_999_999 else {
      throw problem(field, "is no amount of money: a number from 0 with at most four decimals\(pointHint)")
    }
    return UnitCost(tenThousandths: value)
  }

  private var point: UInt8 { options.usesDecimalComma && options.format != .ndjson ? 44 : 46 }
  private var pointHint: String { point == 44 ? " behind a comma" : " behind a point, no grouping" }

  func flag(_ field: ImportField) throws(RowProblem) -> Bool? {
    guard let text = code(field) else { return nil }
    switch text.lowercased() {
    case "yes", "true", "1", "y", "t": return true
    case "no", "false", "0", "n", "f": return false
    default: throw problem(field, "is neither yes nor no (yes, no, true, false, 1, 0)")
    }
  }

  func day(_ field: ImportField) throws(RowProblem) -> Day? {
    guard let bytes = trimmed(field) else { return nil }
    guard let (day, length) = Dates.day(bytes, options.dateOrder), length == bytes.count else {
      throw problem(field, "is no day, \(Dates.wanted(options.dateOrder))")
    }
    return day
  }

  func instant(_ field: ImportField) throws(RowProblem) -> Instant? {
    guard let bytes = trimmed(field) else { return nil }
    guard let instant = Dates.instant(bytes, options.dateOrder) else {
      throw problem(field, "is no time, \(Dates.wanted(options.dateOrder)), then perhaps T09:30:00Z")
    }
    return instant
  }

  func coordinates() throws(RowProblem) -> Coordinates? {
    guard let text = code(.coordinates) else { return nil }
    guard let coordinates = Coordinates(text.filter { $0 != " " }) else {
      throw problem(.coordinates, "is no place on earth: LAT,LON in degrees, as in 52.52,13.405")
    }
    return coordinates
  }

  /// Active, or not retired.
  func activity() throws(RowProblem) -> Bool? {
    let retired = try flag(.retired)
    guard let active = try flag(.active) else { return retired.map { !$0 } }
    if let retired, retired == active { throw RowProblem(.retired, "it is both active and retired, or neither") }
    return active
  }

  func serials(_ field: ImportField = .serial) -> [String] {
    guard let text = code(field) else { return [] }
    if text.first == "[", case .list(let values)? = JSONParser.value(text) { return values.compactMap(\.plain) }
    return ListText.split(text)
  }

  func barcodes() throws(RowProblem) -> [Barcode]? {
    guard let text = code(.barcode) else { return nil }
    if text.first == "[", case .list(let values)? = JSONParser.value(text) {
      var barcodes: [Barcode] = []
      for value in values { barcodes.append(try barcode(value)) }
      return barcodes
    }
    var barcodes: [Barcode] = []
    for part in ListText.split(text) { barcodes.append(barcode(part)) }
    return barcodes
  }

  /// `CODE` or `CODE:PACK`; a colon without a number behind it belongs to the code.
  private func barcode(_ text: String) -> Barcode {
    guard let colon = text.lastIndex(of: ":"), colon != text.startIndex,
      let pack = Quantity(String(text[text.index(after: colon)...]))
    else { return Barcode(text) }
    return Barcode(String(text[..<colon]), pack: pack)
  }

  private func barcode(_ value: JSONValue) throws(RowProblem) -> Barcode {
    if let plain = value.plain { return barcode(plain) }
    guard let code = value["code"]?.plain, let pack = Quantity(value["pack"]?.plain ?? "1") else {
      throw problem(.barcode, "is no list of barcodes")
    }
    return Barcode(code, pack: pack)
  }

  func packs() throws(RowProblem) -> [Pack]? {
    guard let text = code(.pack) else { return nil }
    var packs: [Pack] = []
    if text.first == "[", case .list(let values)? = JSONParser.value(text) {
      for value in values {
        guard let name = value["name"]?.plain, let factor = value["factor"]?.plain.flatMap({ Quantity($0) }) else {
          throw problem(.pack, "is no list of packs")
        }
        packs.append(Pack(name, factor))
      }
      return packs
    }
    for part in ListText.split(text) {
      guard let equals = part.lastIndex(of: "="), equals != part.startIndex,
        let factor = Quantity(String(part[part.index(after: equals)...]))
      else { throw problem(.pack, "is no pack: NAME=FACTOR, as in case=12") }
      packs.append(Pack(String(part[..<equals]), factor))
    }
    return packs
  }

  /// Of the column `metadata`, a JSON object, and of the columns `meta_…`.
  func metadata() throws(RowProblem) -> [Flag] {
    var flags: [Flag] = []
    if let text = code(.metadata) {
      guard case .object(let members)? = JSONParser.value(text) else {
        throw problem(.metadata, "is no JSON object")
      }
      flags = members.compactMap { member in member.value.plain.map { Flag(member.name, $0) } }
    }
    return flags + ownMetadata
  }

  func tracking() throws(RowProblem) -> Tracking? {
    guard let text = code(.track)?.lowercased() else { return nil }
    switch text {
    case "lots", "batch": return .lot
    case "serials": return .serial
    case "no": return Tracking.none
    default: break
    }
    guard let tracking = Tracking(rawValue: text) else {
      throw problem(.track, "is none of none, lot, serial; translate it with --values track:\(code(.track) ?? "")=lot")
    }
    return tracking
  }

  func locationKind() throws(RowProblem) -> LocationKind? {
    guard let text = code(.kind) else { return nil }
    guard let kind = LocationKind(rawValue: text.lowercased()) else {
      throw problem(.kind, "is none of site, room, bin; translate it with --values kind:\(text)=bin")
    }
    return kind
  }

  /// What the cell says, and why that will not do.
  func problem(_ field: ImportField, _ why: String) -> RowProblem {
    var text = code(field) ?? ""
    if text.count > 60 { text = text.prefix(60) + "…" }
    return RowProblem(field, "\"\(text)\" \(why)")
  }
}
