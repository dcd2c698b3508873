extension KnownSetting {
  public static let spreadsheetSafe = KnownSetting(
    "spreadsheet_safe", .answer, standard: "no",
    about: "does an apostrophe stand before text that an office program would run as a formula, in every CSV file "
      + "that is exported: by command, from the console and by connectors")

  static let exchanging = [spreadsheetSafe]
}

extension InventoryService {
  /// Whether CSV files that leave the house are made for spreadsheets.
  public func makesFilesSpreadsheetSafe(for asker: Asker) throws(InventoryError) -> Bool {
    try ask(Settings(), for: asker).contains { $0.name == KnownSetting.spreadsheetSafe.name && $0.value == "yes" }
  }
}
