import Inventory
import Terminal

extension AuditEvent: ListRow {
  typealias Key = String

  /// What it was done to: its document, or how many it changed.
  var subject: String {
    entity ?? (documentCount > 0 ? Numbers.counted(documentCount, "document", "documents") : reference ?? "")
  }
}

/// A column of the audit.
enum AuditColumn: String, ListColumn {
  case number
  case at
  case actor
  case action
  case subject
  case entries
  case terminal

  var title: String {
    switch self {
    case .number: "event"
    case .at: "recorded"
    case .actor: "who"
    case .action: "did"
    case .subject: "to what"
    default: rawValue
    }
  }

  var isNumber: Bool { self == .entries }

  static let byPriority: [AuditColumn] = [.number, .action, .actor, .at, .subject, .entries, .terminal]

  static func shown(_ sizeClass: SizeClass) -> Set<AuditColumn> {
    switch sizeClass {
    case .tiny, .hand: [.number, .action]
    case .narrow: [.number, .at, .action, .actor]
    case .normal, .wide: Set(allCases).subtracting([.terminal])
    default: Set(allCases)
    }
  }

  static func growth(codeWidth: Int) -> [(column: AuditColumn, most: Int)] {
    [(.number, min(codeWidth, 12) + 1), (.action, 22), (.subject, 40), (.actor, 16), (.terminal, 14)]
  }

  func least(isHand: Bool) -> Int {
    switch self {
    case .number: 6
    case .at: 13
    case .actor: 8
    case .action: isHand ? 9 : 11
    case .subject: 12
    case .entries: 8
    case .terminal: 10
    }
  }

  func text(_ event: AuditEvent, width: Int, _ clock: LocalClock) -> String {
    switch self {
    case .number: String(event.id)
    case .at: clock.dayAndTime(event.recordedAt)
    case .actor: event.actor
    case .action: event.action
    case .subject: event.subject
    case .entries: event.entryCount == 0 ? "" : Numbers.grouped(event.entryCount)
    case .terminal: event.terminal
    }
  }

  func role(_ event: AuditEvent) -> Role { event.action == SealAudit.name ? .muted : .row }
}
