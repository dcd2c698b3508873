extension Label {
  /// The barcodes of the label, the most telling first: one of GS1 data where the goods have a GTIN or the pallet an SSCC,
  /// else the item's own code and, behind it, the serial or the lot. Built by the letter: what a scan would only be warned
  /// of is a fault here (`algorithms.md` 4.9).
  ///
  /// - Parameter today: by which years of two digits are read.
  public func codes(today: Day) throws(LabelFault) -> [LabelCode] {
    if let sign { return [try Label.plain(sign.code)] }
    guard let item else { return try plateCodes(today: today) }
    guard let (gtin, pack) = gtin(of: item, holding: quantity ?? Quantity(1)) else {
      return try [item.code.description, serial ?? lot].compactMap { $0 }.map { text throws(LabelFault) in
        try Label.plain(text)
      }
    }
    var list = ElementList(today: today)
    list.add("01", gtin.digits)
    try list.add(expires: expires)
    try list.add(amount: quantity ?? Quantity(1), of: item, pack: pack)
    list.add("10", lot)
    list.add("21", serial)
    list.addCount()
    return [.elements(try list.checked())]
  }

  /// With the one thing that stands on it, where that is all and has a GTIN.
  private func plateCodes(today: Day) throws(LabelFault) -> [LabelCode] {
    guard let plate, SSCC.isRight(plate) else { return [try Label.plain(plate ?? "")] }
    var list = ElementList(today: today)
    list.add("00", plate)
    if contents.count == 1, let content = contents.first,
      let (gtin, pack) = gtin(of: content.item, holding: content.quantity),
      let count = ElementList.count(of: content.quantity, pack: pack)
    {
      list.add("02", gtin.digits)
      try list.add(expires: content.lot?.expires)
      list.add("37", count)
      list.add("10", content.lot?.code)
    }
    return [.elements(try list.checked())]
  }

  /// The number that says most of so much: that of a pack of just this size, else that of one unit, else that of the
  /// smallest pack that it is made up of.
  private func gtin(of item: Item, holding quantity: Quantity) -> (GTIN, pack: Quantity)? {
    let numbers = item.barcodes.compactMap { barcode in GTIN(barcode.code).map { ($0, pack: barcode.pack) } }
    return numbers.first { $0.pack == quantity } ?? numbers.first { $0.pack == Quantity(1) }
      ?? numbers.filter { quantity.thousandths % $0.pack.thousandths == 0 }.min { $0.pack < $1.pack }
  }

  private static func plain(_ code: String) throws(LabelFault) -> LabelCode {
    guard !code.isEmpty, code.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else { throw .code(code) }
    return .plain(code)
  }
}

/// GS1 data in the making.
private struct ElementList {
  let today: Day
  private var elements: [ElementString.Element] = []
  /// The pieces of goods (30), which come behind lot and serial.
  private var pieces: String?

  init(today: Day) { self.today = today }

  mutating func add(_ identifier: String, _ value: String?) {
    guard let value else { return }
    elements.append(ElementString.Element(identifier: identifier, value: value))
  }

  mutating func addCount() { add("30", pieces) }

  mutating func add(expires day: Day?) throws(LabelFault) {
    guard let day else { return }
    let digits = String(day.description.filter { $0 != "-" }.dropFirst(2))
    guard ElementPart.day(Array(digits.utf8)[...], year: today.parts.year, dayMayBeZero: false) == day else {
      throw .date(day)
    }
    add("17", digits)
  }

  /// How much, as it is read back: kilograms as a net weight, all else as pieces (30), unless the number says it.
  mutating func add(amount: Quantity, of item: Item, pack: Quantity) throws(LabelFault) {
    if item.unit.name.lowercased() == "kg" {
      guard let weight = ElementList.weight(amount) else { throw .quantity(amount, unit: item.unit.name) }
      return add(weight.identifier, weight.value)
    }
    guard amount != pack else { return }
    guard let count = ElementList.count(of: amount, pack: pack) else {
      throw .quantity(amount, unit: item.unit.name)
    }
    pieces = count
  }

  /// How many packs; nil where they are not whole, or too many.
  static func count(of amount: Quantity, pack: Quantity) -> String? {
    guard amount > .zero, pack > .zero, amount.thousandths % pack.thousandths == 0 else { return nil }
    let count = String(amount.thousandths / pack.thousandths)
    return count.utf8.count <= 8 ? count : nil
  }

  /// Six digits, with as many decimals as fit.
  private static func weight(_ amount: Quantity) -> (identifier: String, value: String)? {
    guard amount > .zero else { return nil }
    var number = amount.thousandths
    for decimals in [3, 2, 1, 0] {
      let digits = String(number)
      if digits.utf8.count <= 6 {
        return ("310\(decimals)", String(repeating: "0", count: 6 - digits.utf8.count) + digits)
      }
      guard number % 10 == 0 else { return nil }
      number /= 10
    }
    return nil
  }

  /// The same as a scanner will read it, with no rule broken.
  func checked() throws(LabelFault) -> ElementString {
    let made = ElementString(elements, year: today.parts.year)
    let read: ElementString
    do {
      read = try ElementString("]C1" + made.encoded, rules: ScanRules(separator: nil), today: today)
    } catch { throw .unfit(error) }
    if let warning = read.warnings.first { throw .company(warning) }
    precondition(read.elements == made.elements, "a strict reading gives what was written")
    return made
  }
}
