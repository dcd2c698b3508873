/// How old the lots are that sites have, in the order of SKUs and lots: since when each is there, whatever its dates say.
/// Items that are not kept by lot are left out, and a lot that was split off another is as old as the split.
public struct LotAgeingReport: Question, Hashable {
  public var buckets: AgeBuckets
  public var scope: ValueScope
  /// Stock as it was, and as old as it was.
  public var asOf: Instant

  public init(_ buckets: AgeBuckets = .standard, _ scope: ValueScope = ValueScope(), asOf: Instant) {
    self.buckets = buckets
    self.scope = scope
    self.asOf = asOf
  }

  public struct Row: Hashable, Sendable {
    public var lot: Lot
    public var ageing: AgeingReport.Row

    public init(lot: Lot, ageing: AgeingReport.Row) {
      self.lot = lot
      self.ageing = ageing
    }

    public var fields: Fields {
      var fields = Fields()
      fields.add("lot", lot.code)
      fields.add("made", lot.made)
      fields.add("expires", lot.expires)
      fields.add(ageing.fields)
      return fields
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<Row> { try answers.answer(self) }
}
