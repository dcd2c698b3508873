import Inventory
import Terminal

/// What panes share: the time, the room, the theme, and the ways to ask, to act, to speak and to open another pane.
/// Nothing here waits: questions and acts become effects, their answers come back as messages.
struct Desk {
  enum Navigation {
    case open(any Pane)
    /// Closes the top pane.
    case close
    /// Closes every pane above the first.
    case home
    case show(Overlay)
    /// Puts it in the place of the overlay about the same, if that is still shown: what comes late pops up over nothing.
    case fill(Overlay)
    case quit
    /// A command of the console that a scan pane came across in its queue.
    case command(Command)
    /// Shows the item a code stands for, or the place.
    case lookUp(String)
    /// In the stock pane.
    case apply(StockFilter)
    /// Shows a list of documents: its pane, if one of the kind is open, else this one over the stock.
    case list(any Pane)
    case find
    /// Does an act that asked for no form.
    case perform(ConfirmedAct)
    /// Closes the top pane and changes the one below.
    case reshape(@Sendable (inout any Pane, inout Desk) -> Void)

    /// Closes the top pane and changes the one below, if it is of this kind: a form that chooses what a list shows.
    static func reshape<Below: Pane>(
      _ kind: Below.Type, _ change: @escaping @Sendable (inout Below, inout Desk) -> Void
    ) -> Navigation {
      .reshape { pane, desk in
        guard var below = pane as? Below else { return }
        change(&below, &desk)
        pane = below
      }
    }
  }

  var now = Instant(milliseconds: 0)
  var identity: Identity
  var settings: ConsoleSettings
  var size = Size(columns: 80, rows: 24)
  var notices = Notices()
  /// What F8 takes back, the last first; what is older than so many acts is not.
  var done: [DoneAct] = [] {
    didSet { if done.count > Desk.mostDone { done.removeFirst(done.count - Desk.mostDone) } }
  }
  static let mostDone = 1_000
  var navigation: [Navigation] = []
  /// Header and footer are off.
  var isBare = false
  /// The line to books on another machine.
  var link = Link()
  /// When a pane last read something from the books; of those that lie over each other twice, the one opened last.
  var readAt: [PaneKind: Instant] = [:]
  /// Which pane is at work, and which asked what is not answered yet.
  var asker = PaneKind.stock
  var asked: [Int: PaneKind] = [:]
  /// That the line is down was said: it is not said again by who could not be answered.
  var isQuiet = false
  /// The operator who works here, as far as is known.
  var worker: Operator?
  /// Who worked here before a badge was scanned in a pane, until the console has followed.
  var replaced: String?
  /// Sign-ins that are being written down.
  var signIns: Set<Int> = []
  private var effects: [Effect] = []
  private var lastNumber = 0
  private var lastKey = 0
  private var undoNumber: Int?

  init(identity: Identity, settings: ConsoleSettings) {
    self.identity = identity
    self.settings = settings
  }

  var sizeClass: SizeClass { SizeClass(size) }
  var theme: Theme { settings.theme }
  var clock: LocalClock { LocalClock(now: now, offset: settings.zoneOffset) }

  mutating func ask<Q: Question>(_ question: Q) -> Ticket<Q.Answer> {
    lastNumber += 1
    asked[lastNumber] = asker
    effects.append(.ask(Inquiry(question, for: .person(identity.actor), number: lastNumber)))
    return Ticket(number: lastNumber)
  }

  /// A number that no question and no act has.
  mutating func nextNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }

  /// The number by which the outcome is known.
  mutating func perform(_ act: some Act, key: String) -> Int {
    lastNumber += 1
    effects.append(.perform(Deed(number: lastNumber, key: key, identity: identity, act: act)))
    return lastNumber
  }

  /// How many acts were made here.
  var keysMade: Int { lastKey }

  mutating func makeKey() -> String {
    lastKey += 1
    return "\(identity.session)-\(lastKey)"
  }

  mutating func say(_ level: Notice.Level, _ text: String) {
    notices.add(Notice(level: level, at: now, text: text))
    switch level {
    case .ok: break
    case .warn: effects.append(.beep(2))
    case .fail: effects.append(.beep(3))
    }
  }

  mutating func say(_ error: InventoryError) {
    if isQuiet, error.isOfTheLine { return sayLost() }
    say(.fail, Explanation(error).detail)
  }

  /// Whatever is done and asked from here on is this operator's; what another did before is theirs to take back. False
  /// where they work here already.
  mutating func signIn(_ person: Operator) -> Bool {
    worker = person
    guard identity.actor != person.name else { return false }
    identity.actor = person.name
    done = []
    return true
  }

  mutating func go(_ step: Navigation) { navigation.append(step) }

  mutating func emit(_ effect: Effect) { effects.append(effect) }

  mutating func takeEffects() -> [Effect] {
    defer { effects.removeAll() }
    return effects
  }
}

/// An act of this operator in this session that F8 may take back.
struct DoneAct {
  var key: String
  /// `received 12 of WID-220 at NORTH/A-03-2`.
  var words: String
  /// What to do instead, where F8 cannot take it back.
  var remedy: String?
  /// What F8 does, where it is not a reversing entry.
  var takingBack: (any Act)?
}

// MARK: Undo

extension Desk {
  var isUndoing: Bool { undoNumber != nil }

  /// Takes back the last act of this session.
  mutating func undo() {
    guard !isUndoing else { return say(.warn, "an undo is under way") }
    guard let last = done.last else { return say(.warn, "nothing of yours to undo in this session") }
    if let remedy = last.remedy {
      done.removeLast()
      return say(.warn, "\(last.words): undo does not take this back; \(remedy)")
    }
    let key = "\(last.key)-undo"
    if let act = last.takingBack {
      undoNumber = perform(act, key: key)
    } else {
      undoNumber = perform(ReverseMovement(.act(key: last.key)), key: key)
    }
  }

  /// Whether the outcome was that of an undo.
  mutating func tookBack(_ outcome: Outcome) -> Bool {
    guard let number = undoNumber, outcome.number == number else { return false }
    undoNumber = nil
    switch outcome.result {
    case .success:
      if let last = done.popLast() { say(.ok, "undone: \(last.words)") }
    case .failure(.outcomeUnknown): say(.fail, "not known whether it was undone: press F8 again to find out")
    case .failure(.alreadyReversed):
      if let last = done.popLast() { say(.warn, "was undone already: \(last.words)") }
    case .failure(let error): say(error)
    }
    return true
  }
}
