/// Reports of the mouse as xterm's mode 1006 sends them: `ESC [ < button ; column ; row M`, and `m` when it is let go.
enum MouseReport {
  /// Nil for what is no report, and for what nobody needs: releases, other buttons, keys held down meanwhile.
  static func event(parameters: ArraySlice<UInt8>, final: UInt8) -> MouseEvent? {
    guard final == UInt8(ascii: "M"), parameters.first == UInt8(ascii: "<") else { return nil }
    let numbers = parameters.dropFirst().split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { digits in
        digits.isEmpty || digits.count > 4 || !digits.allSatisfy { 0x30...0x39 ~= $0 }
          ? -1 : digits.reduce(0) { $0 * 10 + Int($1 & 0xF) }
      }
    guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
    switch numbers[0] {
    case 0: return .click(row: numbers[2] - 1, column: numbers[1] - 1)
    case 64: return .wheelUp
    case 65: return .wheelDown
    default: return nil
    }
  }
}
