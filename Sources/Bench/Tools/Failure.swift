/// Why a measurement could not be made, or found something that must not be.
struct Failure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// Ends the measurement where something that must hold does not.
func require(_ holds: Bool, _ otherwise: @autoclosure () -> String) throws {
  guard holds else { throw Failure(otherwise()) }
}
