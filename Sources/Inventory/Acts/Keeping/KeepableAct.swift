/// An act that may be kept on this machine while the line to the books is down, and is done when it is back exactly as if
/// it had been sent at once: what people scan. It can be written down and read again, whole.
public protocol KeepableAct: Act {
  /// Which act it is, in the outbox: `count.recorded`. Never another one for the same act.
  static var keptName: String { get }
  /// False for one that needs its answer at once, such as a question whether others count in a bin.
  var mayBeKept: Bool { get }
  /// What makes it this act.
  func keep(in fields: inout KeptFields)
  /// Nil for fields that are not those of such an act.
  init?(_ fields: KeptFields)
}

extension KeepableAct {
  public var mayBeKept: Bool { true }
}
