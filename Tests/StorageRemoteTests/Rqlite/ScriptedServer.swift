import Glibc
import Synchronization

/// A server on loopback that does what a test tells it, byte by byte, on a thread for each connection.
final class ScriptedServer: Sendable {
  let port: Int
  private let listener: Int32
  private let script: @Sendable (Peer) -> Void
  private let seen = Mutex<[String]>([])
  private let calls = Atomic<Int>(0)

  /// - Parameter script: what happens on each connection, from when it stands until it is closed.
  init(_ script: @escaping @Sendable (_ peer: Peer) -> Void) throws {
    self.script = script
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let port = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw -> UInt16? in
        guard bind(listener, raw, size) == 0, listen(listener, 50) == 0, getsockname(listener, raw, &size) == 0 else {
          return nil
        }
        return UnsafeRawPointer(raw).assumingMemoryBound(to: sockaddr_in.self).pointee.sin_port
      }
    }
    guard let port else { throw ServerTrouble() }
    (self.listener, self.port) = (listener, Int(UInt16(bigEndian: port)))
    onThread(self) { $0.serve() }
  }

  /// Takes no more calls, so that whoever calls is refused.
  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  /// The requests so far: `POST /db/query… BODY`.
  var requests: [String] { seen.withLock { $0 } }

  /// How many connections there have been.
  var connections: Int { calls.load(ordering: .relaxed) }

  private func serve() {
    while true {
      let descriptor = accept(listener, nil, nil)
      guard descriptor >= 0 else { break }
      let number = calls.add(1, ordering: .relaxed).oldValue
      let peer = Peer(descriptor, number) { [weak self] request in self?.seen.withLock { $0.append(request) } }
      onThread((peer, script)) { peer, script in
        script(peer)
        peer.close()
      }
    }
    Glibc.close(listener)
  }
}

struct ServerTrouble: Error {}

/// The server's side of one connection.
final class Peer: @unchecked Sendable {
  /// Which connection it is, from 0.
  let number: Int
  private let descriptor: Int32
  private let note: (String) -> Void
  private var buffer: [UInt8] = []
  /// The head of the last request.
  private(set) var head = ""

  init(_ descriptor: Int32, _ number: Int, _ note: @escaping (String) -> Void) {
    (self.descriptor, self.number, self.note) = (descriptor, number, note)
  }

  /// The next request as `POST /path BODY`; nil when the other side has closed.
  func next() -> String? {
    while true {
      if let end = buffer.firstRange(of: Array("\r\n\r\n".utf8)) {
        let head = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
        let lengthLine = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
        let length = lengthLine.flatMap { Int($0.split(separator: " ").last ?? "") } ?? 0
        if buffer.count - end.upperBound >= length {
          self.head = head
          let body = String(decoding: buffer[end.upperBound..<end.upperBound + length], as: UTF8.self)
          buffer.removeFirst(end.upperBound + length)
          let line = head.split(separator: " ").prefix(2).joined(separator: " ")
          let request = body.isEmpty ? line : line + " " + body
          note(request)
          return request
        }
      }
      guard receive() else { return nil }
    }
  }

  /// Reads some bytes and leaves it at that.
  func receive() -> Bool {
    var some = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &some, some.count, 0)
    guard count > 0 else { return false }
    buffer += some[..<count]
    return true
  }

  func send(_ text: String) { send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      sent += count
    }
  }

  /// An answer as rqlite gives it.
  func answer(_ body: String, status: Int = 200, version: String? = "v10.2.7") {
    let field = version.map { "X-Rqlite-Version: \($0)\r\n" } ?? ""
    send("HTTP/1.1 \(status) Word\r\n\(field)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
  }

  /// Waits until the other side goes.
  func hold() { while receive() {} }

  func close() { Glibc.close(descriptor) }
}

private final class Work<Input: Sendable>: Sendable {
  let input: Input
  let body: @Sendable (Input) -> Void

  init(_ input: Input, _ body: @escaping @Sendable (Input) -> Void) { (self.input, self.body) = (input, body) }

  func run() { body(input) }
}

/// Does work on a thread that is left to itself.
private func onThread<Input: Sendable>(_ input: Input, _ body: @escaping @Sendable (Input) -> Void) {
  let work = Work(input, body)
  let run: @Sendable () -> Void = { work.run() }
  var thread = pthread_t()
  pthread_create(
    &thread, nil,
    { box in
      if let box { Unmanaged<Runner>.fromOpaque(box).takeRetainedValue().run() }
      return nil
    }, Unmanaged.passRetained(Runner(run)).toOpaque())
  pthread_detach(thread)
}

private final class Runner: Sendable {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
