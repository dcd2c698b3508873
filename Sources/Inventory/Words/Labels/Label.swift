/// What is printed on one label: for goods what they are, for a pallet its number and what stands on it.
public struct Label: Hashable, Sendable {
  /// Nil on the label of a pallet.
  public var item: Item?
  public var lot: String?
  /// The last day the goods may be used.
  public var expires: Day?
  public var serial: String?
  /// How much is in what it is stuck on; nil for one unit.
  public var quantity: Quantity?
  /// A pallet's code: its SSCC, or one of the house.
  public var plate: String?
  public var contents: [PlateContent]
  /// What is neither goods nor a pallet: a code with what people read beside it.
  public var sign: Sign?
  /// The transfer it goes with, and where to: `TR-0007`, `SOUTH`.
  public var transfer: String?
  public var destination: String?

  public init(
    of item: Item, lot: String? = nil, expires: Day? = nil, serial: String? = nil, quantity: Quantity? = nil,
    transfer: String? = nil, destination: String? = nil
  ) {
    self.item = item
    self.lot = lot
    self.expires = expires
    self.serial = serial
    self.quantity = quantity
    self.transfer = transfer
    self.destination = destination
    contents = []
  }

  public init(of plate: Plate, destination: String? = nil) {
    self.plate = plate.code
    contents = plate.contents
    transfer = plate.transferNumber
    self.destination = destination
  }
}

extension Label {
  /// A code that stands for itself, such as that of a place.
  public struct Sign: Hashable, Sendable {
    public var code: String
    public var lines: [String]
    public init(_ code: String, _ lines: [String]) {
      self.code = code
      self.lines = lines
    }
  }

  private init(_ sign: Sign) {
    self.sign = sign
    contents = []
  }

  /// The label of a place: its code in bars, and where it is in words.
  public init(of place: Location) {
    self.init(Sign(place.code, [place.path, place.name, place.roomType].filter { !$0.isEmpty }))
  }

  /// A card that tells a scan pane what to do.
  public init(of card: ControlCard) {
    self.init(Sign(card.text, [card.text, card.words]))
  }
}

/// A barcode on a label.
public enum LabelCode: Hashable, Sendable {
  /// GS1 data: what it says is read back by ``ElementString``.
  case elements(ElementString)
  /// A code as it stands.
  case plain(String)

  /// As people read it beside the bars.
  public var printed: [String] {
    switch self {
    case .elements(let elements): elements.printed
    case .plain(let code): [code]
    }
  }
}

/// Why a label cannot be printed as it is.
public enum LabelFault: Error, Hashable, Sendable {
  /// A value does not fit into GS1 data, and why.
  case unfit(ElementStringFault)
  /// Values that may not stand together, or not without another.
  case company(ElementString.Warning)
  /// So much cannot be said in a barcode.
  case quantity(Quantity, unit: String)
  /// The date is too far away for a year of two digits.
  case date(Day)
  /// Code 128 holds printable ASCII.
  case code(String)
}

extension LabelFault: CustomStringConvertible {
  public var description: String {
    switch self {
    // Where in the barcode it would have stood helps nobody.
    case .unfit(let fault):
      if case .badCharacter(let character) = fault.cause, let identifier = fault.identifier {
        "(\(identifier)) cannot hold \(character.debugDescription)"
      } else {
        fault.description
      }
    case .company(let warning): "\(warning)"
    case .quantity(let quantity, let unit):
      "\(quantity) \(unit) cannot stand in its barcode: whole units, or up to 999999 kg exact to the six digits there are"
    case .date(let day): "\(day) cannot stand in its barcode: the year is too far away"
    case .code(let code): "\"\(code)\" cannot stand in its barcode: letters without accents, digits and signs can"
    }
  }
}

extension Explanation {
  static func labels(_ error: InventoryError) -> Explanation? {
    switch error {
    case .unprintable(let fault):
      Explanation("unprintable", "It cannot be printed", 422, "The label cannot be printed: \(fault).")
    case .labelCommandFailed(let command, let why):
      Explanation(
        "label-command-failed", "The labels were not printed", 422,
        "\"\(command)\" did not print the labels: \(why). Try the command by hand, or name another with --print."
      ) { $0.add("command", command) }
    default: nil
    }
  }
}

/// Where labels go: the port of whoever prints. It returns when all are on their way to paper, or says why not.
public protocol LabelPrinting: Sendable {
  func print(_ labels: [Label]) throws(InventoryError)
}
