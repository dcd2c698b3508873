import Inventory
import Terminal

/// What is typed behind the key that leaves a scan pane, while that waits for the database, is meant for the pane
/// beneath: it waits too, and goes there in order (`console.md` 2.4, 7).
extension ConsoleModel {
  /// Whether the input waits for the pane on top to leave. The key that leaves is never held: pressed again it is how
  /// somebody gets out whose database does not answer.
  mutating func holds(_ input: InputEvent) -> Bool {
    guard isHolding else { return false }
    if gate?.isHanding == true, case .key(.escape) = input { return false }
    if gate == nil, case .key(let key) = input, [.function(10), .alt("0")].contains(key) { return false }
    if typedAhead.count < RecordQueue.most { typedAhead.append(input) }
    return true
  }

  /// Whether what is typed waits: for a pane to leave, for the gate to know who comes, for their panes.
  private var isHolding: Bool {
    if let gate { return gate.isBusy }
    return awaited != nil || topPane.isLeaving
  }

  /// Gives on what waited, as far as it may: to the pane beneath, or back to the one that stayed after all.
  mutating func typeAhead() {
    while !typedAhead.isEmpty, !isHolding {
      take(typedAhead.removeFirst())
      navigate()
    }
  }
}
