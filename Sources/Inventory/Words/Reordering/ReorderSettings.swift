extension KnownSetting {
  /// What is used a day is the mean of so many.
  public static let usageDays = KnownSetting(
    "usage_days", .count(1...3650), standard: "28", about: "over how many days what is used a day is worked out")
  /// After how long somebody else hears of a signal that nobody acknowledged.
  public static let alertEscalateHours = KnownSetting(
    "alert_escalate_hours", .count(0...8760), standard: "0",
    about: "after how many hours a signal that nobody acknowledged goes to the next role; 0 for never")

  static let reordering = [usageDays, alertEscalateHours]
}
