import Inventory

extension RowCells {
  func ruleRow() throws(RowProblem) -> SetRule {
    let (quantity, maximum) = (try quantity(.quantity), try quantity(.max))
    if quantity != nil, maximum != nil {
      throw RowProblem(.max, "it says both quantity and max: one is the other's place")
    }
    return SetRule(
      try item(), at: try needed(.location), point: try self.quantity(.point), quantity: quantity, maximum: maximum,
      multiple: try self.quantity(.multiple), minimumOrder: try self.quantity(.minOrder), leadDays: try days(.leadTime),
      safetyStock: try self.quantity(.safety), vendor: code(.vendor))
  }

  private func days(_ field: ImportField) throws(RowProblem) -> Int? {
    guard let text = code(field) else { return nil }
    guard let days = Int(text), days >= 0 else { throw problem(field, "is no number of days") }
    return days
  }
}
