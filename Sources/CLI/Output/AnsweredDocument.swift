import Exchange
import Inventory

/// What the document that an act left says.
extension ActAnswer {
  func value(_ name: String) -> JSONValue? { document.flatMap { JSONValue(reading: $0) }?[name] }

  func word(_ name: String) -> String? { value(name)?.plain }

  func count(_ name: String) -> Int { word(name).flatMap { Int($0) } ?? 0 }

  func list(_ name: String) -> [JSONValue] {
    if case .list(let values)? = value(name) { values } else { [] }
  }
}
