/// What is being counted, in schema 2.
enum CountSchema {
  static let statements: [String] = []
}
