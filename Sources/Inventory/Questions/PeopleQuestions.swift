/// Who works here or did, by name.
public struct OperatorList: Question, Hashable {
  public init() {}
  public func answered(by answers: some Answering) throws(InventoryError) -> [Operator] { try answers.answer(self) }
}

/// Who a name stands for: an operator at work. Nil for any other name, and in a house without operators.
public struct WhoAmI: Question, Hashable {
  public var name: String
  public init(_ name: String) { self.name = name }

  public func answered(by answers: some Answering) throws(InventoryError) -> Operator? { try answers.answer(self) }
}

/// Whether the asker holds a right: for what is done past the books, such as copying all of them. Answers who it is, nil
/// in a house without operators; throws where they do not hold it.
public struct Permission: Question, Hashable {
  public var right: Right
  public init(_ right: Right) { self.right = right }

  public func answered(by answers: some Answering) throws(InventoryError) -> Operator? { try answers.answer(self) }
}
