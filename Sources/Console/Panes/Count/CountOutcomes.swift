import Inventory
import Terminal

/// What came of the acts.
extension CountPane {
  mutating func done(_ deed: ScanDeed<CountPurpose>, _ desk: inout Desk) {
    switch deed.purpose {
    case .count(let goods, let base, let isDamaged, _):
      let before = sheet?.line(goods.key)?.open ?? .zero
      let stroke = CountStroke(
        key: deed.key, bin: sheet?.code ?? "", goods: goods.key, base: base, damaged: isDamaged ? base : .zero,
        isNew: sheet?.line(goods.key)?.counted == nil)
      remember(stroke)
      sheet?.add(goods, base, isDamaged: isDamaged, at: desk.now, by: desk.identity.actor)
      last = Last(goods: goods, base: base, before: before, isDamaged: isDamaged)
      readIfInformed(goods.key)
      succeed(&desk)
    case .correct(let base, _):
      guard let old = last else { return }
      let change = base - old.base
      remember(
        CountStroke(
          key: deed.key, bin: sheet?.code ?? "", goods: old.goods.key, base: change,
          damaged: old.isDamaged ? change : .zero))
      sheet?.add(old.goods, base - old.base, isDamaged: old.isDamaged, at: desk.now, by: desk.identity.actor)
      last?.base = base
      // The last scan and how many it was are one thing.
      if recent.first?.read == echo?.read { recent.removeFirst() }
      succeed(&desk)
    case .change(let line, let base, _):
      remember(CountStroke(key: deed.key, bin: sheet?.code ?? "", goods: line.goods, base: base))
      last = nil
      sheet?.change(line.goods, by: base, at: desk.now)
      succeed(&desk)
    case .set, .pallet, .undo, .drop, .assign:
      if deed.isKept { return doneKept(deed, &desk) }
      if case .undo = deed.purpose {
        last = trail.popLast()?.last
      } else if deed.purpose.isWhole {
        remember()
        last = nil
      }
      read(.after(deed.purpose, before: sheet?.lines ?? []), &desk)
    case .park(let text, let why):
      let id = parkKept(deed, text, why: why, desk)
      remember(CountStroke(key: deed.key, bin: sheet?.code ?? "", parked: id))
      last = nil
      sheet?.touch()
      desk.log(.warn, "\(text) parked in \(sheet?.code ?? ""): \(why)")
      isStale = true
      rereadAt = desk.now
      echo?.outcome = .parked
      finish(&desk, bells: 2)
    case .open(let bin): opened(bin, &desk)
    case .close(let bin, let isLeft): closed(bin, isLeft: isLeft, &desk)
    case .empty:
      echo?.result = "bin \(sheet?.code ?? "") is empty: counted, and closed"
      setAside(sheet, trail, desk)
      leaveBin()
      succeed(&desk)
    }
  }

  mutating func remember(_ stroke: CountStroke = CountStroke()) {
    trail.append(CountTrace(last: last, stroke: stroke))
    if trail.count > CountPane.mostRemembered { trail.removeFirst() }
  }

  /// A line that is new is not known with what is expected of it.
  private mutating func readIfInformed(_ key: GoodsKey) {
    guard isInformed, let line = sheet?.line(key), line.judgement == nil, line.round == 1 else { return }
    isStale = true
    rereadAt = Instant(milliseconds: 0)
  }

  mutating func opened(_ bin: String, _ desk: inout Desk) {
    let (before, strokes) = (sheet, trail)
    bins.reread()
    card = nil
    last = nil
    trail = []
    next = NextScan()
    look = .lines
    viewed = nil
    follow(bin)
    if let before, before.code.lowercased() == bin.lowercased() {
      sheet?.isUntouched = true
      if desk.link.isHolding { trail = strokes }
      echo?.result = "bin \(before.code) is open"
      succeed(&desk)
      return read(.opened, &desk)
    }
    setAside(before, strokes, desk)
    let known = left[bin.lowercased()]
    sheet = known?.sheet ?? CountSheet(code: bin, place: bin)
    sheet?.isUntouched = true
    trail = known?.trail ?? []
    echo?.result = "bin \(bin) is open"
    if let before {
      closing(before.code, isLeft: true, &desk)
    } else {
      succeed(&desk)
      read(.opened, &desk)
    }
  }

