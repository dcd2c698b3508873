/// What applying lines would post, before anybody approves them.
public struct CountForecast: Sendable {
  /// What reservations would lose, in the order they would lose it.
  public private(set) var cuts: [(cut: ReservationCut, code: ItemCode, place: String)] = []
  public private(set) var proposal = CountProposal.Proposal()

  /// - Parameter facts: lines that are counted.
  public init(of facts: [CountLineFact]) {
    // What may go below zero does not matter here: nothing is posted.
    var application = CountApplication(now: Instant(milliseconds: 0), mayGoNegative: true)
    let counted = facts.filter { $0.line.counted != nil }
    application.apply(counted.map { ($0, "", "AUDIT") })
    for entry in application.entries where entry.kind == .cut {
      let quantity = -(entry.change.reserved + entry.change.allocated)
      var hold = Hold(
        reference: entry.reference, lot: entry.lot?.code, quantity: quantity,
        isConfirmed: !entry.change.allocated.isZero, newestEntry: 0)
      hold.part = entry.reservation
      cuts.append((ReservationCut(hold, quantity), entry.code, entry.place))
      proposal.cuts.append(
        CountProposal.Cut(
          reference: entry.reference, code: entry.code, place: entry.place, quantity: quantity,
          isConfirmed: hold.isConfirmed, reservation: entry.reservation?.reservation))
    }
    proposal.lines = counted.count
    for fact in counted {
      let judgement = CountJudge.judgement(fact)
      if judgement.variance > .zero {
        proposal.linesUp += 1
        proposal.up += judgement.variance
      } else if judgement.variance < .zero {
        proposal.linesDown += 1
        proposal.down += -judgement.variance
      }
      if judgement.expected.isZero, judgement.variance > .zero { proposal.found += 1 }
      guard let value = judgement.value else { continue }
      if judgement.variance > .zero {
        proposal.valueUp += value
      } else {
        proposal.valueDown += Worth(tenMillionths: -value.tenMillionths)
      }
    }
  }
}
