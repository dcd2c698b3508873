extension KnownSetting {
  /// What is used a day is the mean of so many.
  public static let usageDays = KnownSetting(
    "usage_days", .count(1...3650), standard: "28", about: "over how many days what is used a day is worked out")
  /// After how long somebody else hears of a signal that nobody acknowledged.
  public static let alertEscalateHours = KnownSetting(
    "alert_escalate_hours", .count(0...8760), standard: "0",
    about: "after how many hours a signal that nobody acknowledged goes to the next role; 0 for never")

  /// What a rule says that is set without a lead time.
  public static let leadTimeDays = KnownSetting(
    "lead_time_days",
    .text(wanted: "a number of days from 0 to \(ReorderRule.mostLeadDays), or nothing") {
      $0.isEmpty || Kind.count(0...ReorderRule.mostLeadDays).takes($0)
    }, standard: "", about: "the lead time of a new reorder rule that names none")

  static let reordering = [usageDays, alertEscalateHours, leadTimeDays]
}
