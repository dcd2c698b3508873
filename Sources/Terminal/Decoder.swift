/// Turns the bytes of a keyboard or scanner into events. It is a value and reads no clock: times are passed in, in
/// milliseconds of any clock that does not go back.
///
/// However the bytes are cut into pieces, the events are the same; only a lone Escape, and what looks like the beginning
/// of a key, wait for `deadline`. A scan is never lost: what cannot be a key or an answer of the terminal is data.
///
/// Call `feed` with what was read, and `expire` when `deadline` has passed without anything to read.
public struct Decoder: Sendable {
  /// How long an Escape may still become the beginning of a key, when nothing was delivered for it yet.
  let escapeDelay: Int64
  let learned: LearnedKeys
  /// How long after an Escape a `[` or an `O` with a letter still belongs to it, over a slow line.
  static let glueLimit: Int64 = 150
  /// When a string of the terminal, a paste or a broken character is given up.
  static let patience: Int64 = 1_000
  static let longestString = 4_096
  static let longestPaste = 1 << 20

  enum State: Equatable, Sendable {
    case ground
    /// `ESC`.
    case escape
    /// `ESC` and a printable byte: Alt, unless data follows at once, for nobody types that fast.
    case alternate(UInt8)
    /// `ESC O`, or the `O` alone when the Escape was already delivered.
    case singleShift(isGlued: Bool)
    /// `ESC ]`, which an AIM identifier may continue as well as an answer of the terminal.
    case bracket
    /// `ESC [`, or the `[` alone when the Escape was already delivered.
    case sequence(isGlued: Bool)
    /// An answer of the terminal, dropped whole. A device string that a line end cuts was data behind an Escape.
    case string(isDevice: Bool)
    case stringEscape
    /// ETX: Ctrl-C, unless a record's end follows.
    case endOfText
    case paste
  }

  /// Where STX and ETX frame a record, ETX is no Ctrl-C.
  enum Frame: Equatable, Sendable {
    case none
    case open
    case ended(at: Int64)
  }

  var state = State.ground
  /// The bytes of what is not decided yet.
  var pending: [UInt8] = []
  /// When that began; for a paste, when it last went on.
  var since: Int64 = 0
  var glueUntil = Int64.min
  var followsReturn = false
  var frame = Frame.none
  var scalars = ScalarAssembler()
  var events: [InputEvent] = []

  /// - Parameter escapeDelay: milliseconds until a lone Escape is delivered; 25 at a console, 100 over ssh.
  /// - Parameter learned: what this terminal's keys send besides; it goes before what is known of all.
  public init(escapeDelay: Int64 = 25, learned: LearnedKeys = LearnedKeys()) {
    self.escapeDelay = escapeDelay
    self.learned = learned
  }

  /// When `expire` has something to do; nil while nothing is undecided.
  public var deadline: Int64? {
    switch state {
    case .ground: scalars.isPartial ? since + Decoder.patience : nil
    case .escape, .alternate, .endOfText: since + escapeDelay
    case .singleShift, .bracket, .sequence(isGlued: true): since + Decoder.glueLimit
    case .sequence(isGlued: false), .string, .stringEscape, .paste: since + Decoder.patience
    }
  }

  /// Takes bytes that were read at `time` and returns the events they complete.
  public mutating func feed(_ bytes: some Sequence<UInt8>, at time: Int64) -> [InputEvent] {
    // An Escape that nobody expired may be the first byte of a key whose others came late.
    if let deadline, time >= (state == .escape ? since + Decoder.glueLimit : deadline) { giveUp() }
    for byte in bytes { take(byte, at: time) }
    return delivered()
  }

  /// Decides what has waited until its deadline.
  public mutating func expire(at time: Int64) -> [InputEvent] {
    if let deadline, time >= deadline { giveUp() }
    return delivered()
  }

  private mutating func delivered() -> [InputEvent] {
    defer { events.removeAll(keepingCapacity: true) }
    return events
  }

  private mutating func giveUp() {
    let undecided = state
    let began = since
    state = .ground
    switch undecided {
    case .ground: if scalars.abandon() { emit(.character("\u{FFFD}")) }
    case .escape:
      emit(.escape)
      glueUntil = began + Decoder.glueLimit
    case .alternate(let letter): emit(.alt(Character(Unicode.Scalar(letter))))
    case .singleShift(isGlued: false): emit(.alt("O"))
    case .singleShift(isGlued: true): emit(.character("O"))
    case .sequence(isGlued: true): replay(at: began)
    case .bracket:
      emit(.escape)
      replay(at: began)
    case .endOfText: emit(.control("c"))
    case .paste: deliverPaste()
    case .sequence(isGlued: false), .string, .stringEscape: break
    }
    pending.removeAll()
  }
}
