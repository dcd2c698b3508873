/// Schema 5: the sealed audit.
enum SealSchema {
  static let statements: [String] = []
}
