import Glibc

/// The folder everything happens in: on the disk to be measured.
struct Folder {
  let path: String

  init(_ path: String) throws {
    self.path = path
    try require(mkdir(path, 0o777) == 0 || errno == EEXIST, "cannot make \(path)")
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  func has(_ name: String) -> Bool { access(file(name), F_OK) == 0 }

  /// Removes a database and what lies beside it.
  func remove(_ name: String) {
    for suffix in ["", "-wal", "-shm", "-gate", "-turn"] { unlink(file(name) + suffix) }
  }

  func size(_ name: String) -> Int {
    var status = stat()
    return stat(file(name), &status) == 0 ? Int(status.st_size) : 0
  }

  /// A copy that is on the disk when this returns.
  func copy(_ name: String, to copy: String) throws {
    remove(copy)
    let source = open(file(name), O_RDONLY | O_CLOEXEC)
    let target = open(file(copy), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    defer {
      close(source)
      close(target)
    }
    try require(source >= 0 && target >= 0, "cannot copy \(name)")
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(source, &piece, piece.count)
      guard count > 0 else { break }
      try require(write(target, piece, count) == count, "cannot write \(copy)")
    }
    try require(fsync(target) == 0, "cannot sync \(copy)")
  }
}
