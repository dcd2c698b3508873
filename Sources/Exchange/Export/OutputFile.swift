import Glibc

/// A file that is written beside its place and put there when it is whole; or standard output.
final class OutputFile {
  private let path: String
  /// Nil where the place cannot be exchanged: standard output, a device, a pipe.
  private let draft: String?
  private var descriptor: Int32
  private var trouble: ExchangeError?

  init(_ path: String?) throws(ExchangeError) {
    self.path = path ?? "standard output"
    guard let path, path != "-" else {
      draft = nil
      descriptor = STDOUT_FILENO
      return
    }
    var status = stat()
    let isThere = stat(path, &status) == 0
    if isThere, status.st_mode & S_IFMT != S_IFREG {
      draft = nil
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
    } else {
      let beside = "\(path).part-\(getpid())"
      draft = beside
      descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
      if isThere { _ = fchmod(descriptor, status.st_mode & 0o777) }
    }
    guard descriptor >= 0 else { throw .cannotWrite(path: path, detail: SystemText.error()) }
  }

  /// False when it could not be written; ``finish()`` says why.
  func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard trouble == nil else { return false }
    if !Descriptor.writeAll(descriptor, bytes) {
      trouble = .cannotWrite(path: path, detail: SystemText.error())
      return false
    }
    return true
  }

  func finish() throws(ExchangeError) {
    if let trouble { throw trouble }
    guard descriptor != STDOUT_FILENO else { return }
    let closed = close(descriptor)
    descriptor = STDOUT_FILENO
    guard closed == 0 else { throw .cannotWrite(path: path, detail: SystemText.error()) }
    guard let draft else { return }
    guard rename(draft, path) == 0 else { throw .cannotWrite(path: path, detail: SystemText.error()) }
  }

  func discard() {
    if descriptor != STDOUT_FILENO { _ = close(descriptor) }
    descriptor = STDOUT_FILENO
    if let draft { _ = unlink(draft) }
  }
}

enum Descriptor {
  /// False, with `errno`, when not all could be written.
  static func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    var done = 0
    while done < bytes.count {
      let count = write(descriptor, base + done, bytes.count - done)
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      done += count
    }
    return true
  }
}

enum SystemText {
  /// What `errno` means.
  static func error() -> String {
    guard let text = strerror(errno) else { return "error \(errno)" }
    return String(cString: text)
  }
}
