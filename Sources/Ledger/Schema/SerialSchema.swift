/// Serials, in schema 3: what has become of each.
enum SerialSchema {
  static let statements: [String] = []
}
