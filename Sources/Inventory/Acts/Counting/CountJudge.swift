extension CountLineFact {
  /// What the line comes to as it stands.
  /// - Precondition: it has been counted.
  public var judgement: CountJudgement { CountJudge.judgement(self) }
}

/// Judges a line: what was expected at its last scan, by how much the count differs, and what is to become of it
/// (`algorithms.md` 4.7 and 4.8).
struct CountJudge {
  /// How many rounds a line is counted before a supervisor decides.
  var mostRounds: Int

  /// How soon after a count a pick may explain what is missing.
  static let pickMilliseconds: Int64 = 30 * 60_000

  /// - Precondition: the line has been counted.
  func judge(_ fact: CountLineFact) -> JudgedLine {
    precondition(fact.line.counted != nil, "only a counted line can be judged")
    let judgement = CountJudge.judgement(fact)
    let agrees = fact.earlier.contains { CountJudge.agrees($0, judgement.variance, fact) }
    let state: CountLineState
    if agrees || judgement.isWithin && !fact.key.hasMoved {
      state = CountJudge.wasSentBack(fact, judgement) ? .recount : .counted
    } else {
      state = fact.line.round < mostRounds ? .recount : .outside
    }
    return JudgedLine(
      number: fact.line.number, counted: fact.line.counted ?? .zero,
      countedAt: fact.line.lastCountedAt ?? Instant(milliseconds: 0), state: state, judgement: judgement,
      hasMoved: fact.key.hasMoved,
      missing: fact.key.serials?.missing ?? [], found: fact.key.serials?.found ?? [],
      misplaced: fact.key.serials?.misplaced(outside: fact.line.location) ?? [],
      probablePick: CountJudge.probablePick(fact, judgement.variance), refusal: nil)
  }

  /// A line that is right, and yet to be counted again, was sent back by somebody: that stays until it is counted, unless
  /// what was posted since is what made it right.
  private static func wasSentBack(_ fact: CountLineFact, _ judgement: CountJudgement) -> Bool {
    guard fact.line.state == .recount else { return false }
    guard let before = fact.line.judgement else { return true }
    return before.isWithin || before.variance == judgement.variance
  }

  static func judgement(_ fact: CountLineFact) -> CountJudgement {
    let counted = fact.line.counted ?? .zero
    let expected = fact.key.expected
    let variance = counted - expected
    let isMixed = fact.key.serials.map { !$0.missing.isEmpty && !$0.found.isEmpty } ?? false
    let isWithin =
      !isMixed
      && ([fact.tolerance] + fact.limits).allSatisfy { $0.accepts(variance, expected: expected, cost: fact.cost) }
    return CountJudgement(
      expected: expected, variance: variance, value: fact.cost.map { Worth(variance, at: $0) }, isWithin: isWithin)
  }

  /// Two rounds by different people agree when their variances are equal, or differ by less than the quantity that is
  /// always acceptable: counts themselves need not be equal, for goods move between them.
  private static func agrees(_ round: CountRound, _ variance: Quantity, _ fact: CountLineFact) -> Bool {
    guard let other = round.variance, Set(round.counters).isDisjoint(with: fact.line.counters) else { return false }
    if other == variance { return true }
    return fact.tolerance.quantity.map { (other - variance).magnitude < $0 } ?? false
  }

  /// A shortfall that is just what was taken out within half an hour after the count: the picker was quicker than his
  /// paper.
  private static func probablePick(_ fact: CountLineFact, _ variance: Quantity) -> String? {
    guard variance < .zero, let counted = fact.line.lastCountedAt else { return nil }
    let end = counted.adding(milliseconds: pickMilliseconds)
    let pick = fact.key.later.first {
      $0.onHand == variance && $0.occurredAt <= end && [.issue, .consume, .transferOut].contains($0.kind)
    }
    return pick.map { $0.reference ?? $0.kind.name }
  }
}
