extension KnownSetting {
  public static let countBlind = KnownSetting(
    "count_blind", .answer, standard: "yes", about: "are those who count kept from what the books say")
  public static let countRounds = KnownSetting(
    "count_rounds", .count(1...9), standard: "3", about: "how often a line is counted before a supervisor decides")
  public static let countRecountBySame = KnownSetting(
    "count_recount_by_same", .answer, standard: "no", about: "may who counted a line count it again")
  public static let countOwnApproval = KnownSetting(
    "count_own_approval", .answer, standard: "no", about: "may who counted a line approve it")
  public static let countLeaseMinutes = KnownSetting(
    "count_lease_minutes", .count(1...600), standard: "10",
    about: "how long others are told that somebody counts in a bin, after his last scan")
  public static let countTolerance = KnownSetting(
    "count_tolerance", tolerance, standard: "", about: "how far off a count may be where nothing more specific says so")
  public static let countWorkerLimits = KnownSetting(
    "count_worker_limits", tolerance, standard: "",
    about: "how far off what a counter counted may be before a supervisor must accept it")
  public static let countIntervalA = KnownSetting(
    "count_interval_a", .count(1...3650), standard: "90", about: "after how many days an item of class A is due")
  public static let countIntervalB = KnownSetting(
    "count_interval_b", .count(1...3650), standard: "180", about: "after how many days an item of class B is due")
  public static let countIntervalC = KnownSetting(
    "count_interval_c", .count(1...3650), standard: "365", about: "after how many days any other item is due")
  public static let countAfterPicks = KnownSetting(
    "count_after_picks", .count(0...100_000), standard: "0",
    about: "after how many picks since its last count an item is due at a place; 0 for never")

  static let counting = [
    countBlind, countRounds, countRecountBySame, countOwnApproval, countLeaseMinutes, countTolerance,
    countWorkerLimits, countIntervalA, countIntervalB, countIntervalC, countAfterPicks,
  ]

  private static let tolerance = Kind.text(wanted: Tolerance.wanted) { Tolerance($0) != nil }
}

extension Facts {
  func isYes(_ setting: KnownSetting) -> Bool { value(of: setting) == "yes" }
  func number(_ setting: KnownSetting) -> Int { Int(value(of: setting)) ?? Int(setting.standard) ?? 0 }
}
