/// What an item is worth, by site and on the way between sites, at a moving average and by layers.
public struct ItemValuation: Hashable, Sendable {
  /// What a site has.
  public struct Holding: Hashable, Sendable {
    public var average = MovingAverage()
    public var layers = CostLayers()
    public init() {}
  }

  /// What is on its way: worth what it cost when it was shipped, with the layers it was shipped from.
  public struct Passage: Hashable, Sendable {
    public var stock = StockValue()
    public var layers = CostLayers()
    public init() {}

    var isOver: Bool { stock == StockValue() && layers.isEmpty }
  }

  /// A line of a transfer.
  public struct Way: Hashable, Sendable, Comparable {
    public var transfer: Int64
    public var line: Int64

    public init(transfer: Int64, line: Int64) {
      self.transfer = transfer
      self.line = line
    }

    public static func < (a: Way, b: Way) -> Bool { (a.transfer, a.line) < (b.transfer, b.line) }
  }

  public var sites: [LocationID: Holding] = [:]
  /// Until all of it has come somewhere; what was closed short stays.
  public var passages: [Way: Passage] = [:]

  public init() {}

  public static let nothing = ItemValuation()
}
