/// Which key an escape sequence means, whatever TERM says.
enum KeySequences {
  /// `ESC [` parameters final, without the `ESC [`; nil for everything that is not a key.
  static func key(parameters: ArraySlice<UInt8>, final: UInt8) -> Key? {
    if parameters.first == UInt8(ascii: "[") {
      // Linux console: ESC [ [ A to E.
      return 0x41...0x45 ~= final ? .function(Int(final) - 0x40) : nil
    }
    guard parameters.allSatisfy({ 0x30...0x39 ~= $0 || $0 == UInt8(ascii: ";") }) else { return nil }
    let numbers = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map(number)
    if final == UInt8(ascii: "~") { return numbered(numbers.first ?? 0) }
    // A modifier makes no other key of it, but without "1;" in front F1 to F4 would be answers of the terminal.
    let isModified = numbers.count == 2 && numbers[0] == 1 && 1...16 ~= numbers[1]
    guard parameters.isEmpty || isModified || numbers == [1] else { return nil }
    switch final {
    case UInt8(ascii: "P")...UInt8(ascii: "S"): return .function(Int(final) - 0x4F)
    case UInt8(ascii: "Z"): return .backtab
    case UInt8(ascii: "L"): return .insert
    default: return cursorKey(final)
    }
  }

  /// The letter after `ESC O`; nil if no key sends it.
  static func key(singleShift letter: UInt8) -> Key? {
    switch letter {
    case UInt8(ascii: "P")...UInt8(ascii: "S"): return .function(Int(letter) - 0x4F)
    case UInt8(ascii: "t")...UInt8(ascii: "v"): return .function(Int(letter) - 0x6F)
    case UInt8(ascii: "l"): return .function(8)
    case UInt8(ascii: "w"): return .function(9)
    case UInt8(ascii: "x"): return .function(10)
    case UInt8(ascii: "p"): return .end
    case UInt8(ascii: "q"): return .home
    case UInt8(ascii: "s"): return .pageUp
    case UInt8(ascii: "n"): return .pageDown
    case UInt8(ascii: "M"): return .enter
    case UInt8(ascii: "I"): return .tab
    case UInt8(ascii: "j"): return .character("*")
    case UInt8(ascii: "k"): return .character("+")
    case UInt8(ascii: "m"): return .character("-")
    case UInt8(ascii: "o"): return .character("/")
    case UInt8(ascii: "X"): return .character("=")
    default: return cursorKey(letter)
    }
  }

  private static func cursorKey(_ letter: UInt8) -> Key? {
    switch letter {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "H"): .home
    default: nil
    }
  }

  private static func numbered(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23, 24: .function(number - 12)
    case 35: .function(5)
    default: nil
    }
  }

  /// At most four digits count; longer parameters name no key.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.count > 4 ? Int.max : digits.reduce(0) { $0 * 10 + Int($1 & 0xF) }
  }
}
