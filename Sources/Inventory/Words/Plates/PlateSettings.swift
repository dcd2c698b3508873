extension KnownSetting {
  /// Whose pallets the house numbers: empty where GS1 gave it no prefix.
  public static let companyPrefix = KnownSetting(
    "gs1_company_prefix", .text(wanted: "6 to 12 digits, or nothing") { $0.isEmpty || SSCC.isPrefix($0) }, standard: "",
    about: "the company prefix that GS1 gave the house, for the numbers of its pallets")

  static let plates = [companyPrefix]
}
