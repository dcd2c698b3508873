import Glibc

/// One connection through the line: what comes at one end leaves at the other when its time has come.
struct Relay {
  private struct Piece {
    var arrival: Int64
    /// Empty for the end of what is sent.
    var bytes: ArraySlice<UInt8>
  }

  /// One of the two ways.
  private struct Way {
    let source: Int32
    let sink: Int32
    var pieces: [Piece] = []
    var isRead = false
    var isOver = false
    var lastArrival: Int64

    /// A line holds so much and no more.
    var mayRead: Bool { !isRead && pieces.count < 256 }
  }

  private let workers: Workers
  private let fate: Fate
  private let near: Int32
  private let far: Int32

  /// Nil where nobody listens at the other end; then the connection is broken.
  init?(near: Int32, target: UInt16, workers: Workers, fate: Fate) {
    self.near = near
    self.workers = workers
    self.fate = fate
    far = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in.here(target)
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(far, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    sendAtOnce(over: far)
    guard code == 0 else {
      close(far)
      breakHard(near)
      return nil
    }
  }

  func run() {
    defer { close(far) }
    // Dialling takes one way and back; what is sent first then, one way more.
    let begin = MonotonicTime.milliseconds
    let way = fate.delay()
    var ways = [
      Way(source: near, sink: far, lastArrival: begin + 3 * way),
      Way(source: far, sink: near, lastArrival: begin + 2 * way),
    ]
    while !(ways[0].isOver && ways[1].isOver) {
      guard wait(for: ways) else { return broken() }
      for index in ways.indices {
        guard read(&ways[index]), write(&ways[index]) else { return broken() }
      }
    }
  }

  /// Neither end hears a farewell.
  private func broken() {
    breakHard(near)
    breakHard(far)
  }

  /// Until something can be read, or a piece arrives that can be written; false when all are to end.
  private func wait(for ways: [Way]) -> Bool {
    let now = MonotonicTime.milliseconds
    let isDead = fate.isDead()
    var ready = [pollfd(fd: workers.bell, events: Int16(POLLIN), revents: 0)]
    var pause: Int64 = isDead ? 20 : 1000
    for way in ways {
      var events: Int16 = 0
      if way.mayRead { events = Int16(POLLIN) }
      if events != 0 { ready.append(pollfd(fd: way.source, events: events, revents: 0)) }
      guard !isDead, let first = way.pieces.first else { continue }
      if first.arrival <= now {
        ready.append(pollfd(fd: way.sink, events: Int16(POLLOUT), revents: 0))
      } else {
        pause = min(pause, first.arrival - now)
      }
    }
    let count = poll(&ready, nfds_t(ready.count), Int32(pause))
    return (count >= 0 || errno == EINTR) && ready[0].revents == 0
  }

  /// - Returns: false when the connection is broken.
  private func read(_ way: inout Way) -> Bool {
    guard way.mayRead else { return true }
    var buffer = [UInt8](repeating: 0, count: 16_384)
    let count = recv(way.source, &buffer, buffer.count, Int32(MSG_DONTWAIT))
    if count < 0 { return errno == EAGAIN || errno == EINTR }
    way.isRead = count == 0
    way.lastArrival = max(fate.arrival(), way.lastArrival)
    way.pieces.append(Piece(arrival: way.lastArrival, bytes: buffer[..<count]))
    return true
  }

  private func write(_ way: inout Way) -> Bool {
    let now = MonotonicTime.milliseconds
    while let piece = way.pieces.first, piece.arrival <= now, !fate.isDead() {
      if piece.bytes.isEmpty {
        shutdown(way.sink, Int32(SHUT_WR))
        way.isOver = true
        way.pieces.removeFirst()
        continue
      }
      let count = piece.bytes.withUnsafeBytes {
        send(way.sink, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
      }
      if count < 0 { return errno == EAGAIN || errno == EINTR }
      way.pieces[0].bytes = piece.bytes.dropFirst(count)
      if way.pieces[0].bytes.isEmpty { way.pieces.removeFirst() }
    }
    return true
  }
}
