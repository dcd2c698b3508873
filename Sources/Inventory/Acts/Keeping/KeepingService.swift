/// A service to books on another machine that keeps what is scanned here until it is there (`console.md` 2.6).
///
/// What may be kept is kept first, durably, then sent in order: `perform` answers with ``ActAnswer/isKept``, and what
/// became of it is told later (``LineReport``). Any other act goes to the books behind what waits, and fails while the
/// line is down. Questions go to the books; while the line is down those that scanning needs are answered from what is
/// known here.
public protocol KeepingService: InventoryService {
  /// How the line is, and what waits.
  var line: LineState { get }
  /// What waits here and what was refused, in the order it was done.
  func kept() throws(InventoryError) -> [KeptAct]
  /// Tries a refused act again, behind what waits.
  func sendAgain(_ key: String) throws(InventoryError)
  /// Takes an act out of the outbox for good: it is not done.
  func discard(_ key: String) throws(InventoryError)
}

/// An act that waits on this machine, or was refused when it was sent.
public struct KeptAct: Hashable, Sendable {
  public var key: String
  /// `count.recorded`.
  public var action: String
  /// `3 WID-220 at A-03-2`, for people.
  public var words: String
  public var actor: String
  /// When it was done, as the person saw it.
  public var at: Instant
  /// Why the books did not take it; nil while it waits.
  public var refusal: String?

  public init(key: String, action: String, words: String, actor: String, at: Instant, refusal: String? = nil) {
    self.key = key
    self.action = action
    self.words = words
    self.actor = actor
    self.at = at
    self.refusal = refusal
  }
}

/// How the line to books on another machine is.
public struct LineState: Hashable, Sendable {
  /// Since when nothing answers; nil while the line is up.
  public var downSince: Instant?
  /// `10.0.0.7 cannot be reached: …`; empty while the line is up.
  public var why: String
  /// When it is tried again; nil while the line is up.
  public var nextTry: Instant?
  /// How many acts are kept here and not sent.
  public var waiting: Int
  /// How many were refused and wait for a person.
  public var refused: Int

  public init(
    downSince: Instant? = nil, why: String = "", nextTry: Instant? = nil, waiting: Int = 0, refused: Int = 0
  ) {
    self.downSince = downSince
    self.why = why
    self.nextTry = nextTry
    self.waiting = waiting
    self.refused = refused
  }

  public var isUp: Bool { downSince == nil }
}

/// What a ``KeepingService`` has to tell, as it happens.
public enum LineReport: Sendable {
  case state(LineState)
  /// A kept act was sent: what the books answered, or why they did not take it.
  case settled(key: String, Result<ActAnswer, InventoryError>)
}
