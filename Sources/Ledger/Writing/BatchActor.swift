import Storage

extension Books {
  /// Who acts by a batch: the name its first statement writes down, with which every act begins. Nil for a batch that is no
  /// act, such as one that sets the tables up.
  public static func actor(of batch: Batch) -> String? {
    guard let first = batch.statements.first, first.sql == AuditTable.add, first.runs == 1,
      first.bindings.indices.contains(AuditTable.actorBinding),
      case .text(let name) = first.bindings[AuditTable.actorBinding]
    else { return nil }
    return name
  }
}

extension AuditTable {
  /// Which of the bindings of ``add`` is the actor's name.
  fileprivate static let actorBinding = 3
}
