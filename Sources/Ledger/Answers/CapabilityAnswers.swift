import Inventory
import Storage

extension Answers {
  func answer(_ question: Capabilities) throws(InventoryError) -> [Capabilities.Capability] {
    let settings = try answer(Settings())
    let seen = try reader.first(Answers.census) { row in (0..<7).map { row.integer($0) } }
    let counts = seen ?? Array(repeating: 0, count: 7)
    return HouseCapabilities(settings: settings, counts: counts).list
  }

  /// How much of it there is; where one is enough to know, no more are looked at.
  private static let census = Statement(
    """
    SELECT (SELECT count(*) FROM item WHERE tracking = 'lot'), (SELECT count(*) FROM item WHERE tracking = 'serial'),
      (SELECT count(*) FROM location WHERE kind = 'site' AND active = 1 AND latitude IS NOT NULL),
      (SELECT count(*) FROM location WHERE kind = 'site' AND active = 1), (SELECT count(*) FROM operator WHERE active = 1),
      (SELECT count(*) FROM reorder_rule), (SELECT count(*) FROM operator WHERE active = 1 AND pin IS NOT NULL)
    """)
}

/// What a house can do, worked out of its settings and of how much there is of what.
struct HouseCapabilities {
  var settings: [Settings.Setting]
  /// Items by lot, by serial, sites that say where they are, sites, operators, rules, operators with a PIN.
  var counts: [Int64]

  var list: [Capabilities.Capability] {
    [
      Capabilities.Capability(
        "lot_tracking", isYes(.lotTracking), isYes(.lotTracking) ? kept(0, "by lot") : off(.lotTracking)),
      Capabilities.Capability(
        "serial_tracking", isYes(.serialTracking),
        isYes(.serialTracking) ? kept(1, "by serial number") : off(.serialTracking)),
      Capabilities.Capability("reservations", true, reservations),
      Capabilities.Capability(
        "negative_stock", isYes(.allowNegativeStock), off(.allowNegativeStock)),
      Capabilities.Capability("blind_counting", isYes(.countBlind), off(.countBlind)),
      Capabilities.Capability(
        "geo_availability", counts[2] > 0, "\(counts[2]) of \(counts[3]) sites say where they are"),
      Capabilities.Capability("plates", true, "pallets by codes of the house, or by SSCC"),
      Capabilities.Capability(
        "pallet_numbers", !value(.companyPrefix).isEmpty,
        value(.companyPrefix).isEmpty
          ? "gs1_company_prefix is not set" : "the house numbers its pallets under \(value(.companyPrefix))"),
      Capabilities.Capability(
        "reordering", counts[5] > 0, "\(counts[5].counted("rule says", "rules say")) when an item is low"),
      Capabilities.Capability("purchasing", true, "requisitions, orders, receipts and invoices"),
      Capabilities.Capability("valuation", true, "\(KnownSetting.valuation.name) is \(value(.valuation))"),
      Capabilities.Capability("labels", true, "items, pallets, places and control cards, as text and as ZPL"),
      Capabilities.Capability(
        "operators", counts[4] > 0,
        counts[4] > 0 ? "\(counts[4]) at work" : "none: everybody may do everything, as they log in"),
      Capabilities.Capability(
        "sign_in_by_pin", counts[6] > 0, "\(counts[6]) at work \(counts[6] == 1 ? "has" : "have") a PIN"),
      Capabilities.Capability("locks", true, "from 1 second to 1 hour"),
      Capabilities.Capability("scheduled_corrections", true, "posted by `correction run` or by an open console"),
    ]
  }

  private func value(_ setting: KnownSetting) -> String {
    settings.first { $0.name == setting.name }?.value ?? setting.standard
  }

  private func isYes(_ setting: KnownSetting) -> Bool { value(setting) == "yes" }

  private func off(_ setting: KnownSetting) -> String { "\(setting.name) is \(value(setting))" }

  private func kept(_ index: Int, _ how: String) -> String {
    counts[index] == 1 ? "1 item is kept \(how)" : "\(counts[index]) items are kept \(how)"
  }

  private var reservations: String {
    value(.reservationLife) == "0" ? "they last for ever" : "they last \(value(.reservationLife)) minutes"
  }
}
