import Inventory

/// Takes the snapshots of ends of months while a console has nothing else to do, one each time it is asked: on the thread that
/// tidies, never on the way of an act.
enum ClosingMonths {
  /// Over a line it would carry the ledger to and fro: there `tallyman snapshot take --due` does it at the far end.
  /// - Returns: whether one was taken.
  static func closeOne(_ service: any InventoryService, isFar: Bool, by actor: String, at terminal: String) -> Bool {
    let now = World.now()
    guard !isFar, let due = try? service.ask(DueSnapshots(now: now), for: .house).first else { return false }
    let context = ActContext(
      key: "close-\(due)-\(World.makeKey())", actor: actor, terminal: terminal, now: now)
    return (try? service.perform(TakeSnapshot(asOf: due, isDue: true), context)) != nil
  }
}
