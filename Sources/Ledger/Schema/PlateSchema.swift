/// Licence plates (SSCC), in schema 3: pallets and what stands on them.
enum PlateSchema {
  static let statements: [String] = []
}
