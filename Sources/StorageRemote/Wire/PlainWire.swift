import Glibc

/// A TCP connection.
final class PlainWire: Wire {
  let descriptor: Int32

  /// Tries each address of the host in turn.
  init(_ host: String, _ port: Int, by deadline: WireDeadline) throws(WireFault) {
    let addresses = try WireResolver.addresses(host, port, by: deadline)
    var fault = WireFault.unreachable("\(host) has no address")
    for address in addresses {
      do throws(WireFault) {
        descriptor = try PlainWire.connect(address, by: min(deadline, .after(PlainWire.longestConnect)))
        return
      } catch {
        fault = error
      }
    }
    throw fault
  }

  deinit { close(descriptor) }

  /// A machine that is there answers at once; the next address may be one that is.
  private static let longestConnect: Int64 = 2500

  private static func connect(
    _ address: WireResolver.Address, by deadline: WireDeadline
  ) throws(WireFault) -> Int32 {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = socket(address.family, kind, 0)
    guard descriptor >= 0 else { throw .unreachable(words(errno)) }
    do throws(WireFault) {
      let code = address.bytes.withUnsafeBytes { bytes in
        bytes.baseAddress.map {
          Glibc.connect(descriptor, $0.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
        } ?? -1
      }
      if code != 0 {
        guard errno == EINPROGRESS else { throw .unreachable(words(errno)) }
        try finish(descriptor, by: deadline)
      }
      tune(descriptor)
      return descriptor
    } catch {
      close(descriptor)
      throw error
    }
  }

  private static func finish(_ descriptor: Int32, by deadline: WireDeadline) throws(WireFault) {
    var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    while poll(&polled, 1, deadline.left) < 0, errno == EINTR {}
    guard polled.revents != 0 else { throw .unreachable("no answer to the call") }
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
    guard code == 0 else { throw .unreachable(words(code)) }
  }

  /// Small requests go at once, and a line that is dead though nobody said so is found out while it rests.
  private static func tune(_ descriptor: Int32) {
    func set(_ level: Int32, _ option: Int32, _ value: Int32) {
      var value = value
      setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }
    let tcp = Int32(IPPROTO_TCP)
    set(tcp, TCP_NODELAY, 1)
    set(SOL_SOCKET, SO_KEEPALIVE, 1)
    set(tcp, TCP_KEEPIDLE, 20)
    set(tcp, TCP_KEEPINTVL, 5)
    set(tcp, TCP_KEEPCNT, 3)
  }

  static func words(_ code: Int32) -> String {
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  var hasUnsent: Bool { false }

  func write(_ bytes: UnsafeRawBufferPointer) throws(WireFault) -> Int {
    guard !bytes.isEmpty else { return 0 }
    while true {
      let count = send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
      if count >= 0 { return count }
      if errno == EAGAIN { return 0 }
      if errno != EINTR { throw .unreachable(PlainWire.words(errno)) }
    }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(WireFault) -> Int? {
    while true {
      let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
      if count >= 0 { return count }
      if errno == EAGAIN { return nil }
      if errno != EINTR { throw .unreachable(PlainWire.words(errno)) }
    }
  }
}

extension Wire {
  /// Whether nothing has come while nobody waited: neither bytes nor the end. Only such a line can be used again.
  var isQuiet: Bool {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, 0) == 0
  }

  /// Waits until something can be read, or sent if that is wanted.
  /// - Returns: what can be done; nothing when the time is over.
  func wait(sending: Bool, by deadline: WireDeadline) -> (canRead: Bool, canWrite: Bool) {
    var polled = pollfd(fd: descriptor, events: Int16(sending ? POLLIN | POLLOUT : POLLIN), revents: 0)
    while poll(&polled, 1, deadline.left) < 0, errno == EINTR {}
    let happened = Int32(polled.revents)
    return (happened & (POLLIN | POLLHUP | POLLERR) != 0, happened & POLLOUT != 0)
  }
}
