/// What is done about what is low, as the acts that do it: one transfer for each source and destination, one requisition
/// for each vendor.
public enum SignalDocuments {
  /// A signal with how much of it somebody wants; nil for what is suggested.
  public struct Wish: Hashable, Sendable {
    public var signal: Signal
    public var quantity: Quantity?
    /// The place it is taken from.
    public var source: String?

    public init(_ signal: Signal, quantity: Quantity? = nil, from source: String? = nil) {
      self.signal = signal
      self.quantity = quantity
      self.source = source
    }

    fileprivate var amount: Quantity { quantity ?? signal.suggested }
  }

  /// - Parameters:
  ///   - vendor: takes the place of the rules' own.
  ///   - today: the goods are wanted when an order of today would come.
  public static func requisitions(
    of wishes: [Wish], from vendor: String? = nil, today: Day
  ) throws(InventoryError) -> [CreateRequisition] {
    var vendors: [String] = []
    var lines: [String: [CreateRequisition.Line]] = [:]
    for wish in wishes {
      let rule = wish.signal.rule
      guard wish.amount > .zero else { throw .nothingSuggested(rule.code, place: rule.place) }
      let from = vendor ?? rule.vendor
      let key = (from ?? "").lowercased()
      if lines[key] == nil { vendors.append(key) }
      lines[key, default: []].append(
        CreateRequisition.Line(
          rule.code.description, wish.amount, at: rule.place, vendor: from,
          neededOn: rule.leadDays.map { Day(daysSince1970: today.daysSince1970 + $0) }))
    }
    return vendors.map { CreateRequisition(lines[$0] ?? [], note: "low stock") }
  }

  /// Wishes without a source are refused: nobody has any.
  public static func transfers(of wishes: [Wish]) throws(InventoryError) -> [CreateTransfer] {
    struct Way: Hashable {
      var from: String
      var to: String
    }
    var ways: [Way] = []
    var lines: [Way: [TransferRequestLine]] = [:]
    for wish in wishes {
      let rule = wish.signal.rule
      guard wish.amount > .zero else { throw .nothingSuggested(rule.code, place: rule.place) }
      guard let source = wish.source else { throw .noSource(rule.code, place: rule.place) }
      let way = Way(from: source, to: rule.place)
      if lines[way] == nil { ways.append(way) }
      lines[way, default: []].append(TransferRequestLine(rule.code.description, wish.amount))
    }
    return ways.map { CreateTransfer(from: $0.from, to: $0.to, lines[$0] ?? [], note: "low stock") }
  }
}
