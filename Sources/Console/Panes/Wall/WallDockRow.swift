import Inventory

/// One line of what comes to the docks: a transfer, or an order of a vendor.
struct WallDockRow {
  var number: String
  var from: String
  var dock: String
  /// What came, of what is to come; nil where it is kept from who asks.
  var progress: (came: Quantity, of: Quantity, left: Quantity)?
  var who: String
  var age: String
  var flags: [String]
  var isLate: Bool

  init(_ row: TransferPage.Row, _ card: TransferCard.Card?, _ clock: LocalClock) {
    let (transfer, sums) = (row.transfer, row.sums)
    number = transfer.number
    from = transfer.sourcePlace
    dock = transfer.destinationPlace.split(separator: "/").last.map(String.init) ?? transfer.destinationPlace
    if sums.lines > 0 {
      let all = sums.shipped + sums.over
      progress =
        transfer.status == .requested
        ? (.zero, sums.requested, sums.requested) : (all - sums.inTransit, all, sums.inTransit)
    }
    who = card?.receivers.joined(separator: ",") ?? ""
    isLate = transfer.isLate(clock)
    age = transfer.status == .requested ? "not sent" : clock.age(transfer.shippedAt ?? transfer.createdAt)
    flags = []
    if isLate { flags.append(transfer.timing(clock)) }
    if let parked = card?.parked, parked > 0 { flags.append("\(parked) parked") }
    if row.discrepancies > 0 { flags.append("\(row.discrepancies) open") }
    if transfer.priority == .urgent { flags.insert("URGENT", at: 0) }
  }

  init(_ row: OrderPage.Row, _ clock: LocalClock) {
    number = row.order.number
    from = row.order.vendor
    dock = row.order.place.split(separator: "/").last.map(String.init) ?? row.order.place
    progress = row.sums.lines > 0 ? (row.sums.received, row.sums.ordered, row.sums.outstanding) : nil
    who = ""
    let days = row.order.expectedOn.map { clock.today.daysSince1970 - $0.daysSince1970 }
    isLate = row.order.status == .sent && days.map { $0 > 0 } ?? false
    age =
      row.order.status == .draft
      ? "draft" : row.order.expectedOn.map { "due \($0.parts.day).\($0.parts.month)." } ?? "-"
    flags = isLate ? ["late \(days ?? 0) d"] : []
  }

  static func titles(_ width: Int) -> String {
    if width < 60 { return "" }
    let start = "  " + "transfer".left(10) + "from".left(9) + "dock".left(9)
    return width < 90
      ? start + "came".right(6) + "left".right(9) + "  age".left(13) + "flags"
      : start + "progress".left(21) + "left".right(7) + "  who".left(11) + "age".left(11) + "flags"
  }

  private var percent: String {
    guard let progress else { return "-" }
    guard progress.of > .zero else { return "0 %" }
    return "\(Int128(progress.came.thousandths) * 100 / Int128(progress.of.thousandths)) %"
  }

  func text(_ width: Int) -> String {
    let left = progress.map { Numbers.fitted($0.left, 8) } ?? Numbers.withheld
    if width < 40 { return "\(number.left(8)) \(percent.right(5))" }
    if width < 60 { return "\(number.left(8)) \(percent.right(5)) \(left.right(8)) \(age)" }
    let start =
      "  " + number.fitted(to: 9, ellipsis: "~").left(10) + from.fitted(to: 8, ellipsis: "~").left(9)
      + dock.fitted(to: 8, ellipsis: "~").left(9)
    let flags = flags.joined(separator: ", ")
    if width < 90 { return start + percent.right(6) + left.right(9) + "  " + age.left(11) + flags }
    let bar = WallPane.bar(progress?.came.thousandths ?? 0, of: progress?.of.thousandths ?? 0, 12)
    let names = (who.isEmpty ? "-" : who).fitted(to: 8, ellipsis: "~")
    return start + bar + percent.right(6) + " " + left.right(7) + "  " + names.left(9) + age.left(11) + flags
  }
}

extension LocalClock {
  /// How long ago: `0:42`, `1 d 2 h`.
  func age(_ instant: Instant) -> String {
    let minutes = max(0, now.milliseconds - instant.milliseconds) / 60_000
    if minutes < 1_440 { return "\(minutes / 60):" + (minutes % 60 < 10 ? "0" : "") + "\(minutes % 60)" }
    return "\(minutes / 1_440) d \(minutes % 1_440 / 60) h"
  }
}

extension AuditEvent {
  /// `14:02  MARIA     movement receipt    item:WID-220  po-77`.
  func wallWords(_ width: Int, _ clock: LocalClock) -> String {
    let act = String(action.map { $0 == "." || $0 == "_" ? " " : $0 })
    let isNamed = entity.flatMap { entity in reference.map { entity.hasSuffix($0) } } ?? false
    let what = [entity, isNamed ? nil : reference].compactMap { $0 }.joined(separator: "  ")
    let time = clock.short(recordedAt).trimmedBlanks
    if width < 40 { return "\(time) \(act)" }
    let words = "\(time.left(7))\(actor.fitted(to: 9, ellipsis: "~").left(10))\(act.left(22)) \(what)"
    return words + (entryCount > 1 ? "  \(Numbers.counted(entryCount, "entry", "entries"))" : "")
  }
}
