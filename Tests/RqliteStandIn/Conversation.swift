import Glibc
import LineTesting

/// What is said over one connection: requests, of which several may be under way, and their answers in order.
struct Conversation {
  let node: StandInNode
  let connection: Int32
  let workers: Workers

  /// `POLLRDHUP`, which is not imported.
  private static let otherEndClosed: Int16 = 0x2000

  /// How an answer leaves, if it does.
  private enum Delivery {
    case whole(HTTPAnswer)
    case twice(HTTPAnswer)
    case cut(HTTPAnswer, at: Int)
    /// The connection breaks as that of a program that died.
    case broken
    /// Nothing comes, until the other end has had enough.
    case silence
  }

  func run() {
    var reader = HTTPReader()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while let count = receive(into: &buffer) {
      reader.add(buffer[..<count])
      do throws(HTTPReader.Fault) {
        while let request = try reader.next() {
          node.note(request)
          guard deliver(delivery(of: request)), !request.isLast else { return }
        }
      } catch {
        _ = send(HTTPAnswer(status: 400, text: "400 Bad Request").bytes)
        return
      }
      if reader.expectsContinue {
        reader.told()
        guard send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)) else { return }
      }
    }
  }

  private func delivery(of request: HTTPRequest) -> Delivery {
    guard let kind = Conversation.kind(of: request), let fault = node.faults.take(isWrite: kind != .query) else {
      return .whole(node.answer(request))
    }
    switch fault {
    case .dropBeforeCommit: return .broken
    case .dropAfterCommit:
      _ = node.answer(request)
      return .broken
    case .delay(let milliseconds):
      return workers.wait(milliseconds: milliseconds) ? .whole(node.answer(request)) : .broken
    case .slowAnswer(let milliseconds):
      let answer = node.answer(request)
      return workers.wait(milliseconds: milliseconds) ? .whole(answer) : .broken
    case .executedTwice:
      _ = node.answer(request)
      return .whole(node.answer(request))
    case .answeredTwice: return .twice(node.answer(request))
    case .leadershipLostButCommitted:
      _ = node.answer(request)
      return lostLeadership
    case .leadershipLostNotCommitted: return lostLeadership
    case .leadershipLostCommittedLater:
      if let asked = try? node.storeRequest(kind, request) { node.store.doLater(asked) }
      return lostLeadership
    case .dialRefused:
      return .whole(
        node.signed(node.failed("dial tcp \(Membership.address(node.port)): connect: connection refused")))
    case .noLeader: return .whole(node.signed(HTTPAnswer(status: 503, text: "leader not found")))
    case .error500AfterCommit:
      _ = node.answer(request)
      return .whole(node.signed(HTTPAnswer(status: 500, text: "write: broken pipe")))
    case .cutAnswerAt(let count): return .cut(node.answer(request), at: count)
    case .diskFull:
      guard let asked = try? node.storeRequest(kind, request) else { return .whole(node.answer(request)) }
      return .whole(node.signed(node.written(node.store.fillUp(asked), request.parameters)))
    case .silence: return .silence
    case .silenceAfterCommit:
      _ = node.answer(request)
      return .silence
    case .instead(let status, let type, let body):
      return .whole(HTTPAnswer(status: status, type: type, body: Array(body.utf8)))
    }
  }

  private var lostLeadership: Delivery { .whole(node.signed(node.failed("leadership lost while committing log"))) }

  private static func kind(of request: HTTPRequest) -> StoreRequest.Kind? {
    switch request.path {
    case "/db/execute": .execute
    case "/db/query": .query
    case "/db/request": .request
    default: nil
    }
  }

  /// - Returns: whether the conversation goes on.
  private func deliver(_ delivery: Delivery) -> Bool {
    switch delivery {
    case .whole(let answer): return send(answer.bytes)
    case .twice(let answer): return send(answer.bytes + answer.bytes)
    case .cut(let answer, let count):
      _ = send(Array(answer.bytes.prefix(count)))
      return false
    case .broken:
      breakHard(connection)
      return false
    case .silence:
      while isReady(Conversation.otherEndClosed) == false {}
      return false
    }
  }

  /// Nil when it is over.
  private func receive(into buffer: inout [UInt8]) -> Int? {
    while isReady(Int16(POLLIN)) != nil {
      let count = recv(connection, &buffer, buffer.count, 0)
      if count > 0 { return count }
      if count == 0 || errno != EINTR { return nil }
    }
    return nil
  }

  /// Waits for something at the connection; nil when all threads are to end, or when waiting failed.
  private func isReady(_ events: Int16) -> Bool? {
    var ready = [
      pollfd(fd: workers.bell, events: Int16(POLLIN), revents: 0), pollfd(fd: connection, events: events, revents: 0),
    ]
    while poll(&ready, 2, -1) < 0 { guard errno == EINTR else { return nil } }
    return ready[0].revents != 0 ? nil : ready[1].revents != 0
  }

  private func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map {
          Glibc.send(connection, $0 + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
        } ?? -1
      }
      if count > 0 { sent += count } else if errno != EINTR { return false }
    }
    return true
  }
}
