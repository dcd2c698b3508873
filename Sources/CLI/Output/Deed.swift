import Inventory

/// What an act does, in words: "Added" and "add", "item DRILL-18V".
struct Deed {
  let done: String
  let bare: String
  let object: String

  init(_ done: String, _ bare: String, _ object: String) {
    self.done = done
    self.bare = bare
    self.object = object
  }

  func sentence(of answer: ActAnswer) -> String {
    if answer.isDryRun { return "Dry run: would \(bare) \(object); nothing was changed." }
    if answer.isRepeat { return "\(done) \(object) before, with the same key; nothing was changed now." }
    return "\(done) \(object)."
  }
}

extension Session {
  /// Prints what came of an act: its own words, and what the command has to add, as fields for scripts and as lines for
  /// people.
  func report(_ answer: ActAnswer, _ deed: Deed, fields: Fields = Fields(), words: [String] = []) -> ExitCode {
    guard !isJSON else {
      output.line(Session.json(of: answer, fields))
      return .done
    }
    output.line(PlainText.safe(deed.sentence(of: answer)))
    for line in words { output.line(PlainText.safe(line)) }
    if answer.entries.count <= 10 {
      for entry in answer.entries { output.line("  " + PlainText.safe(Session.figures(of: entry))) }
    }
    output.line("key \(PlainText.safe(answer.key))")
    return .done
  }

  private static func figures(of entry: LedgerEntry) -> String {
    let number = entry.id > 0 ? " (entry \(entry.id))" : ""
    var text = "\(entry.code) at \(entry.place): on hand \(entry.after.onHand)"
    if !entry.after.reserved.isZero { text += ", reserved \(entry.after.reserved)" }
    if !entry.after.blocked.isZero { text += ", blocked \(entry.after.blocked)" }
    text += ", available \(entry.after.available)"
    if !entry.change.incoming.isZero { text += ", incoming \(entry.after.incoming)" }
    return text + number
  }

  /// The document's own fields stand beside those of the act.
  static func json(of answer: ActAnswer, _ more: Fields = Fields()) -> String {
    var fields = Fields()
    fields.add("key", answer.key)
    fields.add("repeated", answer.isRepeat)
    fields.add("dry_run", answer.isDryRun)
    fields.add("action", answer.action)
    fields.add("event", answer.event > 0 ? .text(String(answer.event)) : .null)
    if answer.document == nil && more.list.isEmpty || !answer.entries.isEmpty {
      fields.add("entries", .list(answer.entries.map { .fields($0.fields) }))
    }
    fields.add(more)
    guard let document = answer.document, document.hasPrefix("{"), document.utf8.count > 2 else { return fields.json }
    return fields.json.dropLast() + "," + document.dropFirst()
  }
}
