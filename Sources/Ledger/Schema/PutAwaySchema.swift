/// Where goods are put away, in schema 3.
enum PutAwaySchema {
  static let statements: [String] = []
}
