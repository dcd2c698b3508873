/// Schema 5: locks, jobs and what is to be done later.
enum HouseSchema {
  static let statements: [String] = []
}
