/// A refusal in words: what is wrong, where, and what to do. One place for every sentence, so that the console, the
/// command line and scripts say the same (a problem as RFC 9457 has it).
public struct Explanation: Hashable, Sendable {
  /// The kind, for programs: `insufficient-stock`.
  public let type: String
  public let title: String
  /// As HTTP would say it: 404, 409, 422 …
  public let status: Int
  public let detail: String
  /// The figures of this case: `sku`, `asked`, `available` …
  public let fields: Fields

  init(_ type: String, _ title: String, _ status: Int, _ detail: String, _ fill: (inout Fields) -> Void = { _ in }) {
    self.type = type
    self.title = title
    self.status = status
    self.detail = detail.abridged
    var fields = Fields()
    fill(&fields)
    self.fields = fields
  }

  /// The problem as one JSON object.
  public var problem: Fields {
    var problem = Fields()
    problem.add("type", type)
    problem.add("title", title)
    problem.add("status", Int64(status))
    problem.add("detail", detail)
    problem.add(fields)
    return problem
  }

  public init(_ error: InventoryError) {
    self =
      Explanation.missing(error) ?? Explanation.conflict(error) ?? Explanation.place(error)
      ?? Explanation.data(error) ?? Explanation.people(error) ?? Explanation.counting(error)
      ?? Explanation.moving(error)
      ?? Explanation.scanning(error)
      ?? Explanation.plates(error) ?? Explanation.putAway(error) ?? Explanation.labels(error)
      ?? Explanation.lots(error)
      ?? Explanation.promising(error) ?? Explanation.reordering(error) ?? Explanation.purchasing(error)
      ?? Explanation.delivering(error)
      ?? Explanation.house(error)
      ?? Explanation.database(error)
  }
}

extension Explanation {
  private static func missing(_ error: InventoryError) -> Explanation? {
    switch error {
    case .noSuchItem(let text):
      Explanation(
        "no-such-item", "No such item", 404,
        "No item has the SKU or barcode \"\(text)\". Look for it with: tallyman item list --search TEXT"
      ) { $0.add("sku", text) }
    case .noSuchLocation(let text):
      Explanation(
        "no-such-location", "No such location", 404,
        "No location is called \"\(text)\". See them with: tallyman location list"
      ) { $0.add("location", text) }
    case .noSuchLot(let lot, let item):
      Explanation("no-such-lot", "No such lot", 404, "\(item) has no lot \"\(lot)\" in the books.") {
        $0.add("sku", item.description)
        $0.add("lot", lot)
      }
    case .noSuchStock(let item, let place):
      Explanation(
        "no-such-stock", "No stock record", 404,
        "\(item) has no stock record at \(place). A first receipt there makes one."
      ) {
        $0.add("sku", item.description)
        $0.add("location", place)
      }
    case .noSuchEntry(let id):
      Explanation(
        "no-such-entry", "No such ledger entry", 404,
        "The ledger has no entry \"\(id)\". See the latest with: tallyman move list"
      ) { $0.add("id", id) }
    case .noSuchAct(let key):
      Explanation("no-such-act", "No such act", 404, "No act has the key \"\(key)\".") { $0.add("key", key) }
    case .noSuchEvent(let id):
      Explanation("no-such-event", "No such audit event", 404, "The audit has no event \"\(id)\".") { $0.add("id", id) }
    case .noSuchSetting(let name, let known):
      Explanation(
        "no-such-setting", "No such setting", 404,
        "There is no setting \"\(name)\". There are: \(known.joined(separator: ", "))."
      ) { $0.add("setting", name) }
    default: nil
    }
  }

