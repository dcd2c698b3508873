import Inventory

extension ConsoleModel {
  /// A badge was scanned in a browse pane: whatever is done and asked from here on is this operator's. What another did
  /// before is theirs to take back, and what is shown is asked for anew, as it may be another's to see.
  mutating func signIn(_ person: Operator) {
    if desk.signIn(byBadge: person) {
      eachPane { $0.booksChanged(&$1) }
    }
    desk.say(.ok, "\(person.name) works here now")
  }
}
