/// An act that may be kept on this machine while the line to the books is down, and is done when it is back exactly as if
/// it had been sent at once: what people scan. It can be written down and read again, whole.
public protocol KeepableAct: Act {
  /// Which act it is, in the outbox: `count.recorded`. Never another one for the same act.
  static var keptName: String { get }
  /// False for one that needs its answer at once, such as a question whether others count in a bin.
  var mayBeKept: Bool { get }
  /// `3 WID-220 at A-03-2`, for people.
  var keptWords: String { get }
  /// How it stands to the acts kept before it, where one takes the last of another back; nil where it does not matter.
  var keptTrail: KeptTrail? { get }
  /// What makes it this act.
  func keep(in fields: inout KeptFields)
  /// Nil for fields that are not those of such an act.
  init?(_ fields: KeptFields)
}

extension KeepableAct {
  public var mayBeKept: Bool { true }
  public var keptWords: String { Self.keptName }
  public var keptTrail: KeptTrail? { nil }
}

/// "Undo" names nothing: it takes back whatever was last. While acts wait on this machine that is one of them, and where
/// the books refuse that one its undo must not take back another.
public struct KeptTrail: Hashable, Sendable {
  /// What was last is asked for among the acts of one scope by one person.
  public var scope: String
  /// How many undos take the act back as a whole, 0 for what no undo takes back; -1 for an undo.
  public var steps: Int
  /// What the books would say of an undo that finds nothing.
  public var nothing: InventoryError

  public init(_ scope: [String], steps: Int, nothing: InventoryError) {
    // Names are the same in whatever case, in the books too.
    self.scope = scope.joined(separator: "\u{1F}").lowercased()
    self.steps = steps
    self.nothing = nothing
  }
}
