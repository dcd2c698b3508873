/// A document that an act changes beside the one it is about: what the audit keeps of each of many, so that the history of
/// an item, a place, a rule or a lot is whole whether it was changed alone or with a thousand others.
public struct PlannedDocument: Hashable, Sendable {
  /// `item:DRILL-18V`.
  public var entity: String
  public var before: Fields?
  public var after: Fields?
  /// The row of an import that changes it.
  public var row: Int

  public init(_ entity: String, before: Fields?, after: Fields?, row: Int = Plan.noRow) {
    self.entity = entity
    self.before = before
    self.after = after
    self.row = row
  }
}
