/// TLS over a TCP connection. The far end's certificate is always checked, by the authorities this machine trusts and for
/// the name that was called. OpenSSL works in memory; the bytes it makes are sent here, where they can wait.
final class SecureWire: Wire {
  private let plain: PlainWire
  private let library: SecureLibrary
  private let session: SecureLibrary.Handle
  private let incoming: SecureLibrary.Handle
  private let outgoing: SecureLibrary.Handle
  /// Made by OpenSSL and not yet sent.
  private var unsent: [UInt8] = []
  private var hasEnded = false

  /// Calls, and lets in nobody but the host.
  init(_ host: String, _ port: Int, by deadline: WireDeadline) throws(WireFault) {
    let library = try SecureLibrary.shared.get()
    let plain = try PlainWire(host, port, by: deadline)
    guard let session = library.newSession(library.context) else { throw .unsuitable("OpenSSL made no session") }
    guard let incoming = library.newStream(library.memory()), let outgoing = library.newStream(library.memory()) else {
      library.freeSession(session)
      throw .unsuitable("OpenSSL made no stream")
    }
    // From here on the streams belong to the session.
    library.setStreams(session, incoming, outgoing)
    (self.plain, self.library, self.session) = (plain, library, session)
    (self.incoming, self.outgoing) = (incoming, outgoing)
    try handshake(with: host, by: deadline)
  }

  deinit { library.freeSession(session) }

  var descriptor: Int32 { plain.descriptor }

  var hasUnsent: Bool { !unsent.isEmpty }

  private static let setServerName: Int32 = 55
  private static let wantsRead: Int32 = 2
  private static let wantsWrite: Int32 = 3
  private static let hasBeenClosed: Int32 = 6
  /// More than a record, so that a request goes in few steps and little waits here.
  private static let most = 65_536

  private func handshake(with host: String, by deadline: WireDeadline) throws(WireFault) {
    guard library.setHost(session, host) == 1 else { throw .unsuitable("\(host) is no name for a certificate") }
    if !host.allSatisfy({ $0.isNumber || $0 == "." || $0 == ":" }) {
      _ = host.withCString {
        library.control(session, SecureWire.setServerName, 0, UnsafeMutableRawPointer(mutating: $0))
      }
    }
    library.beginAsClient(session)
    while true {
      library.clearErrors()
      let code = library.handshake(session)
      try collect()
      _ = try write(UnsafeRawBufferPointer(start: nil, count: 0))
      if code == 1, unsent.isEmpty { return }
      if code != 1, library.errorOf(session, code) != SecureWire.wantsRead { throw refusal(host) }
      guard !deadline.isOver else { throw .unreachable("the TLS handshake took too long") }
      let ready = plain.wait(sending: hasUnsent, by: deadline)
      if ready.canRead, code != 1, try feed() == 0 {
        throw .unreachable("the line was closed in the TLS handshake")
      }
    }
  }

  /// Why the handshake failed, once what there was to say to the other side has been said.
  private func refusal(_ host: String) -> WireFault {
    let result = library.verifyResult(session)
    if result != 0 {
      let words = library.verifyWords(result).map { String(cString: $0) } ?? "error \(result)"
      return .denied("the certificate it shows is not to be trusted as \(host)'s: \(words)")
    }
    let words = library.lastWords() ?? "no reason given"
    return .unsuitable("no TLS can be agreed on: \(words)")
  }

  /// Takes what came from the other side to OpenSSL.
  /// - Returns: as `read`.
  private func feed() throws(WireFault) -> Int? {
    try withUnsafeTemporaryBuffer { (buffer) throws(WireFault) in
      guard let count = try plain.read(into: buffer) else { return nil }
      if count > 0 { _ = library.writeStream(incoming, buffer.baseAddress, Int32(count)) }
      return count
    }
  }

  /// Fetches what OpenSSL made for the other side.
  private func collect() throws(WireFault) {
    try withUnsafeTemporaryBuffer { (buffer) throws(WireFault) in
      while true {
        let count = library.readStream(outgoing, buffer.baseAddress, Int32(buffer.count))
        guard count > 0 else { return }
        unsent += buffer[..<Int(count)]
      }
    }
  }

  private func withUnsafeTemporaryBuffer<Result>(
    _ body: (UnsafeMutableRawBufferPointer) throws(WireFault) -> Result
  ) throws(WireFault) -> Result {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16_384, alignment: 1)
    defer { buffer.deallocate() }
    return try body(buffer)
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(WireFault) -> Int {
    var taken = 0
    if unsent.isEmpty, !bytes.isEmpty {
      library.clearErrors()
      let count = library.write(session, bytes.baseAddress, Int32(min(bytes.count, SecureWire.most)))
      if count > 0 {
        taken = Int(count)
      } else if ![SecureWire.wantsRead, SecureWire.wantsWrite].contains(library.errorOf(session, count)) {
        throw .unreachable("the TLS line broke")
      }
      try collect()
    }
    guard !unsent.isEmpty else { return taken }
    let outcome = unsent.withUnsafeBytes { bytes -> Result<Int, WireFault> in
      do throws(WireFault) { return .success(try plain.write(bytes)) } catch { return .failure(error) }
    }
    unsent.removeFirst(try outcome.get())
    return taken
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(WireFault) -> Int? {
    while true {
      library.clearErrors()
      let count = library.read(session, buffer.baseAddress, Int32(clamping: buffer.count))
      if count > 0 { return Int(count) }
      let code = library.errorOf(session, count)
      if code == SecureWire.hasBeenClosed { return 0 }
      guard code == SecureWire.wantsRead || code == SecureWire.wantsWrite else {
        throw .unreachable("the TLS line broke" + (library.lastWords().map { ": \($0)" } ?? ""))
      }
      // An answer to what came, such as a change of keys.
      try collect()
      guard !hasEnded, let fed = try feed() else { return hasEnded ? 0 : nil }
      if fed == 0 { hasEnded = true }
    }
  }
}
