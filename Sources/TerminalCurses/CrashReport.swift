import Glibc
import Terminal

/// What a crash leaves behind: a file with what was running, and its path as the last line on the terminal. It holds which
/// commands were run last and nothing of what they were about. All of it is prepared beforehand, as a signal handler may
/// not allocate.
public enum CrashReport {
  private struct Prepared {
    var path: UnsafeMutablePointer<CChar>
    var head: UnsafeMutableBufferPointer<UInt8>
    /// The path as it is shown.
    var farewell: UnsafeMutableBufferPointer<UInt8>
    var slots: UnsafeMutableBufferPointer<UInt8>
  }

  public static let mostCommands = 50
  private static let slotBytes = 32
  nonisolated(unsafe) private static var prepared: Prepared?
  nonisolated(unsafe) private static var commands = 0
  nonisolated(unsafe) private static var columns: Int32 = 0
  nonisolated(unsafe) private static var rows: Int32 = 0

  /// What the report begins with: what is known of the program and its surroundings. Names come from the environment and
  /// from files, so what a terminal would obey in them is not passed on.
  public static func head(version: String, theme: String, terminal: String, began: String) -> String {
    let lines = [("tallyman", version), ("theme", theme), ("TERM", terminal), ("began", began)]
    return lines.map { "\($0) \(DisplayedText.plain($1))\n" }.joined()
  }

  /// From now on a crash is reported. Once in a process, before other threads begin.
  /// - Parameters:
  ///   - path: of the file, in a folder that is there.
  ///   - head: whole lines, without anybody's name (``head(version:theme:terminal:began:)``).
  public static func prepare(path: String, head: String) {
    guard prepared == nil, let copy = strdup(path) else { return }
    let slots = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: mostCommands * slotBytes)
    slots.initialize(repeating: 0x20)
    for slot in 0..<mostCommands { slots[slot * slotBytes + slotBytes - 1] = 0x0A }
    prepared = Prepared(path: copy, head: buffer(head), farewell: buffer(farewell(path)), slots: slots)
  }

  /// What the terminal says last.
  static func farewell(_ path: String) -> String {
    "\r\ntallyman crashed; what was running then stands in\r\n\(DisplayedText.plain(path))\r\n"
  }

  /// A command is about to be run. From the main thread.
  public static func note(command: String) {
    guard let prepared else { return }
    let start = commands % mostCommands * slotBytes
    var place = 0
    for byte in command.utf8 where place < slotBytes - 1 {
      prepared.slots[start + place] = byte
      place += 1
    }
    while place < slotBytes - 1 {
      prepared.slots[start + place] = 0x20
      place += 1
    }
    commands += 1
  }

  /// The terminal's size now.
  public static func note(columns: Int, rows: Int) {
    self.columns = Int32(clamping: columns)
    self.rows = Int32(clamping: rows)
  }

  private static func buffer(_ text: String) -> UnsafeMutableBufferPointer<UInt8> {
    let bytes = Array(text.utf8)
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = copy.initialize(from: bytes)
    return copy
  }

  // MARK: In the signal handler

  /// Writes the file and says where it is. Calls nothing but open, write and close.
  static func write(signal number: Int32, terminal: Int32) {
    guard let prepared else { return }
    let file = open(prepared.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    _ = Glibc.write(file, prepared.head.baseAddress, prepared.head.count)
    put("signal ", number, file)
    put("columns ", columns, file)
    put("rows ", rows, file)
    put("commands ", Int32(truncatingIfNeeded: commands), file)
    let kept = commands < mostCommands ? commands : mostCommands
    var next = commands - kept
    while next < commands {
      let slot = prepared.slots.baseAddress.map { $0 + next % mostCommands * slotBytes }
      _ = Glibc.write(file, slot, slotBytes)
      next += 1
    }
    close(file)
    _ = Glibc.write(terminal, prepared.farewell.baseAddress, prepared.farewell.count)
  }

  private static func put(_ words: StaticString, _ number: Int32, _ file: Int32) {
    _ = Glibc.write(file, words.utf8Start, words.utf8CodeUnitCount)
    var divisor: Int32 = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      var digit = UInt8(truncatingIfNeeded: 48 + number / divisor % 10)
      _ = Glibc.write(file, &digit, 1)
      divisor /= 10
    }
    var end: UInt8 = 0x0A
    _ = Glibc.write(file, &end, 1)
  }
}
