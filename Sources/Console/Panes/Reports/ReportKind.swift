/// The reports there are.
enum ReportKind: String, CaseIterable, Sendable {
  case use
  case cover
  case ageing
  case turnover
  case abc
  case bestSellers = "best-sellers"
  case inTransit = "in-transit"
  case worth
  case ageingByLot = "ageing-by-lot"
  case metrics
  case accuracy

  var title: String {
    switch self {
    case .metrics: "figures"
    case .use: "use per day"
    case .cover: "cover"
    case .ageing: "ageing"
    case .ageingByLot: "ageing by lot"
    case .turnover: "turnover"
    case .abc: "classes ABC"
    case .bestSellers: "best sellers"
    case .inTransit: "in transit"
    case .worth: "worth"
    case .accuracy: "count accuracy"
    }
  }

  /// What it tells, in a sentence without its full stop.
  var about: String {
    switch self {
    case .metrics: "what there is and is worth by site, turnover, sales, promises, accuracy, what is open"
    case .use: "what was sold and consumed on each day, of all items or of one"
    case .cover: "for how many days the stock of each item lasts, the shortest first"
    case .ageing: "how old stock is, by item and site: the first that came is the first that went"
    case .ageingByLot: "how old the lots are that sites have: since when each is there, whatever its dates say"
    case .turnover: "how often stock was turned over: what was used at cost, by the mean of each day's value"
    case .abc: "items by what was used of them at cost: A for the few that make up most of it"
    case .bestSellers: "what was sold most, and what else moved of it"
    case .inTransit: "goods that were shipped and have not come yet"
    case .worth: "what stock is worth, by item and site"
    case .accuracy: "how well the books agreed with what was counted, by stocktake"
    }
  }

  /// What the pane says while it waits.
  var passWords: String {
    switch self {
    case .use, .cover, .bestSellers, .abc: "one pass over the ledger"
    case .metrics: "the ledger is folded from its beginning, twice"
    case .turnover: "the ledger is folded from its beginning, once"
    case .ageing, .ageingByLot, .worth: "the ledger of the items shown is folded"
    case .inTransit, .accuracy: "the documents are read"
    }
  }

  /// How many days it looks back on where nobody says; nil where it looks at what is.
  var standardDays: Int? {
    switch self {
    case .metrics, .use, .cover, .bestSellers: 28
    case .turnover, .abc: 365
    case .ageing, .ageingByLot, .inTransit, .worth, .accuracy: nil
    }
  }

  var takesItem: Bool { self != .abc && self != .accuracy && self != .metrics }
  var takesPlace: Bool { self != .abc && self != .inTransit && self != .metrics }
  /// Whether the place has to be a site.
  var isOfSites: Bool { [.ageing, .ageingByLot, .turnover, .worth].contains(self) }
}

extension ReportKind: ListRow {
  var key: ReportKind { self }
}

/// What a report is narrowed to.
struct ReportFilter: Hashable, Sendable {
  var location: String?
  var item: String?
  var days: Int?
}
