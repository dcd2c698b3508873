import Glibc

/// Durable writes to a file that is already allocated: the most a disk can do, whoever posts.
struct RawDisk {
  private static let capacity = 4 << 20
  private let descriptor: Int32
  private var block = [UInt8](repeating: 0, count: 1 << 16)

  init(_ folder: Folder) throws {
    descriptor = open(folder.file("raw.tmp"), O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    unlink(folder.file("raw.tmp"))
    try require(descriptor >= 0, "cannot write to \(folder.path)")
    for offset in stride(from: 0, to: RawDisk.capacity, by: block.count) {
      try require(pwrite(descriptor, block, block.count, offset) == block.count, "the disk is full")
    }
    fsync(descriptor)
  }

  /// Writes of `bytes` and forced to the disk, a second.
  mutating func rate(bytes: Int, seconds: Double) throws -> Double {
    let start = Clock.now()
    var count = 0
    var offset = 0
    while Clock.now() - start < seconds {
      block[0] &+= 1
      let isDone = pwrite(descriptor, block, bytes, offset) == bytes && fdatasync(descriptor) == 0
      try require(isDone, "a raw write failed")
      count += 1
      offset = (offset + bytes) % (RawDisk.capacity - block.count)
    }
    return Double(count) / (Clock.now() - start)
  }

  func close() { Glibc.close(descriptor) }
}
