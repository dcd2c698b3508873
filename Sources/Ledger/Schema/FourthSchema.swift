/// Schema 4: what is promised, what is low, what is bought.
enum FourthSchema {
  static let statements: [String] =
    ReservationSchema.statements + ReorderSchema.statements + PurchaseSchema.statements
}
