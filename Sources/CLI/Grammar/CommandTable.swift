/// A noun and its verbs. The verbs are made when they are asked for: a command line needs those of one noun.
struct Noun: Sendable {
  let name: String
  let about: String
  /// Whether help lists it among the others.
  let isEveryday: Bool
  private let make: @Sendable () -> [Command]

  init(_ name: String, _ about: String, isEveryday: Bool = true, _ make: @escaping @Sendable () -> [Command]) {
    self.name = name
    self.about = about
    self.isEveryday = isEveryday
    self.make = make
  }

  var commands: [Command] { make() }
}

/// Every command there is, in the order help shows them.
enum CommandTable {
  static let nouns: [Noun] = [
    Noun("item", "what is stocked") { ItemVerb.commands },
    Noun("location", "sites, rooms, bins") { LocationVerb.commands },
    Noun("stock", "balances of items at locations") { StockVerb.commands },
    Noun("available", "whether so much may be promised, where, from when") { AvailableVerb.commands },
    Noun("move", "movements: receive, issue, adjust, transfer, reverse") { MoveVerb.commands },
    Noun("transfer", "goods between two places: ask, ship, receive, settle") { TransferVerb.commands },
    Noun("reservation", "stock held for orders, checkouts and allocations") { ReservationVerb.commands },
    Noun("requisition", "what is to be bought: ask, approve, order") { RequisitionVerb.commands },
    Noun("order", "purchase orders: write, send, close, match with the invoice") { OrderVerb.commands },
    Noun("receipt", "goods that come in: expected, against an order, posted, taken back") { ReceiptVerb.commands },
    Noun("plate", "pallets by licence plate: build, move, count, open") { PlateVerb.commands },
    Noun("putaway", "where goods that came in are put") { PutAwayVerb.commands },
    Noun("lot", "batches: expiry, quarantine, splitting, where they came from and went") { LotVerb.commands },
    Noun("serial", "units by serial number: where each is, whose, and its history") { SerialVerb.commands },
    Noun("stocktake", "counting a place: open, count, review, apply") { StocktakeVerb.commands },
    Noun("count", "set one item's on hand to what was counted, now") { CountVerb.commands },
    Noun("rule", "when an item is low at a place, and what is ordered then") { RuleVerb.commands },
    Noun("alert", "what is low: acknowledge, snooze, assign, order, transfer") { AlertVerb.commands },
    Noun("label", "print labels of items and pallets") { LabelVerb.commands },
    Noun("import", "read items, locations, stock, movements, counts or rules from a file") { ImportVerb.commands },
    Noun("export", "write stock, also as it was, movements, counts, transfers, lots, rules") { ExportVerb.commands },
    Noun("report", "count accuracy, what is used, low, in transit, worth, and how old") { ReportVerb.commands },
    Noun("snapshot", "stock as it was at a time") { SnapshotVerb.commands },
    Noun("metrics", "the figures of the house: stock, worth, turnover, promises") { MetricsVerb.commands },
    Noun("audit", "who did what, when") { AuditVerb.commands },
    Noun("event", "what happened, in order, for other systems") { EventVerb.commands },
    Noun("webhook", "who is told of events: an address or a command") { WebhookVerb.commands },
    Noun("deliver", "hand events over to the webhooks") { DeliverVerb.commands },
    Noun("connector", "what is pulled from and pushed to other systems, on a schedule") { ConnectorVerb.commands },
    Noun("setting", "the rules of the house") { SettingVerb.commands },
    Noun("capability", "what this house and this program can do") { CapabilityVerb.commands },
    Noun("lock", "short-lived locks on things: take, release, list") { LockVerb.commands },
    Noun("job", "imports, exports, backups: how far they are, what came of them") { JobVerb.commands },
    Noun("correction", "movements written down now and posted later") { CorrectionVerb.commands },
    Noun("operator", "who works here, and what they may do") { OperatorVerb.commands },
    Noun("outbox", "what waits here for books on another machine: send, retry, discard") { OutboxVerb.commands },
    Noun("verify", "recompute every balance from the ledger") { HouseVerb.verify },
    Noun("doctor", "look for trouble: database, disk, terminal, clock") { HouseVerb.doctor + DoctorVerb.trials },
    Noun("themes", "how the console looks: list, and check contrast and colour-blindness") { ThemeVerb.commands },
    Noun("backup", "copy the database while others work") { HouseVerb.backup },
    Noun("restore", "put a backup in the database's place") { HouseVerb.restore },
    Noun("demo", "make a small filled warehouse") { HouseVerb.demo },
    Noun("agent", "serve a database to another machine", isEveryday: false) { AgentVerb.commands },
    Noun("version", "say which Tallyman this is") { HouseVerb.version },
    Noun("help", "explain") { HelpVerb.commands },
    Noun("completion", "completion for a shell") { CompletionVerb.commands },
  ]
}
