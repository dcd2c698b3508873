/// Refusals of counting, in words.
extension Explanation {
  static func counting(_ error: InventoryError) -> Explanation? {
    stocktake(error) ?? count(error) ?? application(error)
  }

  private static func stocktake(_ error: InventoryError) -> Explanation? {
    switch error {
    case .noSuchStocktake(let text):
      Explanation(
        "no-such-stocktake", "No such stocktake", 404,
        "There is no stocktake \"\(text)\". See them with: tallyman stocktake list"
      ) { $0.add("stocktake", text) }
    case .noSuchCountLine(let line, let stocktake):
      Explanation(
        "no-such-line", "No such line", 404,
        "\(stocktake) has no line \(line). See them with: tallyman stocktake lines \(stocktake)"
      ) {
        $0.add("stocktake", stocktake)
        $0.add("line", Int64(line))
      }
    case .stocktakeIs(let stocktake, let status, let wanted):
      Explanation(
        "invalid-state", "Not in this state", 422,
        "\(stocktake) is \(status.rawValue): one cannot \(wanted) now." + remedy(stocktake, status)
      ) {
        $0.add("stocktake", stocktake)
        $0.add("state", status.rawValue)
      }
    case .lineIs(let line, let stocktake, let state):
      Explanation(
        "invalid-state", "Not in this state", 422,
        "Line \(line) of \(stocktake) is \(words(state))." + remedy(state, stocktake)
      ) {
        $0.add("stocktake", stocktake)
        $0.add("line", Int64(line))
        $0.add("state", state.rawValue)
      }
    case .nothingToDecide(let stocktake):
      Explanation(
        "nothing-to-decide", "Nothing to decide", 422,
        "\(stocktake) has no such lines: count, then reconcile. See them with: tallyman stocktake lines \(stocktake)"
      ) { $0.add("stocktake", stocktake) }
    case .undecided(let stocktake, let lines):
      Explanation(
        "undecided", "Lines to decide", 422,
        "\(lines) counted \(lines == 1 ? "line" : "lines") of \(stocktake) \(lines == 1 ? "is" : "are") not decided: "
          + "approve, reject or recount first: tallyman stocktake lines \(stocktake)"
      ) {
        $0.add("stocktake", stocktake)
        $0.add("lines", Int64(lines))
      }
    case .outsideStocktake(let place, let stocktake, let scope):
      Explanation(
        "outside-stocktake", "Not counted here", 422,
        "\(place) is not part of \(stocktake), which counts \(scope). Scan a place inside it, or open another stocktake."
      ) {
        $0.add("location", place)
        $0.add("stocktake", stocktake)
      }
    default: nil
    }
  }

  private static func remedy(_ stocktake: String, _ status: StocktakeStatus) -> String {
    switch status {
    case .open, .counting: " Reconcile it first: tallyman stocktake reconcile \(stocktake)"
    case .review: " Decide on its lines first: tallyman stocktake lines \(stocktake)"
    case .approved: " Apply it, or send lines back with: tallyman stocktake recount \(stocktake) --line N"
    case .applied, .cancelled: " Open another one."
    }
  }

  private static func remedy(_ state: CountLineState, _ stocktake: String) -> String {
    switch state {
    case .open, .confirm: " Count it first."
    case .counting: " Reconcile first: tallyman stocktake reconcile \(stocktake)"
    case .approved, .rejected: " Send it back with: tallyman stocktake recount \(stocktake) --line N"
    case .applied: " It stands; an applied line is taken back by reversing its entry."
    case .recount, .counted, .outside: ""
    }
  }

  private static func words(_ state: CountLineState) -> String {
    switch state {
    case .open: "not counted"
    case .confirm: "expected, and was not found: it is to be confirmed"
    case .counting: "counted, and not judged since"
    case .recount: "to be counted again"
    case .counted, .outside, .approved, .rejected, .applied: state.rawValue
    }
  }

