/// Lots, in schema 3: where there is some of each, and what of it may not be used.
enum LotSchema {
  static let statements: [String] = []
}
