import Inventory

extension Transfer {
  /// When it is expected, or how long ago it was asked for or ended: `18:00`, `late 2 d`, `3 d old`.
  func timing(_ clock: LocalClock) -> String {
    if status.isOver { return clock.short(closedAt ?? createdAt) }
    guard let eta else {
      let days = clock.daysAgo(shippedAt ?? createdAt)
      return days <= 0 ? "new" : "\(days) d old"
    }
    guard eta < clock.now else { return clock.short(eta) }
    let days = clock.daysAgo(eta)
    return days <= 0 ? "late" : "late \(days) d"
  }

  func isLate(_ clock: LocalClock) -> Bool { !status.isOver && eta.map { $0 < clock.now } ?? false }

  /// `NORTH to SOUTH/S-01`.
  var route: String { "\(sourcePlace) to \(destinationPlace)" }
}

extension TransferStatus {
  /// In six cells, for handhelds.
  var code: String {
    switch self {
    case .requested: "asked"
    case .inTransit: "moving"
    case .completed: "done"
    case .cancelled: "cancel"
    }
  }
}

extension TransferLine {
  /// `GLU-1 lot L2407`.
  var title: String { code.description + (lot.map { " lot \($0.code)" } ?? "") }
}

extension Discrepancy {
  /// `TR-0881/2 WID-220, lot L7: short 6`.
  var title: String {
    "\(transfer)/\(line) \(code)" + (lot.map { ", lot \($0)" } ?? "") + ": \(kind.words) \(Numbers.grouped(quantity))"
  }
}

extension Money {
  /// `1,273.60`; in at most so many cells where that is given.
  func shown(width: Int = .max) -> String {
    let worth = Worth(tenMillionths: Int128(tenThousandths) * 1_000)
    let full = Numbers.money(worth, isSigned: false)
    return full.utf8.count <= width ? full : Numbers.money(worth, width: width)
  }
}

extension Numbers {
  /// `1 scan`, `1,204 scans`.
  static func counted(_ count: Int, _ one: String, _ many: String) -> String {
    "\(grouped(count)) \(count == 1 ? one : many)"
  }
}

extension LocalClock {
  /// As somebody would type it, and ``instant(_:)`` reads it: `2026-07-04 18:00`.
  func typed(_ instant: Instant) -> String {
    let text = instant.adding(milliseconds: offset(instant)).description
    return text.prefix(10) + " " + text.dropFirst(11).prefix(5)
  }
}
