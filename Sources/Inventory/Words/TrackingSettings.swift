extension KnownSetting {
  public static let lotTracking = KnownSetting(
    "lot_tracking", .answer, standard: "yes", about: "may items be kept by lot; those that are stay so")
  public static let serialTracking = KnownSetting(
    "serial_tracking", .answer, standard: "yes", about: "may items be kept by serial number; those that are stay so")

  static let tracing = [lotTracking, serialTracking]
  static let trackingNames = Set(tracing.map(\.name))

  /// What it belongs to, for a list: settings of one group stand together.
  public var group: String {
    let groups: [(String, [KnownSetting])] = [
      ("stock", [.allowNegativeStock] + KnownSetting.tracing), ("counting", KnownSetting.counting),
      ("receiving", KnownSetting.receiving), ("value", [.valuation]), ("pallets", KnownSetting.plates),
      ("promising", KnownSetting.promising + [.allocation]), ("reordering", KnownSetting.reordering),
      ("buying", KnownSetting.buying), ("terminals", KnownSetting.terminals),
      ("exchange", KnownSetting.exchanging),
    ]
    return groups.first { $0.1.contains { $0.name == name } }?.0 ?? "house"
  }
}

extension Facts {
  /// Refuses an item that is to be kept in a way that the house does not keep any; one that was stays.
  func checkTracking(of item: Item, was old: Tracking) throws(InventoryError) {
    guard item.tracking != old else { return }
    let setting: KnownSetting
    switch item.tracking {
    case .none: return
    case .lot: setting = .lotTracking
    case .serial: setting = .serialTracking
    }
    guard !isYes(setting) else { return }
    throw .badField(
      name: "tracking", value: item.tracking.rawValue,
      wanted: "this house keeps nothing so; an admin lets it with: tallyman setting set \(setting.name) yes")
  }
}