  private static func count(_ error: InventoryError) -> Explanation? {
    switch error {
    case .nothingToTakeBack(let stocktake):
      Explanation("nothing-to-undo", "Nothing to take back", 422, "You have no count in \(stocktake) to take back.") {
        $0.add("stocktake", stocktake)
      }
    case .binTaken(let place, let by, let since, let lines):
      Explanation(
        "bin-taken", "Somebody counts here", 409,
        "\(by) is counting at \(place) since \(since) (\(lines) \(lines == 1 ? "line" : "lines")). Join, count again "
          + "independently, or go elsewhere."
      ) {
        $0.add("location", place)
        $0.add("actor", by)
        $0.add("since", since)
        $0.add("lines", Int64(lines))
      }
    case .serialCounted(let serial, let item, let place, let by):
      Explanation(
        "serial-counted", "Serial counted already", 409,
        "Serial \(serial) of \(item) was counted at \(place) by \(by) already. A serial counts once."
      ) {
        $0.add("sku", item.description)
        $0.add("serial", serial)
        $0.add("location", place)
        $0.add("actor", by)
      }
    case .countBelowZero(let item, let place, let counted, let change):
      Explanation(
        "count-below-zero", "Below zero", 422,
        "\(counted) of \(item) are counted at \(place): \(change) would leave less than nothing."
      ) {
        $0.add("sku", item.description)
        $0.add("location", place)
        $0.add("counted", counted)
        $0.add("change", change)
      }
    case .recountBySame(let item, let place, let actor):
      Explanation(
        "recount-by-another", "Another person counts again", 403,
        "\(actor) counted \(item) at \(place) before; somebody else counts it again. Leave it, or ask a supervisor."
      ) {
        $0.add("sku", item.description)
        $0.add("location", place)
        $0.add("actor", actor)
      }
    case .ownCount(let actor, let line, let lines):
      Explanation(
        "own-count", "Your own count", 403,
        "\(actor) counted \(lines == 1 ? "line \(line)" : "\(lines) of these lines, the first of them \(line)"): somebody "
          + "else approves them."
      ) {
        $0.add("actor", actor)
        $0.add("line", Int64(line))
      }
    case .binNotEmpty(let place, let lines):
      Explanation(
        "bin-not-empty", "Not empty", 409,
        "\(lines) \(lines == 1 ? "line is" : "lines are") counted at \(place): it is not empty. Take them back, or set "
          + "each to 0."
      ) {
        $0.add("location", place)
        $0.add("lines", Int64(lines))
      }
    case .withheld(let what):
      Explanation(
        "withheld", "Counted blind", 403,
        "\(what) is withheld while you count blind. Count what is there; a supervisor compares."
      ) { $0.add("withheld", what) }
    default: nil
    }
  }

  private static func application(_ error: InventoryError) -> Explanation? {
    switch error {
    case .countedTooFew(let item, let place, let counted, let issued):
      Explanation(
        "counted-too-few", "It cannot be", 409,
        "\(counted) of \(item) counted at \(place), yet \(issued) were issued since. Count it again, or find the wrong "
          + "paper."
      ) {
        $0.add("sku", item.description)
        $0.add("location", place)
        $0.add("counted", counted)
        $0.add("issued", issued)
      }
    case .serialMovedSince(let serial, let item, let place):
      Explanation(
        "serial-moved", "It has moved", 409,
        "Serial \(serial) of \(item) has moved since it was counted at \(place). Count it again."
      ) {
        $0.add("sku", item.description)
        $0.add("serial", serial)
        $0.add("location", place)
      }
    case .expectedChanged(let item, let place, let approved, let now):
      Explanation(
        "expected-changed", "The books have changed", 409,
        "What was posted since makes the variance of \(item) at \(place) \(now), not \(approved) as approved. Look at it "
          + "again."
      ) {
        $0.add("sku", item.description)
        $0.add("location", place)
        $0.add("approved", approved)
        $0.add("variance", now)
      }
    case .heldByStocktake(let place, let stocktake, let policy):
      Explanation(
        "held-by-stocktake", "Being counted", 409,
        "\(place) is \(policy.rawValue) by \(stocktake): nothing moves there until it is applied or cancelled. A supervisor "
          + "may let it through with --override."
      ) {
        $0.add("location", place)
        $0.add("stocktake", stocktake)
        $0.add("policy", policy.rawValue)
      }
    case .onlyByCounting(let kind):
      Explanation(
        "only-by-counting", "Only by counting", 422,
        "A movement of kind \(kind.name) is made by applying a count, not by hand. Use: tallyman count"
      )
    case .reversedByLine(let stocktake):
      Explanation(
        "reversed-by-line", "Line by line", 422,
        "\(stocktake) is taken back line by line, not as a whole. Reverse the entries of the lines that were wrong. See "
          + "them with: tallyman move list --reference \(stocktake)/N"
      ) { $0.add("stocktake", stocktake) }
    default: nil
    }
  }
}
