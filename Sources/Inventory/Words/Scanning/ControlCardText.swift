extension ControlCard {
  /// The cards of a set, as they are printed.
  public static let sheet: [ControlCard] =
    [.undo, .zero, .done, .damaged] + [2, 5, 10, 20, 50, 100].map { .times(Quantity($0)) }

  /// What is on the card: `$$UNDO`.
  public var text: String {
    switch self {
    case .undo: "$$UNDO"
    case .zero: "$$ZERO"
    case .done: "$$DONE"
    case .damaged: "$$DAMAGED"
    case .times(let quantity): "$$X\(quantity)"
    }
  }

  /// What a scan of it does.
  public var words: String {
    switch self {
    case .undo: "takes the last scan back"
    case .zero: "there is none of it here"
    case .done: "done here: the bin, the receipt"
    case .damaged: "the next scan is damaged goods"
    case .times(let quantity): "the next scan is \(quantity) units"
    }
  }
}
