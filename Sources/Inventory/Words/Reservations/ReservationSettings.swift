extension KnownSetting {
  public static let reservationLife = KnownSetting(
    "reservation_ttl", .count(0...525_600), standard: "60",
    about: "minutes a reservation lasts that says nothing else; 0 for ever")

  static let promising = [reservationLife]
}
