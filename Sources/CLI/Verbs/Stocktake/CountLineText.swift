import Exchange
import Inventory

/// What stands behind a line, and what applying would post, for people and for scripts.
enum CountLineText {
  static func fields(_ story: CountLineStory.Story) -> Fields {
    var fields = story.line.fields
    fields.add("tolerance", story.tolerance.isEmpty ? nil : story.tolerance.description)
    fields.add("rounds", .list(story.rounds.map { .fields($0.fields) }))
    fields.add("events", .list(story.events.map { .fields($0.fields) }))
    fields.add("movements", .list(story.movements.map { .fields($0.fields) }))
    fields.add(
      "cuts",
      .list(
        story.cuts.map { cut in
          var fields = Fields()
          fields.add("reference", cut.hold.reference)
          fields.add("lot", cut.hold.lot)
          fields.add("quantity", cut.quantity)
          fields.add("confirmed", cut.hold.isConfirmed)
          fields.add("reservation", cut.hold.part?.reservation.description)
          return .fields(fields)
        }))
    return fields
  }

  static func words(_ story: CountLineStory.Story) -> String {
    let line = story.line
    let lot = line.lot.map { " lot \($0)" } ?? ""
    var text = PlainText.safe("line \(line.number): \(line.code)\(lot) at \(line.place), \(state(line))") + "\n"
    if let judgement = line.judgement, let counted = line.counted {
      let value = judgement.value.map { ", worth \($0)" } ?? ""
      text += "counted \(counted), expected \(judgement.expected): \(CountListings.signed(judgement.variance)) "
      text += "(\(Decimals.text(judgement.share, places: 2)) %\(value)), "
      text += judgement.isWithin ? "inside its tolerance" : "outside its tolerance"
      text += story.tolerance.isEmpty ? " (none: only what is exact)\n" : " (\(story.tolerance))\n"
    } else {
      text += line.counted.map { "counted \($0)\n" } ?? "nobody has counted it\n"
    }
    let remark = CountListings.remark(line)
    if !remark.isEmpty { text += PlainText.safe(remark) + "\n" }
    for round in story.rounds {
      let variance = round.variance.map { ", variance \(CountListings.signed($0))" } ?? ""
      text +=
        PlainText.safe(
          "round \(round.round): \(round.counted)\(variance), by \(round.counters.joined(separator: ", ")) "
            + "at \(round.lastCountedAt)") + "\n"
    }
    for cut in story.cuts {
      text +=
        PlainText.safe(
          "would take \(cut.quantity) from \(cut.hold.holder ?? "a reservation without a reference")"
            + (cut.hold.isConfirmed ? ", which is confirmed" : "")) + "\n"
    }
    if !story.events.isEmpty { text += "\nCounts:\n" + CountListings.events.table(story.events) }
    if !story.movements.isEmpty { text += "\nMovements:\n" + movements(story.movements) }
    return String(text.dropLast())
  }

  private static func state(_ line: CountLine) -> String {
    "\(StocktakeText.words(line.state)), round \(line.round)"
      + (line.decidedBy.map { ", decided by \($0)" } ?? "")
  }

  private static func movements(_ entries: [LedgerEntry]) -> String {
    var table = TextTable([
      .init("ID", isNumber: true), .init("OCCURRED AT"), .init("RECORDED AT"), .init("KIND"),
      .init("CHANGE", isNumber: true), .init("REFERENCE"), .init("ACTOR"),
    ])
    for entry in entries {
      table.add([
        String(entry.id), entry.occurredAt.description, entry.recordedAt.description, entry.kind.name,
        CountListings.signed(entry.change.onHand), entry.reference ?? "", entry.actor,
      ])
    }
    return table.text
  }

  // MARK: What applying would post

  static func fields(_ proposal: CountProposal.Proposal) -> Fields {
    var fields = Fields()
    fields.add("counted", Int64(proposal.lines))
    fields.add("uncounted", Int64(proposal.uncounted))
    fields.add("found", Int64(proposal.found))
    fields.add("up", proposal.up)
    fields.add("down", proposal.down)
    fields.add("value_up", .number(proposal.valueUp.description))
    fields.add("value_down", .number(proposal.valueDown.description))
    fields.add("cuts", .list(proposal.cuts.map { .fields(self.fields($0)) }))
    return fields
  }

  private static func fields(_ cut: CountProposal.Cut) -> Fields {
    var fields = Fields()
    fields.add("reference", cut.reference)
    fields.add("sku", cut.code.description)
    fields.add("location", cut.place)
    fields.add("quantity", cut.quantity)
    fields.add("confirmed", cut.isConfirmed)
    fields.add("reservation", cut.reservation?.description)
    return fields
  }

  static func words(
    _ proposal: CountProposal.Proposal, _ adjustments: [CountLine], _ number: String
  ) -> [String] {
    var words = [
      "  \(proposal.lines) \(proposal.lines == 1 ? "line" : "lines") counted, \(proposal.uncounted) not counted, "
        + "\(proposal.found) found where nothing was expected",
      "  up \(proposal.up) worth \(proposal.valueUp), down \(proposal.down) worth \(proposal.valueDown)",
    ]
    for cut in proposal.cuts {
      words.append(
        "  takes \(cut.quantity) of \(cut.code) at \(cut.place) from \(cut.holder ?? "a reservation")"
          + (cut.isConfirmed ? ", which is confirmed" : ""))
    }
    if !adjustments.isEmpty {
      words += CountListings.lines.table(adjustments).split(separator: "\n").map(String.init)
    }
    words.append("Decide with: tallyman stocktake approve \(number) --line N (or --all-within-tolerance)")
    return words
  }

  static func words(ofApplying answer: ActAnswer) -> [String] {
    var words = [
      "  up \(answer.word("up") ?? "0"), down \(answer.word("down") ?? "0"), worth \(answer.word("value") ?? "0")"
    ]
    for cut in answer.list("cuts") {
      words.append(
        "  took \(cut["quantity"]?.plain ?? "") of \(cut["sku"]?.plain ?? "") at \(cut["location"]?.plain ?? "") "
          + "from \(holder(cut["reservation"]?.plain, cut["reference"]?.plain))")
    }
    return words
  }

  private static func holder(_ reservation: String?, _ reference: String?) -> String {
    guard let reservation else { return reference ?? "a reservation" }
    return reference.map { "\(reservation) for \($0)" } ?? reservation
  }
}