  private static func conflict(_ error: InventoryError) -> Explanation? {
    switch error {
    case .itemExists(let code):
      Explanation(
        "item-exists", "Item exists", 409, "\(code) exists already. Change it with: tallyman item edit \(code)"
      ) { $0.add("sku", code.description) }
    case .locationExists(let code):
      Explanation(
        "location-exists", "Location exists", 409,
        "\(code) exists already. Change it with: tallyman location edit \(code)"
      ) { $0.add("location", code) }
    case .barcodeTaken(let code, let item):
      Explanation(
        "barcode-taken", "Barcode taken", 409, "Barcode \(code) belongs to \(item) already. One number, one item."
      ) {
        $0.add("barcode", code)
        $0.add("sku", item.description)
      }
    case .insufficient(let item, let place, let lot, let balance, let asked, let has):
      insufficient(item, place, lot, balance, asked: asked, has: has)
    case .belowLater(let item, let place, let asked, let occurredAt, let at, let would):
      Explanation(
        "insufficient-stock", "Later stock would not stand it", 409,
        "\(asked) of \(item) cannot be taken from \(place) as of \(occurredAt): at \(at) only \(would) would have been "
          + "left. Check the date, or what was posted after it."
      ) {
        $0.add("sku", item.description)
        $0.add("location", place)
        $0.add("asked", asked)
        $0.add("occurred_at", occurredAt)
        $0.add("below_at", at)
        $0.add("would_be", would)
      }
    case .overflow(let item, let place):
      Explanation(
        "quantity-too-large", "Too large", 422,
        "\(item) at \(place) would hold more than \(Quantity.limit), the most a balance can hold."
      ) {
        $0.add("sku", item.description)
        $0.add("location", place)
      }
    case .versionMovedOn(let what, let given, let current):
      Explanation(
        "version-moved-on", "It has moved on", 412,
        "\(what) is at version \(current), not \(given): somebody changed it. Look at it again, then repeat the change."
      ) {
        $0.add("given_version", given)
        $0.add("version", current)
      }
    case .keyUsedOtherwise(let key):
      Explanation(
        "key-reused", "Key used for something else", 409,
        "The key \"\(key)\" was used before for an act with other content. Use a new key for a new act."
      ) { $0.add("key", key) }
    case .alreadyReversed(let entry, let by):
      Explanation(
        "already-reversed", "Already reversed", 409, "Entry \(entry) was reversed by entry \(by) already."
      ) {
        $0.add("id", String(entry))
        $0.add("reversed_by", String(by))
      }
    case .tooContended(let detail):
      Explanation(
        "contended", "Others were faster", 409,
        "Others changed the same records each time this was tried. Nothing was done; try again."
      ) { $0.add("last_refusal", detail) }
    default: nil
    }
  }

  private static func insufficient(
    _ item: ItemCode, _ place: String, _ lot: String?, _ balance: Balance, asked: Quantity, has: Quantity
  ) -> Explanation {
    let what = lot.map { "\(item) lot \($0)" } ?? item.description
    let detail =
      switch balance {
      case .onHand: "Only \(has) of \(what) are on hand at \(place) (\(asked) asked). Count it, or take fewer."
      case .reserved: "Only \(has) of \(what) are reserved at \(place) (\(asked) asked)."
      case .allocated: "Only \(has) of \(what) are allocated at \(place) (\(asked) asked)."
      case .blocked: "Only \(has) of \(what) are blocked at \(place) (\(asked) asked)."
      case .incoming: "Only \(has) of \(what) are expected at \(place) (\(asked) asked)."
      case .available, .projected:
        "Only \(has) of \(what) are available at \(place) (\(asked) asked). Take fewer, or see who holds the rest with: "
          + "tallyman stock show \(item)"
      }
    return Explanation("insufficient-stock", "Not enough stock", 409, detail) {
      $0.add("sku", item.description)
      $0.add("location", place)
      $0.add("lot", lot)
      $0.add("asked", asked)
      $0.add(balance.rawValue, has)
    }
  }

  private static func place(_ error: InventoryError) -> Explanation? {
    func refused(_ type: String, _ title: String, _ detail: String, _ place: String) -> Explanation {
      Explanation(type, title, 422, detail) { $0.add("location", place) }
    }
    return switch error {
    case .ambiguousLocation(let text, let candidates):
      refused(
        "ambiguous-location", "Several places have that name",
        "\"\(text)\" is the name of \(candidates.joined(separator: ", ")). Use the code.", text)
    case .locationRetired(let code):
      refused("location-retired", "Location retired", "\(code) is retired: nothing can be put there.", code)
    case .locationStructural(let code):
      refused(
        "location-structural", "No stock here",
        "\(code) only groups other places and holds no stock. Name a place inside it.", code)
    case .locationHoldsStock(let code):
      refused(
        "location-holds-stock", "Location holds stock",
        "\(code) holds stock. Move it away first: tallyman stock list --at \(code)", code)
    case .locationHasPlaces(let code):
      refused(
        "location-has-places", "Location has places in it",
        "\(code) has places in it that are in use. Retire or move them first: tallyman location list --in \(code)", code
      )
    case .locationInsideItself(let code):
      refused("location-loop", "A place inside itself", "\(code) cannot stand inside itself.", code)
    case .siteHasNoParent(let code):
      refused("site-has-no-parent", "A site stands alone", "\(code) is a site; a site stands in no other place.", code)
    case .sameLocation(let code):
      refused("same-location", "Same place", "From and to are both \(code).", code)
    case .kindNeedsParent(let kind):
      Explanation(
        "location-needs-parent", "Where does it stand?", 422,
        "A \(kind.rawValue) stands in a site or a room: name it with --in.")
    case .anotherSite(let from, let to):
      Explanation(
        "another-site", "Another site", 422,
        "\(from) and \(to) are in different sites. Goods that travel need a transfer document, not a move in one step."
      ) {
        $0.add("location", from)
        $0.add("to", to)
      }
    default: nil
    }
  }

