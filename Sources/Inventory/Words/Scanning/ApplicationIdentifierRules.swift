extension ApplicationIdentifier {
  /// All application identifiers, from the GS1 Syntax Dictionary of 2026-01-27. Checked are the things a scan in a
  /// warehouse stands or falls by: length, characters, check digits, dates and times. Country codes, coupons and the
  /// like are taken as they are printed.
  static let rules: [Rule] = goods + measures + amounts + parties + transport + details + numbers + own

  /// What is in the pack, and which one it is.
  private static let goods = [
    // Serial number of a shipping container: which pallet.
    Rule("00", .digits(18, .checkDigit)),
    // GTIN, GTIN of the content, GTIN made to order.
    Rule("01-03", .digits(14, .checkDigit)),
    // Lot, serial, consumer product variant.
    Rule("10 21 22", .text(upTo: 20)),
    // Made, due, packed, best before, sell by, use by.
    Rule("11-13 15-17", .digits(6, .dateOrMonth)),
    // Variant.
    Rule("20", .digits(2)),
    // Serial given by a third party.
    Rule("235", .text(upTo: 28)),
    // Additional and customer's part number, secondary serial, reference to the source.
    Rule("240 241 250 251", .text(upTo: 30)),
    // Made-to-order variant, packaging component.
    Rule("242", .digits(upTo: 6)), Rule("243", .text(upTo: 20)),
    // Document type and serial, coupon number and serial.
    Rule("253", .digits(13, .checkDigit), .text(upTo: 17).ifAny),
    Rule("255", .digits(13, .checkDigit), .digits(upTo: 12).ifAny),
    // Extension of a location number.
    Rule("254", .text(upTo: 20)),
    // How many pieces in a pack that varies, how many packs in a logistic unit.
    Rule("30 37", .digits(upTo: 8)),
  ]

  /// Six digits, n of them behind the point: 310n net weight in kg … 316n m³, 32nn in lb, inch, foot and yard, 33nn and
  /// 34nn the same of a logistic unit, 35nn and 36nn areas and volumes.
  private static let measures = [Rule("310-316 320-337 340-357 360-369", n: 0...5, .digits(6))]

  private static let amounts = [
    // To pay: in the local currency, and in one of ISO 4217.
    Rule("390", n: 0...9, .digits(upTo: 15)), Rule("391", n: 0...9, .digits(3), .digits(upTo: 15)),
    // The price of a pack that varies, in the same two ways.
    Rule("392", n: 0...9, .digits(upTo: 15)), Rule("393", n: 0...9, .digits(3), .digits(upTo: 15)),
    // Per cent off, price of a unit of measure.
    Rule("394", n: 0...3, .digits(4)), Rule("395", n: 0...5, .digits(6)),
  ]

  /// Orders, routes and places.
  private static let parties = [
    // Customer's order, consignment, route.
    Rule("400 401 403", .text(upTo: 30)),
    // Shipment.
    Rule("402", .digits(17, .checkDigit)),
    // Global location numbers: ship to, bill to, bought from, ship for, this place, pay to, made at, party.
    Rule("410-417", .digits(13, .checkDigit)),
    // Ship to a postal code, alone or behind its country.
    Rule("420", .text(upTo: 20)), Rule("421", .digits(3), .text(upTo: 9)),
    // Countries of origin and of processing; up to five where a chain of them is meant.
    Rule("422 424 426", .digits(3)),
    Rule("423 425", .digits(3), .digits(3).ifAny, .digits(3).ifAny, .digits(3).ifAny, .digits(3).ifAny),
    Rule("427", .text(upTo: 3)),
  ]

  /// Delivery (430n, 432n) and return (431n) of a parcel.
  private static let transport = [
    Rule("4300 4301 4310 4311 4320", .text(upTo: 35)), Rule("4302-4306 4312-4316", .text(upTo: 70)),
    Rule("4307 4317", .text(2)), Rule("4308 4319", .text(upTo: 30)), Rule("4318", .text(upTo: 20)),
    Rule("4309", .digits(20)), Rule("4321-4323", .digits(1)),
    // Not before, not after, released on.
    Rule("4324 4325", .digits(6, .dateOrMonth), .digits(4, .time)), Rule("4326", .digits(6, .date)),
    // The warmest and the coldest it may become, in hundredths of a degree, with a minus behind.
    Rule("4330-4333", .digits(6), .text(1).ifAny),
  ]

  /// What more is said of goods: food, medicine, certificates, people.
  private static let details = [
    Rule("7001", .digits(13)), Rule("7002 7023", .text(upTo: 30)),
    // Use by, to the minute.
    Rule("7003", .digits(6, .date), .digits(4, .time)),
    Rule("7004", .digits(upTo: 4)), Rule("7005", .text(upTo: 12)),
    // First frozen, harvested (from, to), to be tested by.
    Rule("7006", .digits(6, .date)), Rule("7007", .digits(6, .date), .digits(6, .date).ifAny),
    Rule("7011", .digits(6, .date), .digits(4, .time).ifAny),
    Rule("7008", .text(upTo: 3)), Rule("7009", .text(upTo: 10)), Rule("7010", .text(upTo: 2)),
    Rule("7020-7022", .text(upTo: 20)), Rule("7030-7039", .digits(3), .text(upTo: 27)),
    Rule("7040", .digits(1), .text(3)), Rule("7041", .text(upTo: 4)),
    // National health care numbers.
    Rule("710-717", .text(upTo: 20)),
    Rule("7230-7239", .text(2), .text(upTo: 28)),
    Rule("7240", .text(upTo: 20)), Rule("7241", .digits(2)), Rule("7242", .text(upTo: 25)),
    // Born: the day, the minute.
    Rule("7250", .digits(8, .date)), Rule("7251", .digits(8, .date), .digits(4, .time)),
    Rule("7252", .digits(1)), Rule("7253 7254 7259", .text(upTo: 40)), Rule("7255", .text(upTo: 10)),
    Rule("7256", .text(upTo: 90)), Rule("7257", .text(upTo: 70)), Rule("7258", .text(3)),
  ]

  /// Numbers of things that come back, of parts, of services.
  private static let numbers = [
    Rule("8001", .digits(14)), Rule("8002", .text(upTo: 20)),
    // Returnable asset: a zero, its type, its serial.
    Rule("8003", .digits(1), .digits(13, .checkDigit), .text(upTo: 16).ifAny),
    Rule("8004", .text(upTo: 30)), Rule("8005", .digits(6)),
    // A piece of a trade item: its GTIN, which piece, of how many.
    Rule("8006 8026", .digits(14, .checkDigit), .digits(4)),
    Rule("8007", .text(upTo: 34)),
    // Made, to the hour, minute or second.
    Rule(
      "8008", .digits(6, .date), .digits(2, .time), .digits(2, .sixtieth).ifAny, .digits(2, .sixtieth).ifAny),
    Rule("8009", .text(upTo: 50)),
    Rule("8010", ElementPart(alphabet: .partNumber, length: 1...30)), Rule("8011", .digits(upTo: 12)),
    Rule("8012", .text(upTo: 20)), Rule("8013 8014 8020", .text(upTo: 25)),
    Rule("8017 8018", .digits(18, .checkDigit)), Rule("8019", .digits(upTo: 10)),
    Rule("8030", ElementPart(alphabet: .base64, length: 1...90)),
    Rule("8040 8041", .digits(15)), Rule("8042", .digits(32)), Rule("8043", .digits(18), .digits(upTo: 2).ifAny),
    Rule("8110 8112 8200", .text(upTo: 70)), Rule("8111", .digits(4)),
  ]

  /// Agreed between two houses, or a house's own.
  private static let own = [Rule("90", .text(upTo: 30)), Rule("91-99", .text(upTo: 90))]
}
