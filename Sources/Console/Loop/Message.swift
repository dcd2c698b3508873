import Inventory
import Terminal

/// What can happen to the console. The program sends a `tick` with the time before whatever happened at that time, so
/// that nothing in here reads a clock.
public enum Message: Sendable {
  case input(InputEvent)
  case resized(Size)
  case tick(Instant)
  /// The answer to an ``Inquiry``.
  case replied(Reply)
  /// What came of a ``Deed``.
  case acted(Outcome)
  /// How the line to books on another machine is, or what became of an act that was kept here.
  case line(LineReport)
  /// Over the line to the books only one operator acts: whoever gave no name is that one.
  case bound(to: String, from: String)
  /// The answer to ``Effect/outbox(_:)``: what waits here, and what was refused.
  case kept(Result<[KeptAct], InventoryError>)
  /// Somebody changed the books: another console, the command line, or this one.
  case changed
  /// Something the program has to say: a bad line in a settings file, a screen that was saved.
  case noticed(Notice.Level, String)
  /// The answer to ``Effect/loadSession(_:)``: empty where they left none.
  case session(of: String, String)
  /// The answer to ``Effect/checkPin(_:)``.
  case pinChecked(number: Int, isRight: Bool)
  /// The answer to ``Effect/makePin(_:)``; nil where it cannot be kept here.
  case pinMade(number: Int, PinHash?)
}

/// What the program is to do for the console. Effects are done in order; questions and acts by another thread, whose
/// answers come back as messages.
public enum Effect: Sendable {
  case ask(Inquiry)
  case perform(Deed)
  /// Something about what waits on this machine, by the thread of the questions.
  case outbox(OutboxErrand)
  /// So many bells, 150 ms apart: one is good, two a warning, three an error.
  case beep(Int)
  case quit
  case suspend
  /// The screen is to be drawn anew, as something else wrote on it.
  case redraw
  /// What the console showed of an operator, for ``loadSession(_:)`` and the next start.
  case saveSession(String, of: String)
  /// What an operator left here or on another terminal is wanted.
  case loadSession(String)
  /// Lines for the log of messages.
  case saveMessages(String)
  /// A PIN to be checked, by another thread.
  case checkPin(PinCheck)
  /// A new PIN to be made into what is kept of it, by another thread.
  case makePin(PinMaking)
  case copyToClipboard(String)
  /// The screen's lines as text into this file.
  case writeScreen(String)
  /// Labels to be printed, by another thread.
  case print(PrintJob)
  /// A report to be written to a file, by another thread.
  case export(ReportJob)
}

/// A question on its way, for whoever worked here when it was asked.
public struct Inquiry: Sendable {
  let number: Int
  let run: @Sendable (any InventoryService) -> Result<any Sendable, InventoryError>

  init<Q: Question>(_ question: Q, for asker: Asker, number: Int) {
    self.number = number
    run = { service in
      do throws(InventoryError) {
        return .success(try service.ask(question, for: asker))
      } catch {
        return .failure(error)
      }
    }
  }

  /// Asks, which may take a while, and returns what the console is to be told.
  public func answer(from service: any InventoryService) -> Message {
    .replied(Reply(number: number, result: run(service)))
  }
}

/// What was answered to which question.
public struct Reply: Sendable {
  let number: Int
  let result: Result<any Sendable, InventoryError>

  /// Whether it could not be asked, as the line is down.
  var isLost: Bool { if case .failure(let error) = result { error.isOfTheLine } else { false } }

  /// The answer if it is the one that `ticket` waits for; nil for any other, such as one to an older question.
  func value<Answer>(for ticket: Ticket<Answer>?) -> Result<Answer, InventoryError>? {
    guard let ticket, ticket.number == number else { return nil }
    switch result {
    case .success(let value): return (value as? Answer).map { .success($0) }
    case .failure(let error): return .failure(error)
    }
  }
}

/// Who waits for an answer holds one of these.
struct Ticket<Answer: Sendable>: Hashable, Sendable {
  let number: Int
}

/// An act on its way, with its key: sent again with the same key it is done once.
public struct Deed: Sendable {
  let number: Int
  public let key: String
  let identity: Identity
  let act: any Act

  /// Does it, which may take a while, and returns what the console is to be told.
  public func perform(by service: any InventoryService, now: Instant) -> Message {
    let context = ActContext(key: key, actor: identity.actor, terminal: identity.terminal, now: now)
    do throws(InventoryError) {
      return .acted(Outcome(number: number, key: key, result: .success(try service.perform(act, context))))
    } catch {
      return .acted(Outcome(number: number, key: key, result: .failure(error)))
    }
  }
}

/// What came of an act.
public struct Outcome: Sendable {
  let number: Int
  let key: String
  let result: Result<ActAnswer, InventoryError>
}

/// Who works here.
public struct Identity: Hashable, Sendable {
  public var actor: String
  public var terminal: String
  /// Unlike that of any other session ever, for the keys of acts: `01J2…`.
  public var session: String

  public init(actor: String, terminal: String, session: String) {
    self.actor = actor
    self.terminal = terminal
    self.session = session
  }
}
