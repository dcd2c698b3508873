import Inventory
import Terminal

/// One field of a form.
struct FormField: Hashable, Sendable {
  enum Name: String, Sendable {
    case quantity
    case kind
    case to
    case lot
    case expires
    case serials
    case reason
    case reference
    case note
    case reorderPoint
    case bin
    case sku
    case itemName
    case category
    case unit
    case tracking
    case barcode
    case location
    case roomType
    case status
    case isLow
    case isActive
    case stocktakeName
    case mode
    case policy
    case tolerance
    case scheduled
    case onlyHere
    case verdict
    case shown
    case resolution
    case owner
    case from
    case priority
    case shortage
    /// Of one of several lines.
    case lineQuantity
    case lineSerials
    case made
    /// What is reserved for, how long, and for when.
    case subject
    case life
    case due
    case days
    case since
    case before
    case fileName
    case replace
    case assignee
    case vendor
    case maximum
    case multiple
    case minimumOrder
    case leadDays
    case safetyStock
    case currency
    case price
    case number
    case asOf
    case oldPin, newPin, newPinAgain
  }

  var name: Name
  var label: String
  var line = TextLine()
  var hint = ""
  /// What a digit picks as the first key; with `isClosed` nothing else may be given.
  var choices: [String] = []
  var isClosed = false
  /// Whether each Enter ends a record and an empty one leaves the field: serial numbers.
  var isList = false
  /// Which line of a transfer it is about.
  var row: Int?
  /// A secret: nobody sees what is typed.
  var isHidden = false

  /// What may be seen of it.
  var shown: String { isHidden ? String(repeating: "*", count: line.text.count) : line.text }
  var text: String { line.text.trimmedBlanks }

  /// Whether a `$` is text in it: where nothing is typed yet, or nothing can be, it leads to the functions by number.
  var takesDollar: Bool { !line.isEmpty && name != .quantity && !isClosed && !choices.contains(line.text) }

  /// Takes a key that edits; false for any other.
  mutating func type(_ key: Key) -> Bool {
    if case .character(let character) = key, !choices.isEmpty {
      if line.isEmpty || isClosed, let digit = character.wholeNumberValue, choices.indices.contains(digit - 1) {
        line.text = choices[digit - 1]
        return true
      }
      if isClosed {
        choose(character)
        return true
      }
    }
    if isClosed, key == .backspace {
      line.text = choices.first ?? ""
      return true
    }
    return line.type(key)
  }

  /// Of a closed field: a blank goes to the next choice, a letter to the next that begins with it.
  private mutating func choose(_ character: Character) {
    let index = choices.firstIndex(of: line.text) ?? -1
    let turned = Array(choices[(index + 1)...] + choices[...max(index, 0)])
    let wanted = character == " " ? turned.first : turned.first { $0.lowercased().hasPrefix(character.lowercased()) }
    if let wanted { line.text = wanted }
  }
}
