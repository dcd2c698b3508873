import Inventory

/// One event with what it changed and posted, as the pane shows it.
struct AuditCard: Question, Hashable {
  let event: Int64

  struct Card: Hashable, Sendable {
    var event: AuditEvent
    /// Of an event that changed many documents, each of them: the first ``most``.
    var documents: [AuditEvent] = []
    /// The ledger entries it made: the first ``most``, and none where it made more than ``mostRead``.
    var entries: [LedgerEntry] = []
  }

  static let most = 100
  /// An act's entries come all at once: of so many at most they are worth the wait.
  static let mostRead = 1000

  init(_ event: Int64) { self.event = event }

  func answered(by answers: some Answering) throws(InventoryError) -> Card {
    guard let found = try answers.answer(AuditPage(event: event, limit: 1)).rows.first else {
      throw .noSuchEvent(String(event))
    }
    var card = Card(event: found)
    if 1...AuditCard.mostRead ~= found.entryCount {
      card.entries = Array(try answers.answer(FindAct(key: found.key))?.entries.prefix(AuditCard.most) ?? [])
    }
    guard found.documentCount > 0 else { return card }
    var filter = AuditFilter()
    filter.event = event
    let documents = Gathered()
    _ = try answers.answer(EachAuditEvent(filter) { documents.add($0, most: AuditCard.most + 1) })
    // The first is the event itself.
    card.documents = Array(documents.all.dropFirst())
    return card
  }
}

/// Rows handed over one by one. The question hands them over in its own turn, before it answers: no two at once.
private final class Gathered: @unchecked Sendable {
  private(set) var all: [AuditEvent] = []

  /// False once there are enough.
  func add(_ event: AuditEvent, most: Int) -> Bool {
    all.append(event)
    return all.count < most
  }
}
