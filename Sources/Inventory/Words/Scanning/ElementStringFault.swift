/// Why what was scanned is no element string.
public struct ElementStringFault: Error, Hashable, Sendable {
  public enum Cause: Hashable, Sendable {
    /// There is nothing behind the barcode's identifier.
    case empty
    /// No application identifier begins here.
    case unknownIdentifier
    case tooShort(least: Int)
    /// Most likely a separator is missing: the scanner swallows it, or the label lacks it.
    case tooLong(most: Int)
    case badCharacter(Character)
    case wrongCheckDigit(wanted: Character)
    case noSuchDate
    case noSuchTime
    case twoSeparators
    case tooManyElements(most: Int)
  }

  public let cause: Cause
  /// The place in what was scanned, from 0, the barcode's identifier counted.
  public let at: Int
  /// Whose value it is, where an application identifier was found.
  public let identifier: String?
  /// What the label may mean if a separator is missing, for a person to choose from; empty where nothing fits.
  public internal(set) var readings: [ElementString] = []

  init(_ cause: Cause, at: Int, identifier: String? = nil) {
    self.cause = cause
    self.at = at
    self.identifier = identifier
  }
}

extension ElementStringFault: CustomStringConvertible {
  public var description: String {
    let value = identifier.map { "(\($0))" } ?? "the code"
    return switch cause {
    case .empty: "there is nothing in it"
    case .unknownIdentifier: "no application identifier begins at character \(at + 1)"
    case .tooShort(let least): "\(value) is too short: \(least) characters at least"
    case .tooLong(let most): "\(value) is too long, \(most) characters at most: is a separator missing?"
    case .badCharacter(let character): "\(value) cannot hold \(character.debugDescription) at character \(at + 1)"
    case .wrongCheckDigit(let wanted): "the check digit of \(value) is wrong: it should be \(wanted)"
    case .noSuchDate: "\(value) is no date"
    case .noSuchTime: "\(value) is no time"
    case .twoSeparators: "there are two separators at character \(at + 1)"
    case .tooManyElements(let most): "it has more than \(most) elements"
    }
  }
}

extension ElementString.Warning: CustomStringConvertible {
  public var description: String {
    switch self {
    case .twoValues(let identifier): "(\(identifier)) stands there twice, with different values"
    case .excludes(let identifier, let other): "(\(other)) should not stand beside (\(identifier))"
    case .wants(let identifier, let others):
      "(\(identifier)) should stand beside " + others.split(separator: " ").joined(separator: " or ")
    case .wantsSerial(let identifier): "(\(identifier)) should have its serial too"
    case .tooFine(let identifier): "(\(identifier)) is finer than a gram and is left out"
    }
  }
}
