/// How a cell is to look: its role, a second role laid over it (a cursor row over an alarm, say), and whether the result
/// is shown reversed.
public struct Look: Hashable, Sendable {
  public var role: Role
  public var overlay: Role?
  public var isReversed: Bool

  public init(_ role: Role = .text, overlay: Role? = nil, isReversed: Bool = false) {
    self.role = role
    self.overlay = overlay
    self.isReversed = isReversed
  }
}

/// One place on the grid. Eight bytes: the text is a single scalar or an index into the grid's clusters, so that plain
/// text costs no allocation.
public struct Cell: Sendable {
  static let clusterBit: UInt32 = 0x8000_0000
  static let wideBit: UInt32 = 0x4000_0000
  static let continuation: UInt32 = 0

  var code: UInt32
  public internal(set) var look: Look

  static let blank = Cell(code: 0x20, look: Look())

  /// The right half of a two-cell character; it has no text of its own.
  public var isContinuation: Bool { code == Cell.continuation }

  /// 2 for the left half of a wide character, 0 for its right half, else 1.
  public var width: Int { isContinuation ? 0 : code & Cell.wideBit != 0 ? 2 : 1 }

  /// The cell's only scalar; nil for a continuation and where marks combine with it (`Grid.scalars(of:)`).
  public var scalar: Unicode.Scalar? {
    isContinuation || code & Cell.clusterBit != 0 ? nil : Unicode.Scalar(code & ~Cell.wideBit)
  }

  var clusterIndex: Int? {
    code & Cell.clusterBit == 0 ? nil : Int(code & ~(Cell.clusterBit | Cell.wideBit))
  }
}
