import CLI
import Glibc

/// What nobody but the one who knows it may see: typed without an echo, or in a file that only its owner can read.
enum Secrets {
  /// On the terminal, where somebody sits at one; nil where nobody does, or where it was broken off.
  static func ask(_ prompt: String) -> String? {
    guard isatty(0) == 1 else { return nil }
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else { return nil }
    defer { close(terminal) }
    var before = termios()
    guard tcgetattr(terminal, &before) == 0 else { return nil }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    silent.c_lflag |= tcflag_t(ICANON)
    tcsetattr(terminal, TCSAFLUSH, &silent)
    defer { tcsetattr(terminal, TCSAFLUSH, &before) }
    say(prompt, terminal)
    defer { say("\n", terminal) }
    return firstLine(of: terminal, mostBytes: 4096) { Interruption.wasAsked }
  }

  static func read(_ path: String) -> SecretText {
    if path == "-" {
      return firstLine(of: 0, mostBytes: 4096) { Interruption.wasAsked }.map { .text($0) }
        ?? .refused("nothing was typed")
    }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return .refused(String(cString: strerror(errno))) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return .refused("it is no file") }
    guard status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
      return .refused("others can read it, so it is not used: chmod 600 \(path), as its owner")
    }
    return .text(firstLine(of: file, mostBytes: 4096) { false } ?? "")
  }

  /// Nil where nothing comes before the end, or somebody breaks it off.
  private static func firstLine(of file: Int32, mostBytes: Int, _ isOver: () -> Bool) -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count < mostBytes {
      let count = Glibc.read(file, &byte, 1)
      if count < 0, errno == EINTR {
        if isOver() { return nil }
        continue
      }
      guard count > 0 else { break }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  private static func say(_ text: String, _ terminal: Int32) {
    var text = text
    _ = text.withUTF8 { World.write(UnsafeRawBufferPointer($0), to: terminal) }
  }
}
