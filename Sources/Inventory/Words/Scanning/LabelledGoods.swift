/// What a label says of an item in the books.
public struct LabelledGoods: Hashable, Sendable {
  public var item: Item
  /// Units in one of what was scanned; nil where it is a pack that the item has no number for: how many are inside, a
  /// person must say.
  public var pack: Quantity?
  /// Nil where the code is a number and nothing else.
  public var label: ElementString?
  /// The lot of the label, where it is in the books: what it says there of expiry and status is what counts.
  public var knownLot: Lot?
  /// Where the label's serial is, where it is in the books and in the house.
  public var place: String?

  public init(
    _ item: Item, pack: Quantity?, label: ElementString?, knownLot: Lot? = nil, place: String? = nil
  ) {
    self.item = item
    self.pack = pack
    self.label = label
    self.knownLot = knownLot
    self.place = place
  }

  public var lot: String? { label?.lot }
  public var serial: String? { label?.serial }
  public var made: Day? { label?.made ?? knownLot?.made }
  /// The last day it may be used, by the label, else by the books.
  public var expires: Day? { label?.useBy ?? knownLot?.expires }
  public var warnings: [ElementString.Warning] { label?.warnings ?? [] }
  /// Not empty where a person must choose what the label means; `label` is as it stands.
  public var readings: [ElementString] { label?.readings ?? [] }

  /// Units of the item that one scan stands for: the net weight of what is kept in kilograms, else the pack times the
  /// pieces in it (30), or times the packs in a logistic unit (37). Nil where that is not known exactly.
  public var quantity: Quantity? {
    if item.unit.name.lowercased() == "kg", let label, label.isWeighed { return label.netWeight }
    let count = label?.gtin == nil ? label?.contentCount : label?.count
    return pack.flatMap { $0.times(count ?? Quantity(1)) }
  }
}
