extension LotAllocation {
  /// How places are chosen among goods that are equally good to take: of one expiry, or under FIFO of one arrival
  /// (`algorithms.md` 4.5).
  public enum Option: String, Hashable, Sendable, CaseIterable {
    /// What came first, then the smallest amount.
    case standard
    /// Whole pallets and boxes first, the largest first: 590 of 40, 510, 60, 100 in pallets of 500 and boxes of 50 are a
    /// pallet of the 510, a box of the 60, and the 40.
    case fullPacks = "full_packs"
    /// Places that are emptied by it first: 250 of 300, 150, 50, 100 are the 150, the 50, and 50 of the 300.
    case emptyBin = "empty_bin"
  }

  /// Takes from candidates that are equally good, in their order where the option says nothing else. One piece for each.
  /// - Parameter packs: how many units whole packs have.
  static func split(
    _ need: Quantity, among candidates: [Candidate], _ option: Option, packs: [Quantity]
  ) -> [Piece] {
    var left = need
    var taken = candidates.map { _ in Quantity.zero }
    /// The places in the order in which something was taken from them.
    var order: [Int] = []
    func take(_ quantity: Quantity, _ index: Int) {
      guard quantity > .zero else { return }
      if taken[index].isZero { order.append(index) }
      taken[index] += quantity
      left -= quantity
    }
    switch option {
    case .standard: break
    case .fullPacks:
      for pack in Set(packs).sorted(by: >) where pack > Quantity(1) {
        for index in candidates.indices {
          let most = min(left, candidates[index].available - taken[index])
          take(Quantity(thousandths: most.thousandths - most.thousandths % pack.thousandths), index)
        }
      }
    case .emptyBin:
      for index in candidates.indices where candidates[index].available <= left {
        take(candidates[index].available, index)
      }
    }
    for index in candidates.indices { take(min(left, candidates[index].available - taken[index]), index) }
    return order.map { Piece(candidates[$0], taken[$0]) }
  }
}

extension KnownSetting {
  public static let allocation = KnownSetting(
    "allocation", .words(LotAllocation.Option.allCases.map(\.rawValue)),
    standard: LotAllocation.Option.standard.rawValue,
    about: "where goods are taken from first among those that expire together")
}

extension Facts {
  /// How the house chooses among places: for acts that need the setting ``KnownSetting/allocation``.
  var allocation: LotAllocation.Option { LotAllocation.Option(rawValue: value(of: .allocation)) ?? .standard }
}

extension Item {
  /// How many units its packs have, by name and by barcode.
  var packSizes: [Quantity] { packs.map(\.factor) + barcodes.map(\.pack) }
}
