/// One line to a server, in the hands of one call at a time. Several requests go out at once and are answered in order.
final class HTTPLine: @unchecked Sendable {
  private let wire: any Wire
  /// When it was last used.
  private(set) var usedAt = WireDeadline.now()
  /// Whether it has carried a request before.
  private(set) var isUsed = false
  /// Whether it may be used again.
  private(set) var isGood = true

  /// - Throws: nobody answers, or not the one that should.
  init(_ host: String, _ port: Int, isTLS: Bool, by deadline: WireDeadline) throws(WireFault) {
    wire = isTLS ? try SecureWire(host, port, by: deadline) : try PlainWire(host, port, by: deadline)
  }

  /// Whether nothing came while it lay idle, not even its end.
  var isQuiet: Bool { isGood && wire.isQuiet }

  /// What came of requests that went out together.
  struct Outcome: Sendable {
    /// Those that came, in order.
    var answers: [HTTPAnswer] = []
    /// How many requests went out whole: the server cannot have done the others.
    var sent = 0
    /// Why there are fewer answers than requests.
    var fault: WireFault?
    /// Whether the line had carried requests before.
    var wasUsed = false
  }

  /// Sends the requests and waits for their answers. A large one or a large answer has two seconds a megabyte more.
  func exchange(_ requests: [HTTPRequest], by limit: WireDeadline) -> Outcome {
    var outcome = Outcome(wasUsed: isUsed)
    isUsed = true
    let bytes = requests.count == 1 ? requests[0].bytes : requests.flatMap(\.bytes)
    var ends: [Int] = []
    for request in requests { ends.append((ends.last ?? 0) + request.bytes.count) }
    var sending = Sending(bytes: bytes)
    var reading = Reading(wanted: requests.count)
    while reading.answers.count < requests.count {
      let allowance = Int64(bytes.count + reading.received) / 500
      let deadline = limit.later(by: allowance)
      let ready = wire.wait(sending: sending.goesOn || wire.hasUnsent, by: deadline)
      do throws(WireFault) {
        guard ready.canRead || ready.canWrite else { throw .unreachable("no answer came in time") }
        if ready.canWrite { sending.go(wire) }
        if ready.canRead { try reading.go(wire) }
        if let fault = sending.fault, !ready.canRead { throw fault }
      } catch {
        outcome.fault = error
        break
      }
    }
    outcome.sent = ends.count { $0 <= sending.gone }
    outcome.answers = reading.answers
    let isWhole = outcome.fault == nil && sending.gone == bytes.count && !reading.hasSurplus
    isGood = isWhole && !reading.hasTwins && reading.answers.allSatisfy(\.keepsLine)
    usedAt = .now()
    return outcome
  }

  /// The way out.
  private struct Sending {
    let bytes: [UInt8]
    private var taken = 0
    /// How much has left this machine's hands.
    private(set) var gone = 0
    /// The other side takes nothing more; it may have said why.
    private(set) var fault: WireFault?

    init(bytes: [UInt8]) { self.bytes = bytes }

    var goesOn: Bool { taken < bytes.count && fault == nil }

    mutating func go(_ wire: any Wire) {
      do throws(WireFault) {
        while true {
          let (from, before) = (taken, gone)
          let outcome = bytes.withUnsafeBytes { all -> Result<Int, WireFault> in
            do throws(WireFault) {
              return .success(try wire.write(UnsafeRawBufferPointer(rebasing: all[from...])))
            } catch { return .failure(error) }
          }
          taken += try outcome.get()
          if !wire.hasUnsent { gone = taken }
          if taken == from && gone == before || gone == bytes.count { return }
        }
      } catch {
        fault = error
      }
    }
  }

  /// The way back.
  private struct Reading {
    let wanted: Int
    private(set) var answers: [HTTPAnswer] = []
    private(set) var received = 0
    /// More came than was asked for: an answer twice. Whatever comes next on this line answers nothing.
    private(set) var hasSurplus = false
    private var reader = HTTPAnswerReader()

    /// Of requests that went out together one may have been answered twice: then the answer to the last of them is yet to
    /// come, and would be taken for that to whatever is asked next.
    var hasTwins: Bool {
      zip(answers, answers.dropFirst()).contains { $0.status == $1.status && $0.body == $1.body }
    }

    init(wanted: Int) { self.wanted = wanted }

    /// Takes all that is there.
    mutating func go(_ wire: any Wire) throws(WireFault) {
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 1)
      defer { buffer.deallocate() }
      while answers.count < wanted {
        guard let count = try wire.read(into: buffer) else { return }
        received += count
        if count == 0 {
          try reader.end()
          answers.append(reader.answer)
          if answers.count < wanted { throw .unreachable("the line was closed") }
          return
        }
        try take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    }

    private mutating func take(_ bytes: UnsafeRawBufferPointer) throws(WireFault) {
      var rest = bytes
      while !rest.isEmpty {
        guard answers.count < wanted else {
          hasSurplus = true
          return
        }
        let count = try reader.take(rest)
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        guard reader.isWhole else { continue }
        answers.append(reader.answer)
        reader = HTTPAnswerReader()
      }
    }
  }
}
