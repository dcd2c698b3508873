import Exchange
import Inventory

/// Labels of all that a list shows, of a document's goods, of the lines of a file; and cards for scan panes.
enum LabelLists {
  static var commands: [Command] {
    [
      list(
        "items", ItemVerb.filters, about: "print a label of each item of the list",
        example: "tallyman label items --category Tools --format zpl --to tools.zpl"
      ) { session throws(CommandError) in
        var question = ItemPage(
          text: session.arguments.value("search"), category: session.arguments.value("category"),
          isActive: session.arguments.answer("active") ?? true, limit: 500)
        return try all(session) { start throws(CommandError) in
          question.start = start
          return try session.ask(question)
        }.map { Label(of: $0) }
      },
      list(
        "locations",
        [
          Option("in", .text("PARENT"), "this place and all that stand inside it, however deep"),
          Option("kind", .words(LocationKind.allCases.map(\.rawValue)), "only these"),
        ], about: "print a label of each place, to be scanned there",
        example: "tallyman label locations --in NORTH --kind bin --to bins.zpl --format zpl", make: places),
      list(
        "lots", LotVerb.filters, about: "print a label of each lot of the list, with its last day",
        example: "tallyman label lots --sku GLU-1 --in-stock", make: lots),
      list(
        "serials", SerialVerb.filters, about: "print a label of each serial number of the list",
        example: "tallyman label serials --sku SER-7 --status in_stock", make: serials),
      list(
        "stock",
        [
          Option("at", .text("LOC"), "at this location or inside it", isRequired: true),
          Option("category", .text("NAME"), "only this category"),
        ], about: "print a label of each item that is on hand at a place",
        example: "tallyman label stock --at NORTH/A-03-2", make: stock),
      document(
        "transfer", about: "print a label of each line of a transfer, with its quantity and where it goes",
        example: "tallyman label transfer TR-0002", make: transfer),
      document(
        "receipt", about: "print a label of each line of a receipt, with its quantity",
        example: "tallyman label receipt RC-0001", make: receipt),
      document(
        "from", argument: "FILE", ImportVerb.reading,
        about: "print a label of each row of a file: sku and quantity, and lot and serials where there are some",
        example: "printf 'Artikel,Menge\\nWID-100,12\\n' > delivery.csv\n"
          + "tallyman label from delivery.csv --map Artikel=sku --map Menge=quantity", make: file),
      list(
        "card", [], about: "print the control cards that scan panes read: undo, zero, done, damaged, times 2 to 100",
        example: "tallyman label card --format zpl --to card.zpl"
      ) { _ in ControlCard.sheet.map { Label(of: $0) } },
    ]
  }

  private static func list(
    _ verb: String, _ filters: [Option], about: String, example: String,
    make: @escaping @Sendable (Session) throws(CommandError) -> [Label]
  ) -> Command {
    Command("label", verb, [], filters + LabelVerb.printing, about: about, example: example) {
      session throws(CommandError) in
      try LabelVerb.print(session) { () throws(CommandError) in try make(session) }
    }
  }

  private static func document(
    _ verb: String, argument: String = "ID", _ options: [Option] = [], about: String, example: String,
    make: @escaping @Sendable (Session) throws(CommandError) -> [Label]
  ) -> Command {
    // What a label is written as and what a file is read as are not the same.
    let reading = options.filter { $0.name != "format" }
    return Command(
      "label", verb, [Command.Argument(argument)], reading + LabelVerb.printing, about: about, example: example
    ) { session throws(CommandError) in
      try LabelVerb.print(session) { () throws(CommandError) in try make(session) }
    }
  }

  /// All rows of a list.
  private static func all<Row>(
    _ session: Session, _ page: (PageStart) throws(CommandError) -> Page<Row>
  ) throws(CommandError) -> [Row] {
    var rows: [Row] = []
    var start = PageStart.first
    while true {
      let found = try page(start)
      rows += found.rows
      guard let next = found.next, !found.rows.isEmpty else { return rows }
      start = .after(next)
    }
  }

  private static func places(_ session: Session) throws(CommandError) -> [Label] {
    let parent = session.arguments.value("in")
    let kind = session.arguments.value("kind").flatMap { LocationKind(rawValue: $0) }
    func read(_ scope: LocationList.Scope) throws(CommandError) -> [Location] {
      var question = LocationList(scope, limit: 500)
      return try all(session) { start throws(CommandError) in
        question.start = start
        return try session.ask(question)
      }
    }
    var found: [Location]
    if let parent {
      found = try read(.only(parent))
      guard !found.isEmpty else { throw .refused(.noSuchLocation(parent)) }
      var index = 0
      while index < found.count {
        found += try read(.inside(found[index].code))
        index += 1
      }
    } else {
      found = try read(.all)
    }
    return found.filter { $0.isActive && (kind == nil || $0.kind == kind) }.map { Label(of: $0) }
  }