  private static func data(_ error: InventoryError) -> Explanation? {
    func refused(_ type: String, _ title: String, _ detail: String, _ item: ItemCode) -> Explanation {
      Explanation(type, title, 422, detail) { $0.add("sku", item.description) }
    }
    return switch error {
    case .badCode(let what, let code, let why): badCode(what, code, why)
    case .badQuantity(let text, let item, let why): badQuantity(text, item, why)
    case .badField(let name, let value, let wanted):
      Explanation("bad-value", "Bad value", 422, "\"\(value)\" is no \(name): \(wanted).") {
        $0.add("field", name)
        $0.add("value", value)
      }
    case .needsReason(let kind):
      Explanation(
        "reason-needed", "Reason needed", 422,
        "A movement of kind \(kind.name) needs a reason: \(ReasonCode.standard.joined(separator: ", ")), or one of your own."
      )
    case .needsLot(let item):
      refused("lot-needed", "Lot needed", "\(item) is kept by lot: name the lot.", item)
    case .takesNoLot(let item):
      refused("no-lots", "Not kept by lot", "\(item) is not kept by lot: leave the lot out.", item)
    case .needsSerials(let item, let asked, let given):
      refused(
        "serials-needed", "Serials needed",
        "\(item) is kept by serial number: \(asked) units need as many serials, \(given) were given.", item)
    case .takesNoSerials(let item):
      refused("no-serials", "Not kept by serial", "\(item) is not kept by serial number: leave the serials out.", item)
    case .serialGivenTwice(let serial, let item):
      refused("serial-twice", "Serial given twice", "Serial \(serial) of \(item) is given twice.", item)
    case .serialNotHere(let serial, let item, let place, let isAt):
      refused(
        "serial-not-here", "Serial not here",
        "Serial \(serial) of \(item) is not at \(place)" + (isAt.map { ": it is at \($0)." } ?? "."), item)
    case .serialAlreadyHere(let serial, let item, let place):
      refused("serial-in-stock", "Serial in stock already", "Serial \(serial) of \(item) is at \(place) already.", item)
    case .itemRetired(let item):
      refused("item-retired", "Item retired", "\(item) is retired: it can be used up, but not received.", item)
    case .inTheFuture(let instant, let now):
      Explanation(
        "in-the-future", "In the future", 422, "\(instant) has not come yet (it is \(now)). A movement has happened."
      ) { $0.add("occurred_at", instant) }
    case .notReversible(let entry, let kind):
      Explanation("not-reversible", "Not reversible", 422, "Entry \(entry) (\(kind.name)) cannot be reversed.") {
        $0.add("id", String(entry))
      }
    case .nothingToChange:
      Explanation("nothing-to-change", "Nothing to change", 422, "Nothing to change was named.")
    case .tooManyLines(let lines, let most):
      Explanation(
        "too-many-lines", "Too many lines", 422,
        "\(lines) lines in one act; the most is \(most). Use: tallyman import movements FILE")
    default: nil
    }
  }

  private static func badCode(_ what: String, _ code: String, _ why: InventoryError.BadCode) -> Explanation {
    let reason =
      switch why {
      case .empty: "it is empty"
      case .tooLong: "it is longer than \(CodeRule.longest) bytes"
      case .controlCharacter: "it holds a control character"
      case .blankAtAnEnd: "it begins or ends with a blank"
      case .slash: "a slash divides SKU and variant and cannot be part of either"
      }
    return Explanation("bad-code", "Bad \(what)", 422, "\"\(code)\" cannot be \(withArticle(what)): \(reason).") {
      $0.add(what, code)
    }
  }

