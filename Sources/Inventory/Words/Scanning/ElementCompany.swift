/// Which identifiers a label must carry together and which exclude each other, from the GS1 Syntax Dictionary of
/// 2026-01-27. Labels in the field break these rules, so a scan that does is warned of, not refused.
///
/// A dot stands for any digit.
enum ElementCompany {
  /// Who wants others, and whom: one of these, each perhaps several at once.
  static let wants: [(who: String, others: String)] = [
    ("10 11 13 15 16 20 240 241 422", "01 02 03 8006 8026"), ("17", "01 02 03 255 8006 8026"),
    ("242 7001", "01 02 8006 8026"), ("21 251 7021 8012", "01 03 8006"), ("243", "01 03"),
    ("22 235 337. 710 711 712 713 714 715 716 717 8001 8014 8200", "01"), ("250", "01+21 03+21 8006+21"),
    // The content of a logistic unit and its count belong together, and to the unit's SSCC.
    ("02 8026", "37"), ("37", "00+02 00+8026"),
    ("30 31.. 32.. 350. 351. 352. 356. 357. 360. 361. 364. 365. 366. 8005", "01 02"),
    ("330. 331. 332. 333. 334. 335. 336. 34.. 353. 354. 355. 362. 363. 367. 368. 369.", "00 01"),
    ("390.", "255 8020"), ("391. 12 415", "8020"), ("394. 8111", "255"),
    ("392.", "01+30 01+31.. 01+32.. 01+35.. 01+36.."), ("393. 395.", "30 31.. 32.. 35.. 36.."),
    ("403 4300 4301 4302 4304 4305 4306 4307 4308 4309 432. 433. 7041", "00"), ("4303", "4302"),
    ("4310 4311 4312 4314 4315 4316 4317 4318 4319", "00"), ("4313", "4312"), ("254", "414"),
    ("423 424 425 426 7003 7010 7011 8008", "01 02 03"), ("427", "01+422 02+422 03+422"),
    ("7002 7005 7006 7007 7008 7009 703.", "01 02"), ("7004", "01+10 03+10"),
    ("7020", "01+416 03+416 8006+416"), ("7022", "01+7021 03+7021 8006+7021"), ("723.", "01 8004"), ("7240", "01 8006"),
    ("7241 7242 7253 7254 7255 7256 8019", "8017 8018"), ("7250 7251 7252 7257 7259", "8018"), ("7258", "8018+7259"),
    ("8007 8020", "415"), ("8009", "00 01 03"), ("8011", "8010"),
    ("8030", "00 01+21 03+21 253 255 8003 8004 8006+21 8010+8011 8017 8018"),
    ("8040", "01+21"), ("8041 8042 8043", "01+21+8040"),
  ]

  /// Who excludes whom. Beside these, each measure, amount and price stands once, whatever its decimals.
  static let excludes: [(who: String, others: String)] = [
    ("01", "255 37"), ("02", "01 03"), ("03", "01 02 37 235"), ("21", "235"), ("255", "01 02 415 8006 8020 8026"),
    ("390.", "391. 394. 8111"), ("392.", "393."), ("394.", "8111"), ("395.", "392. 393. 8005"),
    ("420", "421"), ("421", "4307"), ("422 423 424 425", "426"),
    ("4330", "4331"), ("4331", "4330"), ("4332", "4333"), ("4333", "4332"),
    ("7240", "03"), ("7250", "7251"), ("7251", "7250"), ("7253 7254 7255", "7256 7259"), ("7259", "7256"),
    ("8006", "01 03 37"), ("8017", "8018"), ("8018", "8017"), ("8026", "02 03 8006"),
  ]
  private static let once = ["31..", "32..", "33..", "34..", "35..", "36..", "39.."]

  /// These name a single thing only with the serial behind their number, which a signature (8030) wants.
  private static let signedLonger = ["253": 13, "255": 13, "8003": 14]

  static func warnings(_ elements: [ElementString.Element]) -> [ElementString.Warning] {
    var warnings: [ElementString.Warning] = []
    var values: [String: String] = [:]
    for element in elements {
      if let value = values[element.identifier], value != element.value {
        warnings.append(.twoValues(element.identifier))
      }
      values[element.identifier] = element.value
    }
    // In the order they stand, each once.
    var seen: Set<String> = []
    for who in elements.map(\.identifier) where seen.insert(who).inserted {
      for pattern in excluded(by: who) {
        for other in values.keys.sorted() where other != who && matches(other, pattern) {
          warnings.append(.excludes(who, other))
        }
      }
      for others in wanted(by: who) where !isThere(others, values) { warnings.append(.wants(who, others)) }
      if let shortest = signedLonger[who], values["8030"] != nil, values[who]?.utf8.count == shortest {
        warnings.append(.wantsSerial(who))
      }
    }
    return warnings
  }

  /// The lists of which one must stand beside `who`, as patterns.
  static func wanted(by who: String) -> [String] { wantsByPattern.filter { matches(who, $0.who) }.map(\.others) }

  /// What may not stand beside `who`, as patterns.
  static func excluded(by who: String) -> [String] {
    let others = excludesByPattern.filter { matches(who, $0.who) }.map(\.others)
    return others.flatMap { $0.split(separator: " ").map(String.init) }
      + (once.contains { matches(who, $0) } ? [String(who.dropLast()) + "."] : [])
  }

  /// The tables, a row for each pattern: they are taken apart once.
  private static let wantsByPattern = byPattern(wants)
  private static let excludesByPattern = byPattern(excludes)

  private static func byPattern(_ table: [(who: String, others: String)]) -> [(who: String, others: String)] {
    table.flatMap { row in row.who.split(separator: " ").map { (String($0), row.others) } }
  }

  private static func isThere(_ others: String, _ values: [String: String]) -> Bool {
    others.split(separator: " ").contains { together in
      together.split(separator: "+").allSatisfy { pattern in values.keys.contains { matches($0, pattern) } }
    }
  }

  private static func matches(_ identifier: String, _ pattern: some StringProtocol) -> Bool {
    identifier.utf8.count == pattern.utf8.count
      && zip(identifier.utf8, pattern.utf8).allSatisfy { $1 == 0x2E || $0 == $1 }
  }
}