  private static func lots(_ session: Session) throws(CommandError) -> [Label] {
    var question = LotPage(try LotVerb.filter(session), limit: 500)
    let rows = try all(session) { start throws(CommandError) in
      question.start = start
      return try session.ask(question)
    }
    var items = ItemsByName(session)
    return try rows.map { row throws(CommandError) in
      Label(of: try items.item(row.code.description), lot: row.lot.code, expires: row.lot.expires)
    }
  }

  private static func serials(_ session: Session) throws(CommandError) -> [Label] {
    var question = SerialPage(try SerialVerb.filter(session), limit: 500)
    let rows = try all(session) { start throws(CommandError) in
      question.start = start
      return try session.ask(question)
    }
    var items = ItemsByName(session)
    return try rows.map { row throws(CommandError) in
      Label(of: try items.item(row.code.description), serial: row.serial)
    }
  }

  private static func stock(_ session: Session) throws(CommandError) -> [Label] {
    var filter = StockFilter()
    filter.location = session.arguments.value("at")
    filter.category = session.arguments.value("category")
    filter.status = .onHand
    var question = StockPage(filter: filter, limit: 500)
    let rows = try all(session) { start throws(CommandError) in
      question.start = start
      return try session.ask(question)
    }
    var items = ItemsByName(session)
    var seen: Set<ItemID> = []
    return try rows.filter { seen.insert($0.item).inserted }.map { row throws(CommandError) in
      Label(of: try items.item(row.code.description))
    }
  }

  private static func transfer(_ session: Session) throws(CommandError) -> [Label] {
    let number = session.arguments.word(0)
    let card = try session.ask(TransferCard(number))
    var question = TransferLinePage(card.transfer.number, limit: 500)
    let lines = try all(session) { start throws(CommandError) in
      question.start = start
      return try session.ask(question)
    }
    var items = ItemsByName(session)
    return try lines.map { line throws(CommandError) in
      Label(
        of: try items.item(line.code.description), lot: line.lot?.code, expires: line.lot?.expires,
        quantity: line.requested > .zero ? line.requested : nil, transfer: card.transfer.number,
        destination: card.transfer.destinationPlace)
    }
  }

  private static func receipt(_ session: Session) throws(CommandError) -> [Label] {
    let card = try session.ask(ReceiptCard(session.arguments.word(0)))
    var items = ItemsByName(session)
    var labels: [Label] = []
    for line in card.lines {
      let label = Label(
        of: try items.item(line.code.description), lot: line.lot, expires: line.expires,
        quantity: line.received > line.rejected ? line.received - line.rejected : nil)
      labels += label.each(of: line.serials)
    }
    return labels
  }

  private static func file(_ session: Session) throws(CommandError) -> [Label] {
    let path = session.arguments.word(0)
    var options = try ImportVerb.options(session, .transferLines)
    options.format = nil
    let file: LinesOfFile<TransferRequestLine>
    do throws(ExchangeError) {
      file = try TransferFile.requests(reading: path, options)
    } catch {
      throw .exchange(error)
    }
    guard file.rejected.isEmpty else { throw .badRows(path, file.rejected) }
    var items = ItemsByName(session)
    var labels: [Label] = []
    for line in file.lines {
      let item = try items.item(line.item)
      let known = try line.lot.map { lot throws(CommandError) in try items.lot(lot, of: line.item) }
      let label = Label(
        of: item, lot: line.lot, expires: known??.expires, quantity: line.quantity > .zero ? line.quantity : nil)
      labels += label.each(of: line.serials)
    }
    return labels
  }
}

extension Label {
  /// One for each of the serials; itself where there are none.
  fileprivate func each(of serials: [String]) -> [Label] {
    guard !serials.isEmpty else { return [self] }
    return serials.map { serial in
      var label = self
      label.serial = serial
      label.quantity = nil
      return label
    }
  }
}

/// Items by what they are called, each asked for once.
private struct ItemsByName {
  private let session: Session
  private var known: [String: ItemStock.Card] = [:]

  init(_ session: Session) { self.session = session }

  mutating func item(_ name: String) throws(CommandError) -> Item { try card(name).item }

  /// What the books know of a lot.
  mutating func lot(_ code: String, of name: String) throws(CommandError) -> Lot? {
    try card(name).lots.first { $0.lot.code.lowercased() == code.lowercased() }?.lot
  }

  private mutating func card(_ name: String) throws(CommandError) -> ItemStock.Card {
    if let card = known[name] { return card }
    let card = try session.ask(ItemStock(name))
    known[name] = card
    return card
  }
}