  /// `a lot`, `an operator`; `a unit`, as it is spoken.
  private static func withArticle(_ what: String) -> String {
    let isOpen = what.first.map { "aeio".contains($0) } ?? false
    return (isOpen ? "an " : "a ") + what
  }

  private static func badQuantity(
    _ text: String, _ item: ItemCode, _ why: InventoryError.BadQuantity
  ) -> Explanation {
    let reason =
      switch why {
      case .notANumber: "it is not a number with at most three decimals"
      case .notPositive: "it must be above zero"
      case .zero: "it must not be zero"
      case .tooLarge: "the most is \(Quantity.limit)"
      case .mustBeWhole(let unit): "\(item) is counted in \(unit), so it must be a whole number"
      }
    return Explanation("bad-quantity", "Bad quantity", 422, "\(text) is no quantity of \(item): \(reason).") {
      $0.add("sku", item.description)
      $0.add("quantity", text)
    }
  }

  private static func database(_ error: InventoryError) -> Explanation {
    switch error {
    case .store(let trouble): store(trouble)
    case .outcomeUnknown(let key, let detail):
      Explanation(
        "outcome-unknown", "Not known whether it was done", 503,
        "It is not known whether the act took effect (\(detail)). Send it again with --key \(key): it will not be done twice."
      ) { $0.add("key", key) }
    default:
      Explanation("refused", "Refused", 422, String(describing: error))
    }
  }

  private static func store(_ trouble: InventoryError.StoreTrouble) -> Explanation {
    func unreachable(_ type: String, _ detail: String, remedy: String = "") -> Explanation {
      Explanation(type, "The database cannot be used", 503, detail + " Nothing was done." + remedy)
    }
    return switch trouble {
    case .missing(let path):
      unreachable(
        "no-database", "There is no database at \(path).",
        remedy: path.contains("://")
          ? " Check the path, or make one on that machine with: tallyman demo FILE"
          : " Make one with: tallyman demo \(path)")
    case .notADatabase(let path): unreachable("not-a-database", "\(path) is not a database.")
    case .notOurs(let path):
      unreachable(
        "not-tallyman", "\(path) is a database, but not one of Tallyman's.",
        remedy: path.hasPrefix("rqlite")
          ? " If nothing is in it, the first act makes the books there, such as: tallyman location add WH" : "")
    case .readOnly(let path):
      unreachable("read-only", "\(path) can only be read. Check its permissions and its folder's.")
    case .noPermission(let path): unreachable("no-permission", "\(path) may not be opened by this account.")
    case .full(let path): unreachable("disk-full", "The disk that holds \(path) is full. Free some room.")
    case .locked(let path): unreachable("locked", "\(path) is locked by another program that does not let go.")
    case .damaged(let path, let detail):
      unreachable(
        "damaged", "\(path) is damaged (\(detail)).", remedy: " Restore a backup with: tallyman restore FILE")
    case .newerSchema(let found, let known):
      unreachable(
        "newer-schema",
        "The database was made by a newer Tallyman (schema \(found), this one knows \(known)). Update this program.")
    case .olderSchema(let found, let known):
      unreachable(
        "older-schema",
        "The database is of an older schema (\(found), this program knows \(known)), and may only be read here.",
        remedy: " Whoever may write it brings it up to date with: tallyman stock list")
    case .unreachable(let address, let why):
      unreachable(
        "unreachable", "\(address) cannot be reached: \(why).",
        remedy: " Check the address and the line, then try again.")
    case .denied(let address, let why):
      unreachable(
        "not-admitted", "\(address) does not let this account in: \(why).",
        remedy: " Check the name, the key or the password.")
    case .unsuitable(let address, let why): unreachable("unsuitable", "\(address) cannot keep these books: \(why).")
    case .behindOthers(let waiting):
      unreachable(
        "behind-others", "\(waiting) acts wait on this machine to be sent first, and the line is down.",
        remedy: " See them with: tallyman outbox list")
    case .interrupted: unreachable("interrupted", "The question was interrupted.")
    case .failed(let detail): unreachable("database-failed", "The database failed: \(detail).")
    }
  }
}
