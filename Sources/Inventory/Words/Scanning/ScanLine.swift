/// What stands on the scan line when a record ends, by one grammar for counting, receiving and looking up
/// (`interaction.md` 3.0). A scanner is a fast typist: nothing here asks how fast.
public enum ScanLine: Hashable, Sendable {
  /// Scanners that end with CR and LF send one after each code. It does nothing.
  case empty
  case command(ControlCard)
  /// `12`: the last scan was 12 units. The number may be a short SKU too: the pane asks where `or` names something. 0 right
  /// behind a bin means the bin is empty.
  case number(Quantity, or: ScannedCode)
  /// `12*`: the next scan is 12 units.
  case times(Quantity)
  /// `+3`, `-1c`: the line changes by this.
  case change(Amount)
  /// `=12`: the line is exactly this.
  case exactly(Amount)
  /// `6x8+3`, `12c+3`: the last scan was this. Where the item has no such pack, or the code names something, it was `or`.
  case amount(Amount, or: ScannedCode)
  /// Anything else, six digits and more among them.
  case code(ScannedCode)

  /// - Parameter record: the text between two ends of record.
  public init(_ record: String, rules: ScanRules = ScanRules(), today: Day) {
    let code = ScannedCode(record, rules: rules, today: today)
    guard !code.raw.isEmpty else {
      self = .empty
      return
    }
    if let card = ControlCard(code.text) {
      self = .command(card)
    } else if code.symbol == nil, let typed = ScanLine.typed(code) {
      self = typed
    } else {
      self = .code(code)
    }
  }

  /// More digits than this are a code.
  static let mostDigits = 5

  /// What only a person writes; nil for codes.
  private static func typed(_ code: ScannedCode) -> ScanLine? {
    let text = code.text
    let rest = String(text.dropFirst())
    switch text.first {
    case "+", "-": return isShort(rest) && Arithmetic.isAmount(text) ? .change(Amount(text)) : nil
    case "=": return isShort(rest) && Arithmetic.isAmount(rest) ? .exactly(Amount(rest)) : nil
    default: break
    }
    guard isShort(text) else { return nil }
    if text.last == "*" { return Arithmetic.amount(String(text.dropLast())).map { .times($0) } }
    if let number = Quantity(text) { return .number(number, or: code) }
    return Arithmetic.isAmount(text) ? .amount(Amount(text), or: code) : nil
  }

  /// Whether it begins with a digit and none of its numbers has too many of them.
  private static func isShort(_ text: String) -> Bool {
    guard let first = text.utf8.first, 48...57 ~= first else { return false }
    return text.split { !("0"..."9").contains($0) }.allSatisfy { $0.utf8.count <= mostDigits }
  }
}

/// What somebody typed for how many: to be worked out when the item is known, by its packs.
public struct Amount: Hashable, Sendable {
  /// As it was typed, for the echo line: `12c+3`.
  public let text: String

  public init(_ text: String) { self.text = text }

  /// Nil where the item has no such pack, and beyond the limit.
  public func quantity(packs: [Pack]) -> Quantity? { Arithmetic.amount(text, packs: packs) }
}

/// A command on a printed card, for gloved hands. They begin with `$$`: no line on the way to the console takes that for
/// its own, and Code 39 and 128 can hold it.
public enum ControlCard: Hashable, Sendable {
  case undo, zero, done, damaged
  /// `$$X10`: as `10*`, the next scan is ten units.
  case times(Quantity)

  /// Nil for what is on no card. Upper and lower case are the same.
  public init?(_ text: String) {
    guard text.hasPrefix("$$") else { return nil }
    switch text.dropFirst(2).uppercased() {
    case "UNDO": self = .undo
    case "ZERO": self = .zero
    case "DONE": self = .done
    case "DAMAGED": self = .damaged
    case let other:
      guard other.hasPrefix("X"), other.utf8.count <= ScanLine.mostDigits + 1,
        let count = Int(other.dropFirst()), count > 0, other.dropFirst().allSatisfy(\.isNumber)
      else { return nil }
      self = .times(Quantity(count))
    }
  }
}
