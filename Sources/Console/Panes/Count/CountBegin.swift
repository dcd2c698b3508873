import Inventory

/// Where to count: the bin where the operator was, or a stocktake to choose.
extension CountPane {
  private static let mostChoices = 20

  mutating func take(place result: Result<CountingPlace.Place?, InventoryError>, _ desk: inout Desk) {
    switch result {
    // The stocktake is known, and which bin was open is scanned.
    case .failure(let error) where error.isOfTheLine && stocktake != nil: break
    case .failure(let error) where error.isOfTheLine: waitForLine("where to count is not known", &desk)
    case .failure(let error): fail(error, &desk)
    case .success(let place) where stocktake != nil:
      if let place, place.stocktake.id == stocktake?.id { resume(place.location, &desk) }
    case .success(nil):
      step = .stocktakes(desk.ask(StocktakePage(isUnderWay: true, limit: CountPane.mostChoices)))
    case .success(let place?):
      enter(place.stocktake)
      resume(place.location, &desk)
    }
  }

  mutating func take(stocktakes result: Result<Page<Stocktake>, InventoryError>, _ desk: inout Desk) {
    switch result {
    case .failure(let error) where error.isOfTheLine:
      waitForLine("\(wanted ?? "what there is to count") cannot be read", &desk)
    case .failure(let error): fail(error, &desk)
    case .success(let page) where wanted != nil:
      guard let found = page.rows.first(where: { $0.number == wanted && $0.status.takesCounts }) else {
        return waitForLine("\(wanted ?? "it") cannot be read", &desk)
      }
      enter(found)
      step = .place(desk.ask(CountingPlace(of: desk.identity.actor)))
    case .success(let page):
      choices = page.rows.filter(\.status.takesCounts)
      hasNone = choices.isEmpty
      if let only = choices.first, choices.count == 1 { enter(only) }
    }
  }

  mutating func take(stocktake result: Result<StocktakeCard.Card, InventoryError>, _ desk: inout Desk) {
    switch result {
    // What its card says of it is in the books alone. That it is under way is known here too, and enough to count in it.
    case .failure(let error) where error.isOfTheLine:
      step = .stocktakes(desk.ask(StocktakePage(isUnderWay: true, limit: CountPane.mostChoices)))
    case .failure(let error): fail(error, &desk)
    case .success(let answer):
      guard answer.stocktake.status.takesCounts else {
        return fail(
          .stocktakeIs(answer.stocktake.number, answer.stocktake.status, wanted: "count in it"), &desk)
      }
      enter(answer.stocktake)
      card = answer
      // In this stocktake there may be a bin left open.
      step = .place(desk.ask(CountingPlace(of: desk.identity.actor)))
    }
  }

  private mutating func enter(_ new: Stocktake) {
    stocktake = new
    choices = []
    hasNone = false
    sheet = nil
    last = nil
    trail = []
    left = [:]
    card = nil
    bins = PagedList<CountBin>()
  }

  /// Goes on in a bin that was left open, if it is one of this stocktake.
  private mutating func resume(_ location: String, _ desk: inout Desk) {
    guard let stocktake else { return }
    sheet = CountSheet(code: location, place: location)
    step = .sheet(.resumed, desk.ask(CountedBin(stocktake.number, location, now: desk.now)))
  }

  /// Another stocktake's sheet was scanned.
  mutating func change(to new: Stocktake, read: String, _ desk: inout Desk) {
    guard new.status.takesCounts else {
      return fail(.stocktakeIs(new.number, new.status, wanted: "count in it"), &desk)
    }
    if new.id == stocktake?.id {
      return say(
        ScanEcho(at: desk.now, read: read, meaning: words(of: new), outcome: .ok, result: "it is this one"), &desk)
    }
    if let sheet, stocktake != nil {
      // The bin stays open: it is left, not done.
      desk.log(.ok, "left \(sheet.place) of \(stocktake?.number ?? "") open")
    }
    enter(new)
    say(ScanEcho(at: desk.now, read: read, meaning: words(of: new), outcome: .ok, result: "scan a bin"), &desk)
  }

  /// A digit picks from the list, a sheet's number or its scan too. False for anything else.
  mutating func choose(_ record: String) -> Bool {
    let text = record.trimmedBlanks
    if let index = Int(text), choices.indices.contains(index - 1) {
      enter(choices[index - 1])
      return true
    }
    guard let id = StocktakeID(text), let found = choices.first(where: { $0.id == id }) else { return false }
    enter(found)
    return true
  }

  func words(of stocktake: Stocktake) -> String {
    [stocktake.number, stocktake.name, stocktake.place].filter { !$0.isEmpty }.joined(separator: "  ")
  }

  // MARK: The bin

  mutating func read(_ reading: CountStep.SheetReading, _ desk: inout Desk) {
    guard let stocktake, let sheet else { return }
    if desk.link.isFar, reading.isBeside {
      isStale = true
      rereadAt = desk.now
      return
    }
    isStale = false
    rereadAt = desk.now.adding(milliseconds: CountPane.rereadMilliseconds)
    step = .sheet(reading, desk.ask(CountedBin(stocktake.number, sheet.code, now: desk.now)))
  }

  /// Others' counts appear within a second; a bin is not read more often.
  static let rereadMilliseconds: Int64 = 700

  mutating func take(
    sheet result: Result<CountedBin.Card, InventoryError>, _ reading: CountStep.SheetReading, _ desk: inout Desk
  ) {
    switch result {
    case .failure(let error) where error.isOfTheLine:
      isStale = true
      switch reading {
      case .again, .opened: break
      case .resumed: open(sheet?.code ?? "", .join, &desk)
      case .after(let purpose, let before): say(purpose, before, &desk)
      }
    case .failure(let error):
      if case .resumed = reading { sheet = nil }
      if case .again = reading { return desk.log(.fail, Explanation(error).detail) }
      fail(error, &desk)
    case .success(let answer):
      stocktake = answer.stocktake
      sheet?.take(answer)
      chosenParked = max(0, min(parked.count - 1, chosenParked))
      switch reading {
      case .again: break
      case .opened: break
      case .resumed:
        sheet?.touch()
        let isMine = answer.leases.contains { $0.actor == desk.identity.actor }
        if !isMine { open(answer.code, .ask, &desk) }
      case .after(let purpose, let before): say(purpose, before, &desk)
      }
    }
  }
}
