/// The tables and walls of schema 3: what moves. Lots that may be used or not, serials with a history, transfers from one
/// place to another, pallets, where goods are put away, and what they are worth.
enum ThirdSchema {
  static let statements: [String] =
    LotSchema.statements + SerialSchema.statements + TransferSchema.statements + PlateSchema.statements
    + PutAwaySchema.statements + ValueSchema.statements
}
