/// Schema 5: the rules of the house. Which sites people may touch and how they sign in, the sealed audit, stock as it was,
/// locks, jobs and what is to be done later; what other systems are told of.
enum FifthSchema {
  static let statements: [String] =
    PeopleSchema.statements + SealSchema.statements + SnapshotSchema.statements + HouseSchema.statements
    + DeliverySchema.statements
}
