/// Goods that came in together and what is left of them: since when, and at what cost.
public struct CostLayer: Hashable, Sendable {
  /// When they came in first; a transfer to another site does not make them younger.
  public var date: Instant
  /// The ledger entry that brought them: what tells layers of one instant apart.
  public var entry: Int64
  public var quantity: Quantity
  public var value: Money

  public init(date: Instant, entry: Int64, quantity: Quantity, value: Money) {
    self.date = date
    self.entry = entry
    self.quantity = quantity
    self.value = value
  }

  var stock: StockValue { StockValue(quantity: quantity, value: value) }
  func isOfSameGoods(as other: CostLayer) -> Bool { date == other.date && entry == other.entry }
  func isOlder(than other: CostLayer) -> Bool { (date, entry) < (other.date, other.entry) }
}

/// Goods valued first in, first out (`algorithms.md` 4.6): layers, the oldest first, of which the oldest goes out first.
///
/// Where stock may be below zero there is one negative layer at the last cost; what comes in first cancels it at its own
/// rate, and only the rest makes a layer.
public struct CostLayers: Hashable, Sendable {
  /// A slice, because layers go at one end and come at the other.
  private var layers: ArraySlice<CostLayer>
  /// The layer that was last taken from: the last cost.
  private(set) var last: StockValue

  public init() { self.init([], last: StockValue()) }

  init(_ layers: [CostLayer], last: StockValue) {
    self.layers = layers[...]
    self.last = last
  }

  /// The oldest first.
  public var all: [CostLayer] { Array(layers) }
  public var isEmpty: Bool { layers.isEmpty }

  public var total: StockValue {
    layers.reduce(into: StockValue()) { total, layer in
      total.quantity += layer.quantity
      total.value += layer.value
    }
  }

  /// What goods cost that nobody priced: what those of the newest layer do, or the last ones did.
  var rate: StockValue { layers.last?.stock ?? last }

  /// What is owed where stock is below zero.
  private var debt: CostLayer? { layers.first.flatMap { $0.quantity < .zero ? $0 : nil } }

  public mutating func put(_ layer: CostLayer) {
    guard let debt else { return insert(layer) }
    let left = debt.quantity + layer.quantity
    last = debt.stock
    layers = []
    var rest = left > .zero ? layer : debt
    rest.value = rest.value.share(of: left, in: rest.quantity)
    rest.quantity = left
    if !left.isZero { layers = [rest] }
  }

  /// In its place; what a layer was split off from takes it back.
  private mutating func insert(_ layer: CostLayer) {
    var index = layers.endIndex
    while index > layers.startIndex, layer.isOlder(than: layers[index - 1]) { index -= 1 }
    if index > layers.startIndex, layers[index - 1].isOfSameGoods(as: layer) {
      layers[index - 1].quantity += layer.quantity
      layers[index - 1].value += layer.value
    } else {
      layers.insert(layer, at: index)
    }
  }

  /// Takes some of the oldest, and answers what: layers with their dates and what each costs. What is not there is owed
  /// from `date` on.
  /// - Parameter own: layers to take from before all others, as far as they are still there.
  @discardableResult
  public mutating func take(
    _ quantity: Quantity, at date: Instant, by entry: Int64, from own: [CostLayer] = []
  ) -> [CostLayer] {
    var taken: [CostLayer] = []
    var left = quantity
    for wanted in own where left > .zero {
      guard let index = layers.firstIndex(where: { $0.isOfSameGoods(as: wanted) }), debt == nil else { continue }
      let part = split(min(left, wanted.quantity), at: index)
      left -= part.quantity
      taken.append(part)
    }
    while left > .zero, !layers.isEmpty, debt == nil {
      let part = split(left, at: layers.startIndex)
      left -= part.quantity
      taken.append(part)
    }
    if left > .zero { taken.append(borrow(left, at: date, by: entry)) }
    return taken
  }

  /// At most so much of a layer.
  private mutating func split(_ most: Quantity, at index: Int) -> CostLayer {
    var part = layers[index]
    last = part.stock
    guard most < part.quantity else {
      if index == layers.startIndex { layers.removeFirst() } else { layers.remove(at: index) }
      return part
    }
    part.value = last.cost(of: most)
    part.quantity = most
    layers[index].quantity -= part.quantity
    layers[index].value -= part.value
    return part
  }

  private mutating func borrow(_ quantity: Quantity, at date: Instant, by entry: Int64) -> CostLayer {
    let part = CostLayer(date: date, entry: entry, quantity: quantity, value: rate.cost(of: quantity))
    var owed = debt ?? CostLayer(date: date, entry: entry, quantity: .zero, value: .zero)
    owed.quantity -= part.quantity
    owed.value -= part.value
    layers = [owed]
    return part
  }
}
