import Inventory

extension Desk {
  /// A badge was scanned in a pane: the same as ``signIn(_:)``, and it is written down and followed by their session.
  mutating func signIn(byBadge person: Operator) -> Bool {
    let old = identity.actor
    let said = lines(of: notices.all)
    guard signIn(person) else { return false }
    if settings.door != nil {
      noteSignIn(person, .badge)
      replaced = old
      // What was said to another may be nothing for this one to see.
      emit(.saveMessages(said))
      notices.clear()
    }
    return true
  }

  /// Writes down that somebody signed in.
  mutating func noteSignIn(_ person: Operator, _ way: RecordSignIn.Way) {
    signIns.insert(perform(RecordSignIn(person.name, way), as: person.name))
  }

  /// An act of somebody who need not be the one who works here.
  mutating func perform(_ act: some Act, as name: String) -> Int {
    let own = identity
    identity.actor = name
    defer { identity = own }
    return perform(act, key: makeKey())
  }
}
