import Inventory

/// Why something is low, for people and for scripts.
enum AlertText {
  static func words(_ story: SignalStory.Story, now: Instant) -> String {
    let signal = story.row.signal
    let rule = signal.rule
    var parts = [
      "\(rule.code) \(rule.name) at \(rule.place): \(SignalListings.state(signal, now: now))",
      figures(story.row),
    ]
    if let entry = story.trigger { parts.append("Made low by:\n" + self.entry(entry)) }
    if !story.movements.isEmpty {
      parts.append("Last movements:\n" + story.movements.map(entry).joined(separator: "\n"))
    }
    if !story.demand.isEmpty {
      parts.append("Held or waited for:\n" + story.demand.map(demand).joined(separator: "\n"))
    }
    if !story.supply.isEmpty {
      parts.append("Coming or asked for:\n" + story.supply.map(supply).joined(separator: "\n"))
    }
    if !story.sources.isEmpty {
      parts.append("Others have some:\n" + story.sources.map(source).joined(separator: "\n"))
    }
    return parts.joined(separator: "\n").split(separator: "\n").map { PlainText.safe(String($0)) }
      .joined(separator: "\n")
  }

  private static func figures(_ row: SignalPage.Row) -> String {
    let (signal, rule) = (row.signal, row.signal.rule)
    var text = "\(signal.figures.available) available, \(signal.figures.incoming) incoming, low at \(rule.point)"
    if let then = signal.availableThen { text += " (\(then) when it became low)" }
    if let use = signal.figures.usePerDay { text += "; \(use) used a day, cover \(signal.figures.cover.words)" }
    if let lead = rule.leadDays { text += ", lead time \(lead) d" }
    return text + "; order \(signal.suggested)" + (rule.vendor.map { " from \($0)" } ?? "")
  }

  private static func entry(_ entry: LedgerEntry) -> String {
    let change = entry.change
    let amount =
      [change.onHand, change.reserved, change.allocated, change.blocked, change.incoming]
      .first { !$0.isZero } ?? .zero
    return "  \(TransferListings.minute(entry.occurredAt))  \(entry.kind.name) \(amount) at \(entry.place)"
      + (entry.reference.map { " for \($0)" } ?? "") + " by \(entry.actor): available \(entry.after.available)"
  }

  private static func demand(_ demand: SignalStory.Demand) -> String {
    "  \(demand.document)  \(demand.subject): \(demand.held) held"
      + (demand.waiting.isZero ? "" : ", \(demand.waiting) waited for") + (demand.due.map { ", due \($0)" } ?? "")
  }

  private static func supply(_ supply: SignalStory.Supply) -> String {
    "  \(supply.document)  \(supply.quantity)" + (supply.from.isEmpty ? "" : " from \(supply.from)")
      + (supply.eta.map { ", \($0)" } ?? "") + (supply.isIncoming ? "" : ", only asked for")
  }

  private static func source(_ source: SignalStory.Source) -> String {
    let cover = source.coverAfter.map { "cover \(Cover.days($0).words) after giving \(source.gives)" }
    return "  \(source.site)  \(source.available) available, " + (cover ?? "nothing of it is used there")
  }
}

extension SignalStory.Story {
  func fields(at now: Instant) -> Fields {
    var fields = row.signal.fields(at: now)
    fields.add("eta", row.eta)
    fields.add("use", .list(row.use.map { .number($0.description) }))
    fields.add("trigger", trigger.map { .fields($0.fields) } ?? .null)
    fields.add("movements", .list(movements.map { .fields($0.fields) }))
    fields.add("demand", .list(demand.map { .fields($0.fields) }))
    fields.add("supply", .list(supply.map { .fields($0.fields) }))
    fields.add("sources", .list(sources.map { .fields($0.fields) }))
    return fields
  }
}

extension SignalStory.Demand {
  fileprivate var fields: Fields {
    var fields = Fields()
    fields.add("document", document)
    fields.add("for", subject)
    fields.add("held", held)
    fields.add("waiting", waiting)
    fields.add("due", due)
    return fields
  }
}

extension SignalStory.Supply {
  fileprivate var fields: Fields {
    var fields = Fields()
    fields.add("document", document)
    fields.add("from", from)
    fields.add("quantity", quantity)
    fields.add("eta", eta)
    fields.add("incoming", isIncoming)
    return fields
  }
}

extension SignalStory.Source {
  fileprivate var fields: Fields {
    var fields = Fields()
    fields.add("location", site)
    fields.add("available", available)
    fields.add("use_per_day", usePerDay)
    fields.add("gives", gives)
    fields.add("cover_after", coverAfter.map { .number(Decimals.text($0, places: 3)) } ?? .null)
    return fields
  }
}
