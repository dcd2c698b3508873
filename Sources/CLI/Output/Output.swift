/// Standard output, gathered into large writes. Once the reader is gone nothing more is written and nobody complains.
final class Output {
  private let sink: ByteSink
  private var pending: [UInt8] = []
  private(set) var isReaderGone = false
  /// Why writing failed, in the system's words.
  private(set) var failure: String?

  init(_ sink: @escaping ByteSink) { self.sink = sink }

  /// Whether there is any point in making more.
  var isOpen: Bool { !isReaderGone && failure == nil }

  func write(_ text: String) {
    pending.append(contentsOf: text.utf8)
    if pending.count >= 1 << 16 { flush() }
  }

  /// Hands bytes on; false when nobody takes them any more.
  func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
    flush()
    note(sink(bytes))
    return isOpen
  }

  func line(_ text: String) { write(text + "\n") }

  func flush() {
    guard isOpen, !pending.isEmpty else { return }
    note(pending.withUnsafeBytes { sink($0) })
    pending.removeAll(keepingCapacity: true)
  }

  private func note(_ outcome: WriteOutcome) {
    switch outcome {
    case .written: break
    case .readerGone: isReaderGone = true
    case .failed(let why): failure = why
    }
  }
}
