/// One line on a terminal that is written over and over, and gone in the end. Not on a terminal it is silent.
final class ProgressLine {
  private let surroundings: Surroundings
  private var shown = 0

  init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  func show(_ text: String) {
    guard surroundings.errorIsTerminal else { return }
    let text = PlainText.safe(text)
    let width = PlainText.width(text)
    write("\r" + text + String(repeating: " ", count: max(0, shown - width)))
    shown = width
  }

  func erase() {
    guard shown > 0 else { return }
    write("\r" + String(repeating: " ", count: shown) + "\r")
    shown = 0
  }

  private func write(_ text: String) {
    var text = text
    _ = text.withUTF8 { surroundings.errorOutput(UnsafeRawBufferPointer($0)) }
  }
}
