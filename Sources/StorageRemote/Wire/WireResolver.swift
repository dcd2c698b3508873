import Glibc
import Synchronization

/// The addresses of a host, found within a time limit. The system's own look-up knows none, so it runs on a thread that is
/// left to itself when it takes too long.
enum WireResolver {
  /// An address as the system wants it.
  struct Address: Sendable {
    var family: Int32
    var bytes: [UInt8]
  }

  static func addresses(_ host: String, _ port: Int, by deadline: WireDeadline) throws(WireFault) -> [Address] {
    if case .found(let addresses) = look(host, port, AI_NUMERICHOST) { return addresses }
    guard let errand = Errand(host, port), errand.start() else {
      throw .unreachable("no thread to look for \(host)")
    }
    switch errand.wait(by: deadline) {
    case .found(let addresses): return addresses
    case .failed(let words): throw .unreachable("\(host): \(words)")
    case nil: throw .unreachable("looking for \(host) took too long")
    }
  }

  fileprivate enum Outcome: Sendable {
    case found([Address])
    case failed(String)
  }

  fileprivate static func look(_ host: String, _ port: Int, _ flags: Int32) -> Outcome {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = flags | AI_NUMERICSERV
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &list)
    guard code == 0 else { return .failed(String(cString: gai_strerror(code))) }
    defer { freeaddrinfo(list) }
    var addresses: [Address] = []
    var next = list
    while let info = next?.pointee {
      let bytes = UnsafeRawBufferPointer(start: info.ai_addr, count: Int(info.ai_addrlen))
      addresses.append(Address(family: info.ai_family, bytes: Array(bytes)))
      next = info.ai_next
    }
    return .found(addresses)
  }

  /// A look-up on its way. Whoever comes last, the thread or who waits for it, puts it away.
  private final class Errand: Sendable {
    private let host: String
    private let port: Int
    private let reading: Int32
    private let writing: Int32
    private let outcome = Mutex<Outcome?>(nil)

    init?(_ host: String, _ port: Int) {
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { return nil }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      (self.host, self.port, reading, writing) = (host, port, ends[0], ends[1])
    }

    deinit {
      close(reading)
      close(writing)
    }

    func start() -> Bool {
      var thread = pthread_t()
      let own = Unmanaged.passRetained(self)
      let code = pthread_create(
        &thread, nil,
        { errand in
          if let errand { Unmanaged<Errand>.fromOpaque(errand).takeRetainedValue().run() }
          return nil
        }, own.toOpaque())
      guard code == 0 else {
        own.release()
        return false
      }
      pthread_detach(thread)
      return true
    }

    private func run() {
      let found = look(host, port, AI_ADDRCONFIG)
      outcome.withLock { $0 = found }
      var byte: UInt8 = 0
      _ = Glibc.write(writing, &byte, 1)
    }

    func wait(by deadline: WireDeadline) -> Outcome? {
      var polled = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
      while poll(&polled, 1, deadline.left) < 0, errno == EINTR {}
      return outcome.withLock { $0 }
    }
  }
}
