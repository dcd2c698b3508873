/// Schema 5: stock as it was.
enum SnapshotSchema {
  static let statements: [String] = []
}
