/// What stock is worth, in schema 3.
enum ValueSchema {
  static let statements: [String] = []
}
