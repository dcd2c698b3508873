import Inventory
import Terminal

/// The boxes that ask before many lines are decided or posted at once.
extension ReviewPane {
  func askInside(_ desk: inout Desk) {
    guard let card else { return desk.say(.warn, "wait: \(stocktake) is being read") }
    let count = card.lines(.counted)
    let words = "\(Numbers.lines(count)) inside tolerance"
    let act = ConfirmedAct(
      act: DecideCounts(stocktake, .approve, .allWithinTolerance), words: "approved \(words) of \(stocktake)",
      remedy: "give a line another verdict: A, X or C")
    let left = card.lines(.outside, .recount)
    let confirm = Confirm(
      title: "Approve inside",
      lines: [
        "Approve \(words), as \(desk.identity.actor).", "",
        "\(Numbers.lines(left)) outside or to be counted again: still to be decided.", "Nothing is posted yet.",
      ], handLines: ["\(Numbers.lines(count)) inside", "as \(desk.identity.actor)", "nothing posted yet"],
      verb: "approve", action: .perform(act))
    desk.go(.show(.confirm(confirm)))
  }

  func askReconcile(_ desk: inout Desk) {
    guard let card else { return desk.say(.warn, "wait: \(stocktake) is being read") }
    let counted = card.lines(.counting, .recount, .counted, .outside)
    let uncounted = card.lines(.open, .confirm)
    let act = ConfirmedAct(
      act: ReconcileStocktake(stocktake), words: "reconciled \(stocktake)", remedy: "it may be reconciled again with R")
    let confirm = Confirm(
      title: "Reconcile \(stocktake)",
      lines: [
        "Judge \(Numbers.lines(counted)) against the books.",
        "\(Numbers.lines(uncounted)) expected and not counted: to be confirmed, not zero.", "",
        "Counting may go on, and it may be reconciled again. Nothing is posted.",
      ],
      handLines: [
        "judge \(Numbers.lines(counted))", "\(Numbers.grouped(uncounted)) uncounted", "nothing posted yet",
      ], verb: "reconcile", action: .perform(act))
    desk.go(.show(.confirm(confirm)))
  }

  /// The box is there at once; what would be posted is worked out and filled in, and F9 does nothing before.
  mutating func askApply(_ desk: inout Desk) {
    proposalTicket = desk.ask(CountProposal(stocktake, now: desk.now))
    desk.go(
      .show(
        .confirm(
          Confirm(
            title: "Apply \(stocktake)", lines: ["Working out what would be posted ..."], verb: "apply",
            nothing: "nothing is posted", subject: applySubject, action: .wait))))
  }

  private var applySubject: String { "apply \(stocktake)" }

  mutating func fillApply(_ result: Result<CountProposal.Proposal, InventoryError>, _ desk: inout Desk) {
    switch result {
    case .failure(let error):
      desk.say(error)
      let confirm = Confirm(
        title: "Apply \(stocktake)", lines: [Explanation(error).detail], verb: "apply", nothing: "nothing is posted",
        subject: applySubject, action: .wait)
      desk.go(.fill(.confirm(confirm)))
    case .success(let proposal):
      appliedVersion = card?.stocktake.version
      let act = ConfirmedAct(
        act: ApplyStocktake(stocktake), words: "applied \(stocktake)",
        remedy: "lines are taken back one by one: tallyman move list --reference \(stocktake)/LINE, then move reverse")
      let words = ProposalWords(proposal, actor: desk.identity.actor)
      let confirm = Confirm(
        title: "Apply \(stocktake)", lines: words.lines(isNarrow: desk.size.columns < 60), handLines: words.handLines,
        details: words.details, verb: "apply", nothing: "nothing is posted", subject: applySubject,
        action: .perform(act))
      desk.go(.fill(.confirm(confirm)))
    }
  }
}

extension Confirm {
  static func cancelling(_ stocktake: Stocktake) -> Confirm {
    let act = ConfirmedAct(
      act: CancelStocktake(stocktake.number), words: "cancelled \(stocktake.number)",
      remedy: "open another one: N in the list of stocktakes")
    return Confirm(
      title: "Cancel \(stocktake.number)",
      lines: [
        stocktake.title, "", "Nothing of it is posted, and what was counted stays in its record.",
        "It cannot be opened again.",
      ], handLines: [stocktake.place, "nothing is posted", "not opened again"], verb: "cancel it",
      nothing: "it goes on",
      action: .perform(act))
  }
}

