/// Takes goods from what places can spare, line after line: what one line takes the next one cannot.
struct Allotment {
  private struct Spot: Hashable {
    var item: ItemID
    var location: LocationID
    var lot: LotID?
  }

  private var taken: [Spot: Quantity] = [:]

  /// Takes what is needed of an item in the policy's order; `left` is what nobody could give.
  /// - Parameters:
  ///   - candidates: what there was before anything was taken.
  ///   - option: how places are chosen among goods that are equally good to take.
  ///   - packs: how many units whole packs of the item have.
  ///   - spare: of an item kept by lot, what was available of all its lots together at a place.
  /// - Returns: one piece for each place and lot.
  mutating func take(
    _ need: Quantity, of item: ItemID, _ tracking: Tracking, from candidates: [LotAllocation.Candidate],
    by policy: LotAllocation.Policy, on day: Day, minimumLife: Int = 0,
    option: LotAllocation.Option = .standard, packs: [Quantity] = [], spare: (LocationID) -> Quantity
  ) -> (pieces: [LotAllocation.Piece], left: Quantity) {
    let known = candidates.filter { ($0.lot != nil) == (tracking == .lot) }
    var left = need
    var pieces: [LotAllocation.Piece] = []
    // Lots of one record share what it can spare: what a piece finds gone is looked for anew.
    var isMoving = true
    while left > .zero, isMoving {
      isMoving = false
      let wanted = LotAllocation.take(
        left, from: remaining(of: known, item, tracking, spare), by: policy, on: day, minimumLife: minimumLife,
        option: option, packs: packs)
      for var piece in wanted.pieces {
        let own = known.filter { $0.isSame(as: piece.candidate) }
        piece.quantity = min(piece.quantity, remaining(of: own, item, tracking, spare).first?.available ?? .zero)
        guard piece.quantity > .zero else { continue }
        note(piece, of: item)
        if let index = pieces.firstIndex(where: { $0.candidate.isSame(as: piece.candidate) }) {
          pieces[index].quantity += piece.quantity
        } else {
          pieces.append(piece)
        }
        left -= piece.quantity
        isMoving = true
      }
    }
    return (pieces, left)
  }

  /// What is taken by other ways is gone too.
  mutating func note(_ piece: LotAllocation.Piece, of item: ItemID) {
    for lot in Set([piece.candidate.lot?.id, nil]) {
      let spot = Spot(item: item, location: piece.candidate.location, lot: lot)
      taken[spot, default: .zero] += piece.quantity
    }
  }

  private func remaining(
    of candidates: [LotAllocation.Candidate], _ item: ItemID, _ tracking: Tracking, _ spare: (LocationID) -> Quantity
  ) -> [LotAllocation.Candidate] {
    var candidates = candidates
    for index in candidates.indices {
      let place = candidates[index].location
      let spot = Spot(item: item, location: place, lot: candidates[index].lot?.id)
      candidates[index].available -= taken[spot] ?? .zero
      guard tracking == .lot else { continue }
      // What is reserved of no lot in particular may be taken from none: no lot gives more than its record can spare.
      let rest = spare(place) - (taken[Spot(item: item, location: place, lot: nil)] ?? .zero)
      candidates[index].available = min(candidates[index].available, rest)
    }
    return candidates
  }
}

extension LotAllocation.Candidate {
  /// Whether it is the same lot at the same place, whatever is left of it.
  fileprivate func isSame(as other: LotAllocation.Candidate) -> Bool {
    location == other.location && lot?.id == other.lot?.id
  }
}
