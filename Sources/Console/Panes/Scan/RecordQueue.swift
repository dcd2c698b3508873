import Inventory

/// What was scanned, typed and pressed, in order, waiting to be dealt with one after the other. Nothing of it is dropped
/// on the way: type-ahead is kept whatever the pane waits for.
struct RecordQueue: Sendable {
  enum Entry: Hashable, Sendable {
    /// The text between two ends of record.
    case record(String)
    /// A function key: it belongs behind what was scanned before it.
    case command(Command)
  }

  /// How many may wait.
  static let most = 10_000

  private var entries: [Entry] = []
  private var first = 0

  var count: Int { entries.count - first }
  var isEmpty: Bool { count == 0 }

  /// The records that wait, oldest first.
  var records: [String] {
    entries[first...].compactMap { if case .record(let text) = $0 { text } else { nil } }
  }

  /// Whether a function waits in it.
  func holds(_ command: Command) -> Bool {
    entries[first...].contains { if case .command(command) = $0 { true } else { false } }
  }

  /// False where too many wait already.
  mutating func add(_ entry: Entry) -> Bool {
    guard count < RecordQueue.most else { return false }
    entries.append(entry)
    return true
  }

  /// What was taken and turned out to belong behind something else.
  mutating func putBack(_ entry: Entry) {
    if first > 0 {
      first -= 1
      entries[first] = entry
    } else {
      entries.insert(entry, at: 0)
    }
  }

  mutating func next() -> Entry? {
    guard first < entries.count else { return nil }
    let entry = entries[first]
    first += 1
    if first == entries.count || first >= 256 {
      entries.removeFirst(first)
      first = 0
    }
    return entry
  }
}
