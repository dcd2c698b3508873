/// The tables and walls of schema 2: who works here, and what is being counted.
enum SecondSchema {
  static let statements: [String] = OperatorSchema.statements + CountSchema.statements
}
