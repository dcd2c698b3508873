/// A pallet, what stands on it and whether that is in doubt, by its code.
public struct PlateCard: Question, Hashable {
  public var code: String

  public init(_ code: String) { self.code = SSCC.bare(code) }

  public struct Card: Hashable, Sendable {
    public var plate: Plate
    /// Of one that travels: where its transfer goes.
    public var destination: String?

    public init(plate: Plate, destination: String? = nil) {
      self.plate = plate
      self.destination = destination
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Card { try answers.answer(self) }
}

/// Pallets by their codes.
public struct PlatePage: Question, Hashable {
  /// Only those at this place and inside it.
  public var location: String?
  public var status: PlateStatus?
  public var start: PageStart
  public var limit: Int

  public init(at location: String? = nil, _ status: PlateStatus? = nil, start: PageStart = .first, limit: Int = 50) {
    self.location = location
    self.status = status
    self.start = start
    self.limit = limit
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<Plate> { try answers.answer(self) }
}
