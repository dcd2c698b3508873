import Glibc

/// A file, standard input or any other run of bytes, seen through a window that slides over it.
final class ByteWindow {
  let path: String
  /// Of a regular file; nil for a pipe.
  let total: Int?
  private let pull: (UnsafeMutableRawBufferPointer) -> Int
  private let descriptor: Int32?

  private(set) var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// What is in the window and not yet taken.
  private(set) var start = 0
  private(set) var end = 0
  private(set) var isAtEnd = false
  /// Bytes taken since the beginning.
  private(set) var taken = 0

  /// Reads a file, or standard input for `-`.
  convenience init(path: String) throws(ExchangeError) {
    let isInput = path == "-"
    let descriptor = isInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotRead(path: path, detail: SystemText.error()) }
    var status = stat()
    let isKnown = fstat(descriptor, &status) == 0
    if isKnown, status.st_mode & S_IFMT == S_IFDIR {
      if !isInput { _ = close(descriptor) }
      throw .cannotRead(path: path, detail: "it is a folder")
    }
    let total = isKnown && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    self.init(
      path: isInput ? "standard input" : path, total: total, closing: isInput ? nil : descriptor
    ) { room in
      while true {
        let count = read(descriptor, room.baseAddress, room.count)
        if count >= 0 || errno != EINTR { return count }
      }
    }
  }

  /// `pull` fills the room it is given as far as it likes and answers how many bytes: 0 at the end, less with `errno`.
  init(
    path: String, total: Int?, closing descriptor: Int32? = nil, capacity: Int = 1 << 18,
    pull: @escaping (UnsafeMutableRawBufferPointer) -> Int
  ) {
    self.path = path
    self.total = total
    self.descriptor = descriptor
    self.capacity = capacity
    self.pull = pull
    base = .allocate(capacity: capacity)
  }

  deinit {
    base.deallocate()
    if let descriptor { _ = close(descriptor) }
  }

  /// Brings more bytes into the window, keeping what is in it.
  func fill() throws(ExchangeError) {
    if start > 0 {
      base.update(from: base + start, count: end - start)
      end -= start
      start = 0
    }
    if end == capacity {
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
      larger.update(from: base, count: end)
      base.deallocate()
      base = larger
      capacity *= 2
    }
    let count = pull(UnsafeMutableRawBufferPointer(start: base + end, count: capacity - end))
    guard count >= 0 else { throw .cannotRead(path: path, detail: SystemText.error()) }
    if count == 0 { isAtEnd = true }
    end += count
  }

  func take(_ count: Int) {
    start += count
    taken += count
  }

  /// Has at least `count` bytes in the window, or all there are.
  func need(_ count: Int) throws(ExchangeError) { while end - start < count, !isAtEnd { try fill() } }
}
