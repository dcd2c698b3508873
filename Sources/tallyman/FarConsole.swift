import Console
import Glibc
import Inventory
import Ledger
import Synchronization
import TerminalCurses

/// Books on another machine, for a console: the service with its outbox, and the threads that send what waits and keep the
/// pocket. It begins at once, whatever the line does.
final class FarConsole {
  let service: OutboxService
  private let held: [OutboxFiles.Held]
  private let sending = Semaphore()
  private let stocking = Semaphore()
  private let isStopped: StopFlag
  /// How often it is looked whether the pocket is to be read again.
  private static let stockMilliseconds = 5_000

  /// - Throws: where the address is none, or the outbox cannot be opened.
  init(_ address: String, _ messages: EventQueue<Message>) throws(InventoryError) {
    let address = try Opening.remote(address).description
    let (own, leftBehind) = try OutboxFiles.take(address)
    held = leftBehind + [own]
    let isStopped = StopFlag()
    self.isStopped = isStopped
    let reporter = LineReporter(messages)
    var surroundings = OutboxSurroundings(
      open: { () throws(InventoryError) in
        let opened = try Opening.far(address)
        if let bound = opened.service as? BoundService { messages.post(.bound(to: bound.name, from: bound.nobody)) }
        return opened
      }, clock: World.now,
      pause: { usleep(UInt32($0) * 1000) }, report: { reporter.report($0) },
      wake: { [sending] in sending.signal() })
    surroundings.openPocket = { () throws(InventoryError) in try OutboxFiles.pocket(address) }
    let service = OutboxService(own.outbox, leftBehind: leftBehind.map(\.outbox), surroundings)
    self.service = service
    Threads.start { [sending] in
      while !isStopped.isSet {
        let wait = service.send()
        if let door = service.closedDoor { messages.post(.noticed(.fail, Explanation(door).detail)) }
        if let wait { _ = sending.wait(milliseconds: Int(wait)) } else { sending.wait() }
      }
    }
    Threads.start { [stocking] in
      repeat {
        service.stockPocket()
      } while !stocking.wait(milliseconds: FarConsole.stockMilliseconds)
        && !isStopped.isSet
    }
  }

  /// Waits a while for what waits, and ends the threads.
  /// - Returns: what is to be said when the terminal is given back; nil where nothing waits.
  func finish() -> String? {
    let waiting = service.settle(within: 5_000)
    isStopped.set()
    service.stop()
    sending.signal()
    stocking.signal()
    guard waiting > 0 else { return nil }
    let acts = waiting == 1 ? "1 act waits" : "\(waiting) acts wait"
    return "\(acts) on this machine for \(held[held.count - 1].outbox.address): the next console sends "
      + "\(waiting == 1 ? "it" : "them"), or: tallyman outbox send"
  }
}

/// Tells the console how the line is. A console whose line is back reads again what it shows.
private final class LineReporter: Sendable {
  private let messages: EventQueue<Message>
  private let wasDown = Atomic<Bool>(false)

  init(_ messages: EventQueue<Message>) { self.messages = messages }

  func report(_ report: LineReport) {
    messages.post(.line(report))
    guard case .state(let state) = report else { return }
    if wasDown.exchange(!state.isUp, ordering: .relaxed), state.isUp { messages.post(.changed) }
  }
}

/// Told once that all is over.
final class StopFlag: Sendable {
  private let flag = Atomic<Bool>(false)
  var isSet: Bool { flag.load(ordering: .relaxed) }
  func set() { flag.store(true, ordering: .relaxed) }
}
