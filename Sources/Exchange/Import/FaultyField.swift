import Inventory

extension InventoryError {
  /// Which field of a row it is about; nil where it is the row as a whole.
  func importField(_ kind: ImportKind) -> ImportField? {
    switch self {
    case .noSuchItem, .itemRetired, .itemExists: .sku
    case .noSuchLocation, .ambiguousLocation: kind == .locations ? .parent : .location
    case .locationRetired, .locationStructural, .locationHoldsStock,
      .locationHasPlaces, .locationExists:
      .location
    case .locationInsideItself, .kindNeedsParent, .siteHasNoParent: .parent
    case .sameLocation, .anotherSite: .to
    case .noSuchLot, .needsLot, .takesNoLot: .lot
    case .needsSerials, .takesNoSerials, .serialGivenTwice, .serialNotHere, .serialAlreadyHere: .serial
    case .badQuantity, .insufficient, .belowLater, .overflow: kind == .stock ? .onHand : .quantity
    case .needsReason: .reason
    case .inTheFuture: .occurredAt
    case .barcodeTaken: .barcode
    case .noSuchStocktake, .stocktakeIs: .stocktake
    case .outsideStocktake: .location
    case .serialCounted: .serial
    case .countBelowZero: .quantity
    case .orderExists, .orderIncomplete: .number
    case .badCode(let what, _, _), .badField(let what, _, _): InventoryError.field(what)
    default: nil
    }
  }

  private static func field(_ what: String) -> ImportField? {
    let plain = ImportField.normalised(what)
    return ImportField.allCases.first { ImportField.normalised($0.label) == plain }
  }
}
