/// A valuation as numbers one after the other, to be kept: what it is made of comes back the same.
extension ItemValuation {
  /// The first of the numbers: which form the others have.
  private static let form: Int64 = 1

  public var numbers: [Int64] {
    var numbers = [ItemValuation.form, Int64(sites.count)]
    for (site, holding) in sites.sorted(by: { $0.key < $1.key }) {
      numbers.append(site.number)
      numbers += holding.average.stock.numbers + holding.average.last.numbers + holding.layers.numbers
    }
    numbers.append(Int64(passages.count))
    for (way, passage) in passages.sorted(by: { $0.key < $1.key }) {
      numbers += [way.transfer, way.line] + passage.stock.numbers + passage.layers.numbers
    }
    return numbers
  }

  /// Nil where they are of another form.
  public init?(numbers: [Int64]) {
    var rest = NumberReader(numbers[...])
    guard rest.next() == ItemValuation.form else { return nil }
    for _ in 0..<rest.count() {
      let site = LocationID(rest.next())
      var holding = Holding()
      holding.average = MovingAverage(stock: rest.stock(), last: rest.stock())
      holding.layers = rest.layers()
      sites[site] = holding
    }
    for _ in 0..<rest.count() {
      let way = Way(transfer: rest.next(), line: rest.next())
      var passage = Passage()
      passage.stock = rest.stock()
      passage.layers = rest.layers()
      passages[way] = passage
    }
    guard rest.isDone else { return nil }
  }
}

extension StockValue {
  fileprivate var numbers: [Int64] { [quantity.thousandths, value.tenThousandths] }
}

extension CostLayers {
  fileprivate var numbers: [Int64] {
    var numbers = last.numbers + [Int64(all.count)]
    for layer in all { numbers += [layer.date.milliseconds, layer.entry] + layer.stock.numbers }
    return numbers
  }
}

/// Takes numbers from the front; beyond the end all are 0, and it is not done.
private struct NumberReader {
  private var rest: ArraySlice<Int64>
  private var isShort = false

  init(_ numbers: ArraySlice<Int64>) { rest = numbers }

  var isDone: Bool { rest.isEmpty && !isShort }

  mutating func next() -> Int64 {
    guard let number = rest.popFirst() else {
      isShort = true
      return 0
    }
    return number
  }

  /// How many things follow, each of at least one number.
  mutating func count() -> Int64 {
    let count = next()
    guard count >= 0, count <= rest.count else {
      isShort = true
      return 0
    }
    return count
  }

  mutating func stock() -> StockValue {
    StockValue(quantity: Quantity(thousandths: next()), value: Money(tenThousandths: next()))
  }

  mutating func layers() -> CostLayers {
    let last = stock()
    var layers: [CostLayer] = []
    for _ in 0..<count() {
      let date = Instant(milliseconds: next())
      let entry = next()
      let stock = stock()
      layers.append(CostLayer(date: date, entry: entry, quantity: stock.quantity, value: stock.value))
    }
    return CostLayers(layers, last: last)
  }
}
