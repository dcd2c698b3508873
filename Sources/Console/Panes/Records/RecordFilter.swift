import Inventory
import Terminal

/// What the filters of the audit and the ledger have in common, and how each is told and kept.
protocol RecordFilter: Hashable, Sendable {
  init()
  /// What its lines in a session begin with.
  static var name: String { get }
  var item: String? { get set }
  var location: String? { get set }
  var actor: String? { get set }
  var from: Instant? { get set }
  var to: Instant? { get set }
  /// What only this one goes by: by name for a session, and in words.
  var own: [(name: String, text: String?, words: String?)] { get }
  mutating func takeOwn(_ text: (String) -> String?)
}

extension AuditFilter: RecordFilter {
  static var name: String { "audit" }
  var own: [(name: String, text: String?, words: String?)] { [("action", action, action)] }
  mutating func takeOwn(_ text: (String) -> String?) { action = text("action") }
}

extension LedgerFilter: RecordFilter {
  static var name: String { "moves" }
  var own: [(name: String, text: String?, words: String?)] {
    [("kind", kind?.name, kind?.words), ("reference", reference, reference)]
  }
  mutating func takeOwn(_ text: (String) -> String?) {
    kind = text("kind").flatMap { name in MovementKind.allCases.first { $0.name == name } }
    reference = text("reference")
  }
}

extension RecordFilter {
  func words(_ clock: LocalClock) -> [String] {
    let dates = [
      from.map { "since \(clock.moment($0))" },
      to.map { "before \(clock.moment($0))" },
    ]
    return (own.map(\.words) + [item, location.map { "in \($0)" }, actor.map { "by \($0)" }] + dates).compactMap { $0 }
  }

  var sessionLines: [String] {
    (own.map { ($0.name, $0.text) } + [
      ("item", item), ("location", location), ("actor", actor), ("from", from?.description), ("to", to?.description),
    ]).compactMap { name, text in text.map { "\(Self.name).\(name) = \($0)" } }
  }

  init(_ session: ConfigurationFile) {
    func text(_ name: String) -> String? { session.value("\(Self.name).\(name)") }
    self.init()
    takeOwn(text)
    (item, location, actor) = (text("item"), text("location"), text("actor"))
    (from, to) = (text("from").flatMap { Instant($0) }, text("to").flatMap { Instant($0) })
  }
}
