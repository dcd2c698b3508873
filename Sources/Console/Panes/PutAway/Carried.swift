import Inventory

/// Where goods may go: out again for what waits for them, or into a bin, and how many of them.
enum PutAwayTarget: Hashable, Sendable {
  case crossDock(PutAwaySuggestion.CrossDock)
  case bin(PutAway.Share)

  var quantity: Quantity {
    switch self {
    case .crossDock(let wanted): wanted.quantity
    case .bin(let share): share.quantity
    }
  }

  /// `A-03-2`, `TR-0007 for SOUTH`, `RV-0042 for order:SO-118`.
  var name: String {
    switch self {
    case .crossDock(let wanted): "\(wanted.document) for \(wanted.destination)"
    case .bin(let share): share.place.code
    }
  }

  /// For the narrowest screens.
  var short: String { if case .crossDock(let wanted) = self { wanted.document } else { name } }

  /// What is to be done with what is waited for.
  var advice: String {
    if case .crossDock = self { "scan its paper to leave them; F2: a bin" } else { why }
  }

  var why: String {
    switch self {
    case .crossDock: "it waits for them"
    case .bin(let share): share.why.words
    }
  }

  func isBin(_ code: String) -> Bool {
    if case .bin(let share) = self { share.place.code.lowercased() == code.lowercased() } else { false }
  }
}

extension PutAwayList.Line {
  /// All places for it, what goes out again first.
  var targets: [PutAwayTarget] { crossDock.map { .crossDock($0) } + shares.map { .bin($0) } }

  /// What tells it from the other lines of a place.
  var key: PutAwayKey { PutAwayKey(goods: GoodsKey(item: item.id, lot: lot?.code), isBlocked: isBlocked) }

  /// `WID-220  lot L2407`.
  var words: String {
    item.code.description + (lot.map { "  lot \($0.code)" } ?? (item.name.isEmpty ? "" : "  \(item.name)"))
  }
}

extension PutAwayList.Held {
  /// `RV-0042 for order:SO-118`.
  var name: String { "\(reservation) for \(subject)" }
}

struct PutAwayKey: Hashable, Sendable {
  var goods: GoodsKey
  var isBlocked: Bool
}

/// What was taken up and is to be set down in a bin: goods of one line, or a pallet.
struct Carried: Sendable {
  var line: PutAwayList.Line?
  var plate: Plate?
  var goods: ScannedGoods?
  /// All that is carried.
  var quantity: Quantity
  /// Nobody said how many: each bin gets what it takes, and the rest is carried on.
  var isAll = false
  /// How many of it go into the next bin, where somebody said so.
  var part: Quantity?
  var serials: [String] = []
  var targets: [PutAwayTarget]
  var chosen = 0
  /// As it was read.
  var read: String

  var target: PutAwayTarget? { targets.indices.contains(chosen) ? targets[chosen] : nil }

  /// So many go into the next bin.
  var next: Quantity {
    if let part { return min(part, quantity) }
    guard isAll, let target else { return quantity }
    return min(target.quantity, quantity)
  }

  /// What is left of it once so many are set down, and where that goes; nil when it is nothing.
  func rest(after gone: Quantity) -> Carried? {
    guard plate == nil, quantity > gone else { return nil }
    var rest = self
    rest.quantity = quantity - gone
    rest.part = nil
    if targets.indices.contains(chosen) { rest.targets.remove(at: chosen) }
    rest.chosen = 0
    return rest
  }

  func words(_ clock: LocalClock) -> String {
    if let plate { return "pallet \(plate.code)" }
    return goods?.words(clock) ?? line?.words ?? ""
  }

  var name: String { plate.map { "pallet \($0.code)" } ?? line?.item.code.description ?? "" }

  /// `48   to A-03-2: the same stands there`.
  var destination: String {
    let count = plate == nil ? "\(Numbers.grouped(next)) of \(Numbers.grouped(quantity))" : "whole"
    guard let target else { return "\(count)   no place is suggested: scan the bin" }
    return "\(plate == nil && next == quantity ? Numbers.grouped(next) : count)   to \(target.name): \(target.advice)"
  }

  /// For the narrowest screens.
  var brief: String {
    let count = plate == nil ? Numbers.grouped(next) : "whole"
    return target.map { "\(count) to \($0.short)" } ?? "\(count): scan a bin"
  }
}
