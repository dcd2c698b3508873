import Inventory
import Terminal

/// One event of the audit: what it made of its document, field by field, and which ledger entries it made. Enter on a line
/// opens what that is about.
struct EventPane: CardPane {
  var browse: CardBrowse<AuditCard>

  init(_ event: Int64) { browse = CardBrowse(AuditCard(event)) }

  var kind: PaneKind { .event }
  var name: String { "event \(browse.asked.event)" }
  var situation: Situation { Situation(pane: .event, hasRow: leadsOn) }
  var sessionLines: [String] { ["event = \(browse.asked.event)"] }
  var copied: (text: String, words: String)? {
    browse.card.map { ($0.event.key, "the key of event \($0.event.id)") }
  }

  /// Whether the line under the cursor is about something that can be opened.
  private var leadsOn: Bool {
    switch browse.current?.lead {
    case .named, .movement: true
    default: false
    }
  }

  /// What was done stays so.
  mutating func booksChanged(_ desk: inout Desk) {}

  static func lines(_ card: AuditCard.Card, _ width: Int, _ clock: LocalClock) -> [CardLine] {
    card.lines(width, clock)
  }

  func open(_ lead: CardLine.Lead, _ desk: inout Desk) {
    switch lead {
    case .named(let name): desk.go(.lookUp(name))
    case .movement(let entry): desk.go(.open(MovePane(entry)))
    default: break
    }
  }

  func header(_ desk: Desk) -> HeaderWords {
    var words = HeaderWords(title: "EVENT \(browse.asked.event)")
    guard let event = browse.card?.event else { return words }
    words.place = [event.action, event.subject].filter { !$0.isEmpty }
    words.counts = event.entryCount == 0 ? [] : [Numbers.counted(event.entryCount, "entry", "entries")]
    return words
  }
}

extension AuditCard.Card {
  /// The whole card in lines of a width: before and after beside each other where there is room, else below.
  func lines(_ width: Int, _ clock: LocalClock) -> [CardLine] {
    let title = "\(event.action)  \(event.subject)".trimmedBlanks
    var lines = title.wrapped(to: width).map { CardLine($0, .strong, lead: lead(event.entity)) }
    func add(_ words: String) { lines += words.wrapped(to: width).map { CardLine($0, lead: .nothing) } }
    add("by \(event.actor) at \(event.terminal), \(clock.moment(event.recordedAt))")
    if let reference = event.reference { add("reference \(reference)") }
    add("key \(event.key)")
    if event.before != nil || event.after != nil { lines += changes(of: event, width) }
    if !documents.isEmpty {
      let more = event.documentCount - documents.count
      lines += [CardLine(lead: .nothing), CardLine("documents it changed", .column, lead: .nothing)]
      for document in documents {
        lines.append(CardLine(document.entity ?? "", .strong, lead: lead(document.entity)))
        lines += changes(of: document, width).dropFirst(2)
      }
      if more > 0 { lines.append(CardLine("and \(Numbers.grouped(more)) more", .muted, lead: .nothing)) }
    }
    if entries.isEmpty, let first = event.firstEntry, event.entryCount > AuditCard.mostRead {
      lines.append(CardLine(lead: .nothing))
      lines.append(
        CardLine("\(Numbers.grouped(event.entryCount)) ledger entries, from entry \(first) on", lead: .movement(first)))
    }
    if !entries.isEmpty {
      lines += [CardLine(lead: .nothing), CardLine("ledger entries it made", .column, lead: .nothing)]
      for entry in entries {
        var line = entry.cardLine(width, clock)
        line.text = "\(entry.code)  " + line.text
        line.lead = .movement(entry.id)
        lines.append(line)
      }
      let more = event.entryCount - entries.count
      if more > 0 { lines.append(CardLine("and \(Numbers.grouped(more)) more", .muted, lead: .nothing)) }
    }
    return lines
  }

  private func changes(of event: AuditEvent, _ width: Int) -> [CardLine] {
    var lines = [CardLine(lead: .nothing)]
    guard width >= 58 else {
      lines.append(CardLine("changed", .column, lead: .nothing))
      for difference in event.differences {
        lines += difference.words.wrapped(to: width).map { CardLine($0, lead: .nothing) }
      }
      return lines
    }
    let names = 16
    let half = (width - names) / 2
    func line(_ name: String, _ before: String, _ after: String, _ role: Role) -> CardLine {
      CardLine(
        name.fitted(to: names - 1, ellipsis: "~").left(names) + before.fitted(to: half - 1, ellipsis: "~").left(half)
          + after.fitted(to: half, ellipsis: "~"), role, lead: .nothing)
    }
    lines.append(line("field", "before", "after", .column))
    lines += event.differences.map { line($0.name, $0.before, $0.after, .text) }
    return lines
  }

  /// The name behind a document's kind, as a scan would say it: an item, a place, a transfer, an order.
  private func lead(_ entity: String?) -> CardLine.Lead {
    guard let entity, let colon = entity.firstIndex(of: ":") else { return .nothing }
    let name = entity[entity.index(after: colon)...]
    switch entity[..<colon] {
    case "item", "location", "transfer", "order", "receipt", "plate", "stocktake": return .named(String(name))
    case "stock", "rule", "alert": return .named(String(name.prefix { $0 != "@" }))
    case "lot", "serial":
      return .named(String(name.suffix(from: name.lastIndex(of: "/").map(name.index(after:)) ?? name.startIndex)))
    default: return .nothing
    }
  }
}