/// What applying would post, in the words of the box that asks.
struct ProposalWords {
  let proposal: CountProposal.Proposal
  let actor: String

  init(_ proposal: CountProposal.Proposal, actor: String) {
    self.proposal = proposal
    self.actor = actor
  }

  private var net: String {
    let worth = Worth(tenMillionths: proposal.valueUp.tenMillionths - proposal.valueDown.tenMillionths)
    return (Numbers.money(worth) + " " + proposal.currency).trimmedBlanks
  }

  private var adjusted: Int { proposal.linesUp + proposal.linesDown }

  func lines(isNarrow: Bool) -> [String] {
    var lines: [String] = []
    if isNarrow {
      lines.append("\(Numbers.grouped(adjusted)) adjustments as \(actor)")
    } else {
      lines.append("Post \(Numbers.grouped(adjusted)) adjustments, net \(net), as \(actor).")
    }
    lines.append(isNarrow ? "of \(Numbers.lines(proposal.lines)) counted" : "")
    let down = Worth(tenMillionths: -proposal.valueDown.tenMillionths)
    lines += ProposalWords.columns(
      [
        ("up", proposal.linesUp, "+" + Numbers.grouped(proposal.up), Numbers.money(proposal.valueUp)),
        ("down", proposal.linesDown, "-" + Numbers.grouped(proposal.down), Numbers.money(down)),
      ], unit: proposal.unit, currency: proposal.currency, isNarrow: isNarrow)
    let right = proposal.lines - adjusted
    if right > 0, !isNarrow { lines.append("  right  \(Numbers.lines(right)): counted as expected") }
    if isNarrow { lines.append("net \(net)") }
    if proposal.found > 0 { lines.append("  \(Numbers.lines(proposal.found)) found where nothing was expected") }
    if proposal.uncounted > 0 {
      lines.append("  \(Numbers.lines(proposal.uncounted)) not counted: the book stays")
    }
    lines += cutLines(isNarrow: isNarrow)
    lines +=
      isNarrow ? ["", "reversible line by line only"] : ["", "This can be reversed line by line, not as a whole."]
    return lines
  }

  private func cutLines(isNarrow: Bool) -> [String] {
    guard let first = proposal.cuts.first else { return [] }
    if isNarrow { return ["reservations cut: \(proposal.cuts.count) (PgDn)"] }
    let one = "\(first.reference ?? "one without a reference") \(Numbers.grouped(first.quantity)) of \(first.code)"
    return [
      "  reservations cut: "
        + (proposal.cuts.count == 1 ? one : "\(one), and \(proposal.cuts.count - 1) more") + "   (list: PgDn)"
    ]
  }

  var handLines: [String] {
    var lines = [
      "\(Numbers.lines(adjusted)) as \(actor)",
      "up +\(Numbers.grouped(proposal.up))  down -\(Numbers.grouped(proposal.down))", "net \(net)",
    ]
    if !proposal.cuts.isEmpty { lines.append("cuts \(proposal.cuts.count) reserv. PgDn") }
    return lines + ["line by line undo"]
  }

  /// The reservations, in the order they would be cut.
  var details: [String] {
    proposal.cuts.map { cut in
      "\(cut.holder ?? "-")  \(Numbers.grouped(cut.quantity)) of \(cut.code) at \(cut.place)"
        + (cut.isConfirmed ? ", confirmed" : "")
    }
  }

  private static func columns(
    _ rows: [(name: String, lines: Int, quantity: String, value: String)], unit: String, currency: String,
    isNarrow: Bool
  ) -> [String] {
    let lines = rows.map { Numbers.grouped($0.lines) }
    func widest(_ texts: [String]) -> Int { texts.map(\.cellWidth).max() ?? 0 }
    let widths = (widest(lines), widest(rows.map(\.quantity)), widest(rows.map(\.value)))
    return zip(rows, lines).map { row, count in
      let unit = isNarrow || unit.isEmpty ? "" : " " + unit
      let name = isNarrow ? row.name.left(5) : "  " + row.name.left(7)
      let text = name + count.right(widths.0) + " lines  " + row.quantity.right(widths.1) + unit
      return (text + "  " + row.value.right(widths.2) + (currency.isEmpty ? "" : " " + currency))
    }
  }
}
