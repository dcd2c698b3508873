import Inventory

extension ReservationStatus {
  /// In five cells, for handhelds.
  var code: String {
    switch self {
    case .reserved: "held"
    case .partial: "part"
    case .failed: "fail"
    case .confirmed: "conf"
    case .fulfilled: "done"
    case .released: "free"
    case .expired: "exp"
    }
  }
}

extension Reservation {
  /// How long it is held from now on, rounded down: `12 min`, `5 h`, `3 d`; empty where it does not expire or is over.
  func timeLeft(_ clock: LocalClock) -> String { left(clock, minute: " min", hour: " h", day: " d") }

  /// The same in five cells: `12m`, `5h`, `3d`.
  func shortTimeLeft(_ clock: LocalClock) -> String { left(clock, minute: "m", hour: "h", day: "d") }

  private func left(_ clock: LocalClock, minute: String, hour: String, day: String) -> String {
    guard let expiresAt, status(at: clock.now).mayExpire else { return "" }
    let minutes = Int((expiresAt.milliseconds - clock.now.milliseconds) / 60_000)
    return switch minutes {
    case ..<1: "<1" + minute
    case ..<120: "\(minutes)" + minute
    case ..<2880: "\(minutes / 60)" + hour
    default: Numbers.grouped(minutes / 1440) + day
    }
  }

  /// Whether it expires within the hour.
  func expiresSoon(_ clock: LocalClock) -> Bool {
    guard let expiresAt, status(at: clock.now).mayExpire else { return false }
    return expiresAt < clock.now.adding(milliseconds: Reservation.soonMilliseconds)
  }

  static let soonMilliseconds: Int64 = 3_600_000

  /// `held until 14 Jul 18:00, 12 min left`, `does not expire`.
  func lifeWords(_ clock: LocalClock) -> String {
    switch status(at: clock.now) {
    case .reserved, .partial:
      expiresAt.map { "held until \(clock.dayAndTime($0)), \(timeLeft(clock)) left" } ?? "held without an end"
    case .confirmed: "confirmed" + (confirmedAt.map { " \(clock.dayAndTime($0))" } ?? "") + ", does not expire"
    case .expired: "EXPIRED" + (expiresAt.map { " \(clock.dayAndTime($0))" } ?? "") + ": it holds nothing"
    case .failed: "nothing of it could be held"
    case .fulfilled: "fulfilled" + (closedAt.map { " \(clock.dayAndTime($0))" } ?? "")
    case .released: "released" + (closedAt.map { " \(clock.dayAndTime($0))" } ?? "")
    }
  }
}

extension ActAnswer {
  /// The number of the reservation an act made: `RV-0042`.
  var reservationNumber: String? {
    guard let document, let found = document.firstRange(of: "\"RV-") else { return nil }
    let number = document[document.index(after: found.lowerBound)...].prefix { $0 != "\"" }
    return ReservationID(String(number))?.description
  }
}
