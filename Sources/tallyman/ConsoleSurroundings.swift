import Console
import Glibc
import Inventory
import Synchronization

/// The operator's zone.
enum Zone {
  /// Milliseconds to add to UTC at an instant.
  @Sendable static func offset(_ instant: Instant) -> Int64 {
    var seconds = time_t(instant.milliseconds / 1000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return Int64(parts.tm_gmtoff) * 1000
  }
}

/// Bells, apart enough that terminals do not merge them.
struct Bells {
  /// Which bells are rung.
  enum Rule {
    case none
    /// Warnings and errors.
    case errors
    case all

    init(setting: String?) { self = setting == "off" ? .none : setting == "error" ? .errors : .all }
  }

  private let rule: Rule
  private var left = 0
  private(set) var next: Int64?
  private static let gap: Int64 = 150

  init(_ rule: Rule = .all) { self.rule = rule }

  mutating func ring(_ count: Int, at now: Int64) {
    guard rule == .all || rule == .errors && count > 1 else { return }
    left = max(left, count)
    if next == nil { next = now }
  }

  /// Whether one is to be heard now.
  mutating func isDue(at now: Int64) -> Bool {
    guard let due = next, now >= due else { return false }
    left -= 1
    next = left > 0 ? now + Bells.gap : nil
    return true
  }
}

/// Asks once a second, on a thread of its own, whether somebody else changed the books; and does once a minute what is to
/// be done now and then.
final class ChangeWatch: Sendable {
  private let isStopped = Atomic<Bool>(false)
  private let semaphore = Semaphore()

  /// - Parameters:
  ///   - isFar: nothing waits for the first answer, which may take its time.
  ///   - tidy: what is done once a minute; true where it changed the books.
  init(
    _ service: any InventoryService, isFar: Bool, tidy: @escaping @Sendable () -> Bool,
    _ changed: @escaping @Sendable () -> Void
  ) {
    let last = isFar ? nil : try? service.ask(ChangeToken(), for: .house)
    Threads.start { [self] in
      var seen = isFar ? try? service.ask(ChangeToken(), for: .house) : last
      var looks = 0
      while !semaphore.wait(milliseconds: 900), !isStopped.load(ordering: .relaxed) {
        looks += 1
        if looks % ChangeWatch.looksInAMinute == 0, tidy() { changed() }
        // A database that cannot be asked just now is asked again.
        guard let token = try? service.ask(ChangeToken(), for: .house), token != seen else { continue }
        seen = token
        changed()
      }
    }
  }

  private static let looksInAMinute = 66

  func stop() {
    isStopped.store(true, ordering: .relaxed)
    semaphore.signal()
  }
}

/// The terminal's clipboard, by OSC 52; a terminal that knows it not drops it.
enum Clipboard {
  static func copy(_ text: String) {
    guard let terminal = World.set("TERM"),
      ["xterm", "tmux", "screen", "rxvt", "alacritty", "foot"].contains(where: terminal.hasPrefix)
    else { return }
    var sequence = Array("\u{1B}]52;c;".utf8) + base64(Array(text.utf8)) + [7]
    _ = sequence.withUnsafeMutableBytes { World.write(UnsafeRawBufferPointer($0), to: 1) }
  }

  private static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      let number = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
      for place in 0..<4 {
        text.append(place <= part.count ? letters[number >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return text
  }
}
