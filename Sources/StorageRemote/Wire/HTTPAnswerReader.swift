/// Makes an answer of the bytes as they come, in whatever pieces: with a length, in chunks, or up to the end of the line.
struct HTTPAnswerReader {
  private enum Part {
    case status, field
    case body(left: Int)
    case toEnd
    case chunkSize
    case chunk(left: Int)
    case chunkEnd, trailer
    case whole
  }

  private static let longestHead = 65_536
  private static let longestBody = 1 << 30

  private var part = Part.status
  private var line: [UInt8] = []
  private var headLength = 0
  private(set) var answer = HTTPAnswer()

  var isWhole: Bool { if case .whole = part { true } else { false } }
  /// Whether anything of an answer has come.
  var hasBegun: Bool { headLength > 0 }

  /// Takes bytes up to the end of the answer and returns how many that were.
  mutating func take(_ bytes: UnsafeRawBufferPointer) throws(WireFault) -> Int {
    var at = 0
    while at < bytes.count, !isWhole {
      switch part {
      case .body(let left):
        at += try append(bytes, at, left) {
          .body(left: $0)
        } whole: {
          .whole
        }
      case .chunk(let left):
        at += try append(bytes, at, left) {
          .chunk(left: $0)
        } whole: {
          .chunkEnd
        }
      case .toEnd:
        at += try append(bytes, at, .max) { _ in
          .toEnd
        } whole: {
          .whole
        }
      default:
        let byte = bytes[at]
        at += 1
        headLength += 1
        guard line.count < HTTPAnswerReader.longestHead, headLength < HTTPAnswerReader.longestHead else {
          throw .unsuitable("the head of its answer has no end")
        }
        if byte != UInt8(ascii: "\n") {
          line.append(byte)
          continue
        }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        let text = String(decoding: line, as: UTF8.self)
        line.removeAll(keepingCapacity: true)
        try take(line: text)
      }
    }
    return at
  }

  /// The other side has closed the line.
  mutating func end() throws(WireFault) {
    if case .toEnd = part { part = .whole }
    answer.keepsLine = false
    guard isWhole else {
      throw .unreachable(hasBegun ? "the line was closed in the middle of an answer" : "the line was closed")
    }
  }

  private mutating func append(
    _ bytes: UnsafeRawBufferPointer, _ at: Int, _ left: Int, _ rest: (Int) -> Part, whole: () -> Part
  ) throws(WireFault) -> Int {
    let count = min(left, bytes.count - at)
    guard answer.body.count + count <= HTTPAnswerReader.longestBody else {
      throw .unsuitable("its answer has no end")
    }
    answer.body.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[at..<at + count]))
    part = count == left ? whole() : rest(left - count)
    return count
  }

  private mutating func take(line: String) throws(WireFault) {
    switch part {
    case .status: try takeStatus(line)
    case .field: if line.isEmpty { try endHead() } else { try takeField(line) }
    case .chunkSize: try takeChunkSize(line)
    case .chunkEnd:
      guard line.isEmpty else { throw .unsuitable("a chunk of its answer is longer than it says") }
      headLength = 1
      part = .chunkSize
    case .trailer: if line.isEmpty { part = .whole }
    case .body, .toEnd, .chunk, .whole: break
    }
  }

  private mutating func takeStatus(_ line: String) throws(WireFault) {
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count > 1, words[0].hasPrefix("HTTP/1."), words[1].utf8.count == 3, let status = Int(words[1]),
      100...599 ~= status
    else { throw .unsuitable("what it answers is not HTTP") }
    answer = HTTPAnswer()
    answer.status = status
    answer.keepsLine = words[0] != "HTTP/1.0"
    part = .field
  }

  private mutating func takeField(_ line: String) throws(WireFault) {
    guard let colon = line.firstIndex(of: ":"), colon != line.startIndex, line.first != " " else {
      throw .unsuitable("what it answers is not HTTP")
    }
    answer.fields.append((line[..<colon].lowercased(), line[line.index(after: colon)...].trimmed))
  }

  private mutating func endHead() throws(WireFault) {
    for (name, value) in answer.fields where name == "connection" {
      let value = value.lowercased()
      if value.contains("close") { answer.keepsLine = false }
      if value.contains("keep-alive") { answer.keepsLine = true }
    }
    // "Go on": the answer itself is still to come.
    guard answer.status >= 200 else {
      part = .status
      return
    }
    if answer.status == 204 || answer.status == 304 {
      part = .whole
    } else if let coding = answer["transfer-encoding"] {
      guard coding.lowercased() == "chunked" else { throw .unsuitable("its answer is coded as \(coding)") }
      part = .chunkSize
    } else if let length = try length() {
      part = length == 0 ? .whole : .body(left: length)
      answer.body.reserveCapacity(min(length, 16 << 20))
    } else {
      answer.keepsLine = false
      part = .toEnd
    }
  }

  private func length() throws(WireFault) -> Int? {
    let lengths = Set(answer.fields.filter { $0.name == "content-length" }.map(\.value))
    guard let text = lengths.first else { return nil }
    guard lengths.count == 1, text.utf8.allSatisfy({ 48...57 ~= $0 }), let length = Int(text),
      length <= HTTPAnswerReader.longestBody
    else { throw .unsuitable("the length of its answer makes no sense") }
    return length
  }

  private mutating func takeChunkSize(_ line: String) throws(WireFault) {
    let digits = line.prefix { $0 != ";" }.trimmed
    guard !digits.isEmpty, digits.utf8.count <= 8, digits.allSatisfy(\.isHexDigit), let size = Int(digits, radix: 16)
    else { throw .unsuitable("a chunk of its answer has no length") }
    part = size == 0 ? .trailer : .chunk(left: size)
  }
}
