import Inventory
import Ledger
import StorageLocal
import Synchronization
import Testing

/// Somebody who counts at a console whose line breaks, and whose console dies now and then and is begun again on the
/// same outbox.
final class StormConsole {
  private let house: FaultHouse
  private let way: any FarWay
  private var numbers: SeededNumbers
  private let time = StormClock()
  private let outboxPath: String
  private let name: String
  private var mortal: MortalDatabase?
  private var service: OutboxService?

  /// What was said to be kept, in order, and what the console died over before it said so.
  private(set) var kept: [String] = []
  private var doubtful: Set<String> = []
  /// How much each scan counted; nil for one that the books are to refuse.
  private var counted: [String: Int?] = [:]
  private(set) var deaths = 0

  init(_ name: String, of house: FaultHouse, over way: any FarWay, seed: UInt64) {
    self.name = name
    self.house = house
    self.way = way
    outboxPath = house.folder + "/\(name).db"
    numbers = SeededNumbers(seed: seed)
  }

  private func begin(mayDie: Bool) throws -> OutboxService {
    if let service, mortal?.isDead == false, mayDie { return service }
    // The first commit makes the file.
    let lives = mayDie && numbers.upTo(3) > 0 ? 1 + numbers.upTo(12) : nil
    let file = try LocalDatabase(path: outboxPath, mode: .readWriteCreate)
    let mortal = MortalDatabase(file, commits: lives, diesBehindIt: numbers.once(in: 2))
    let far = way
    let surroundings = OutboxSurroundings(
      open: { () throws(InventoryError) in
        do {
          return try OpenedBooks(
            Books(far.database(), clock: { FaultHouse.now }, patience: FaultWorker.patience))
        } catch let error as InventoryError {
          throw error
        } catch {
          throw .store(.failed(detail: "\(error)"))
        }
      }, clock: { [time] in time.now }, pause: { [time] in time.pass($0) })
    self.mortal = mortal
    do throws(InventoryError) {
      let service = OutboxService(try Outbox(mortal, for: "rqlite://far"), surroundings)
      self.service = service
      return service
    } catch {
      deaths += 1
      service = nil
      return try begin(mayDie: mayDie)
    }
  }

  /// One thing that a person does, or the console by itself.
  func step(_ number: Int) throws {
    way.trouble(&numbers)
    let service = try begin(mayDie: true)
    time.pass(Int64(numbers.upTo(4_000)))
    if numbers.upTo(4) < 3 { try scan(number, service) } else { _ = service.send() }
    if mortal?.isDead == true { deaths += 1 }
  }

  private func scan(_ number: Int, _ service: OutboxService) throws {
    let key = "\(name)-\(number)"
    let isWrong = numbers.once(in: 8)
    let quantity = 1 + numbers.upTo(8)
    counted[key] = isWrong ? .some(nil) : quantity
    let entry = CountEntry(.typed, isWrong ? "NOBODY" : "ITEM-0", Quantity(quantity), at: "SITE")
    do throws(InventoryError) {
      let answer = try service.perform(
        RecordCounts("ST-0001", [entry]),
        ActContext(key: key, actor: name, terminal: "t", now: time.now))
      #expect(answer.isKept)
      kept.append(key)
    } catch {
      #expect(mortal?.isDead == true, "\(key) was not kept: \(error)")
      doubtful.insert(key)
    }
  }

  /// Sends all that waits, from a console that does not die.
  func finish() throws {
    let service = try begin(mayDie: false)
    for _ in 0..<2_000 {
      guard let wait = service.send() else { return }
      time.pass(max(1, wait))
    }
    throw NeverKnown(what: "it is never all sent: \(service.trouble.map { "\($0)" } ?? "")")
  }

  /// Holds the books against what was said to be kept.
  /// - Returns: how much of the item was counted.
  func check(_ what: String) throws -> Int {
    let left = try #require(service).kept()
    #expect(left.allSatisfy { $0.refusal != nil }, "\(what): something waits still")
    let refused = Set(left.map(\.key))
    let done = try house.keys().filter { $0.hasPrefix(name + "-") }
    // What the console died over may be kept or not; but it is one or the other, once, and in its turn.
    let known = done.filter { !doubtful.contains($0) }
    #expect(known == kept.filter { counted[$0] != .some(nil) }, "\(what): lost, or out of order")
    #expect(
      refused.subtracting(doubtful) == Set(kept.filter { counted[$0] == .some(nil) }), "\(what): what was refused")
    #expect(refused.isDisjoint(with: done) && Set(done).count == done.count)
    return done.reduce(0) { $0 + ((counted[$1] ?? nil) ?? 0) }
  }
}

/// Time goes on only where somebody lets it.
private final class StormClock: Sendable {
  private let time = Mutex(FaultHouse.now)
  var now: Instant { time.withLock { $0 } }
  func pass(_ milliseconds: Int64) { time.withLock { $0 = $0.adding(milliseconds: milliseconds) } }
}
