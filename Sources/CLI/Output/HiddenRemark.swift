import Inventory

/// What is not shown to everybody.
enum HiddenRows {
  /// What others did is shown to who supervises.
  case doneByOthers
  /// What moved where something is counted blind is not shown to who counts.
  case countedBlind
}

extension Session {
  /// Under a list that came out empty: what of it is kept from who asks, so that nobody takes that for "there is none".
  func remarkHidden(_ hidden: HiddenRows) throws(CommandError) {
    guard !isJSON, case .person(let name) = try asker(), let person = try ask(WhoAmI(name)) else { return }
    if hidden == .doneByOthers, !person.role.holds(.supervise) {
      tell(
        "\(person.name), as a \(person.role.rawValue), sees what they did themselves; supervisors see what others did.")
    }
    if !person.role.holds(.operate), try ask(StockTotals()).isWithheld {
      tell("What is being counted blind is not shown to who counts, until the count is over.")
    }
  }

  private func tell(_ words: String) {
    output.flush()
    remark(PlainText.safe(words))
  }
}
