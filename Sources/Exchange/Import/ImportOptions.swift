import Inventory

/// What the rows of a file are.
public enum ImportKind: String, Hashable, Sendable, CaseIterable {
  case items, locations, stock, movements, counts
  case rules
  /// What a transfer is to hold, and what came of one: lines of one act (see ``TransferFile``), not imported by themselves.
  case transferLines = "transfer lines"
  case receiptLines = "receipt lines"
  /// What is asked about (see ``AvailabilityFile``): nothing is written.
  case availabilityLines = "availability lines"
  /// Purchase orders: rows of the same number are one.
  case orders
  /// What a vendor's invoice bills: held against an order, not imported (see ``InvoiceFile``).
  case invoiceLines = "invoice lines"

  /// They say what happened, not how things are: done once, a chunk is not done again (see ``MovementChain``).
  var isChained: Bool { self == .movements || self == .counts }

  /// Whether what a file does not name may go away: see ``ImportMode/replace``.
  public var knowsReplacing: Bool { self == .items || self == .locations || self == .stock }

  /// Lines of a document that only an act of their own takes.
  var isOfOneAct: Bool { [.transferLines, .receiptLines, .availabilityLines, .invoiceLines].contains(self) }
}

/// What an import does with things that are in the books and not in the file.
public enum ImportMode: String, Hashable, Sendable, CaseIterable {
  /// Leaves them alone.
  case upsert
  /// Retires them (items, locations) or brings them to zero (stock, at the places the file names). Held back as soon as
  /// one row was rejected: whoever cannot be read cannot be missing. Movements know no replacing.
  case replace
}

public enum ImportFormat: String, Hashable, Sendable, CaseIterable {
  case csv, ndjson
}

/// The order of the parts of a date. ISO 8601 dates are read with each.
public enum DateOrder: String, Hashable, Sendable, CaseIterable {
  case iso, dmy, mdy
}

public enum Separator: UInt8, Hashable, Sendable, CaseIterable {
  case comma = 44
  case semicolon = 59
  case tab = 9

  /// Reads `,`, `;`, a tab, or the words `comma`, `semicolon`, `tab`.
  public init?(_ text: String) {
    switch text {
    case ",", "comma": self = .comma
    case ";", "semicolon": self = .semicolon
    case "\t", "\\t", "tab": self = .tab
    default: return nil
    }
  }
}

/// What to import and how to read it.
public struct ImportOptions: Hashable, Sendable {
  public var kind: ImportKind
  public var mode: ImportMode
  public var mapping: Mapping
  public var isDryRun: Bool
  /// Nil: NDJSON where the first character is `{`, else CSV.
  public var format: ImportFormat?
  /// Nil: recognised from the header line.
  public var separator: Separator?
  /// CSV only: `1,5` is one and a half.
  public var usesDecimalComma: Bool
  public var dateOrder: DateOrder
  /// CSV only: an apostrophe before what an office program would run as a formula was put there by an export, and is taken
  /// off.
  public var isSpreadsheetSafe = false
  /// Of counts: rows that were counted before are counted once more on another occasion. Nil: they are done.
  public var occasion: String?

  public init(
    _ kind: ImportKind, mode: ImportMode = .upsert, mapping: Mapping = Mapping(), isDryRun: Bool = false,
    format: ImportFormat? = nil, separator: Separator? = nil, usesDecimalComma: Bool = false,
    dateOrder: DateOrder = .iso
  ) {
    self.kind = kind
    self.mode = mode
    self.mapping = mapping
    self.isDryRun = isDryRun
    self.format = format
    self.separator = separator
    self.usesDecimalComma = usesDecimalComma
    self.dateOrder = dateOrder
  }
}