  /// The list of bins shows the one that is counted.
  private mutating func follow(_ bin: String) {
    if let index = bins.rows.firstIndex(where: { $0.code.lowercased() == bin.lowercased() }) {
      bins.move(by: index - bins.cursor)
    } else if bins.isLoaded, !bins.atStart || !bins.atEnd {
      bins.read(from: CountBinPage.from(bin))
    }
  }

  private mutating func closed(_ bin: String, isLeft: Bool, _ desk: inout Desk) {
    bins.reread()
    card = nil
    if isLeft {
      echo?.result = "bin \(sheet?.code ?? "") is open; \(bin) is closed"
      succeed(&desk)
      return read(.opened, &desk)
    }
    let lines = sheet?.countedLines ?? 0
    echo?.result = "bin \(bin) is closed: \(lines) \(lines == 1 ? "line" : "lines"); scan the next bin"
    setAside(sheet, trail, desk)
    leaveBin()
    succeed(&desk)
  }

  private mutating func leaveBin() {
    sheet = nil
    last = nil
    trail = []
    next = NextScan()
    look = .lines
    viewed = nil
    bins.reread()
    card = nil
  }

  // MARK: Refusals

  mutating func refused(_ deed: ScanDeed<CountPurpose>, _ error: InventoryError, _ desk: inout Desk) {
    switch deed.purpose {
    case .open(let bin):
      if case .binTaken(let place, let by, let since, let lines) = error {
        return ask(.company(bin: bin, place: place, by: by, since: since, lines: lines), &desk)
      }
      fail(error, &desk)
    case .close(_, let isLeft):
      fail(error, &desk)
      if isLeft { read(.opened, &desk) }
    case .count(let goods, _, let isDamaged, _) where error.isWorthParking:
      next.isDamaged = isDamaged
      park(goods.read, why: Explanation(error).detail, &desk)
    default: fail(error, &desk)
    }
  }

  /// What taking back or setting did to the lines.
  mutating func say(_ purpose: CountPurpose, _ before: [CountLine], _ desk: inout Desk) {
    var words = ""
    for line in before {
      let now = sheet?.line(line.goods)?.counted
      if now != line.counted {
        words = "\(line.words)   line \(CountPane.shown(line.counted)) -> \(CountPane.shown(now))"
        if now != nil { sheet?.current = line.goods }
      }
    }
    if words.isEmpty, let new = sheet?.lines.first(where: { line in !before.contains { $0.goods == line.goods } }) {
      words = "\(new.words)   line 0 -> \(CountPane.shown(new.counted))"
      sheet?.current = new.goods
    }
    switch purpose {
    case .undo: echo?.result = "taken back" + (words.isEmpty ? "" : ": \(words)")
    case .set(_, let typed): echo?.result = words.isEmpty ? "\(typed): as it was" : "\(typed)   \(words)"
    case .pallet(let plate):
      echo?.result = "counted as intact" + (plate.contents.count > 1 || words.isEmpty ? "" : "   \(words)")
    default: if !words.isEmpty { echo?.result += "   \(words)" }
    }
    succeed(&desk)
  }

  static func shown(_ counted: Quantity?) -> String { counted.map { Numbers.grouped($0) } ?? "none" }
}

extension InventoryError {
  /// Whether goods that stand there were refused for a reason that somebody must clear up: they are kept as a parked scan.
  var isWorthParking: Bool {
    switch self {
    case .serialCounted, .countBelowZero, .badQuantity, .notPermitted, .unknownOperator, .stocktakeIs, .noSuchStocktake,
      .outsideStocktake, .keyUsedOtherwise, .recountBySame, .lineIs:
      false
    default: true
    }
  }
}
