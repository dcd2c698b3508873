extension Needs {
  /// An item, or one of its lots, at a place, as given.
  public struct LooseName: Hashable, Sendable {
    public var item: String
    public var lot: String?
    public var location: String
    public init(_ item: String, lot: String?, at location: String) {
      self.item = item
      self.lot = lot
      self.location = location
    }
  }
}

/// What a place has on hand of something, and how much of that stands on pallets.
public struct LooseStock: Hashable, Sendable {
  public var onHand: Quantity
  public var plated: Quantity

  public init(onHand: Quantity = .zero, plated: Quantity = .zero) {
    self.onHand = onHand
    self.plated = plated
  }

  public var loose: Quantity { onHand - plated }
}

extension Facts {
  /// The pallet an act names.
  public func plate(_ code: String) throws(InventoryError) -> Plate {
    guard let plate = plates[code] else { throw .noSuchPlate(code) }
    return plate
  }

  /// The same, where it stands and nothing says that it is not whole: it may be moved or shipped by its code alone. The
  /// plan then says ``Plan/requirePlate(_:isWhole:)``.
  public func wholePlate(_ code: String) throws(InventoryError) -> Plate {
    let plate = try plate(code)
    guard plate.status == .standing, let place = plate.place else {
      throw .plateIs(plate.code, plate.status, place: plate.place)
    }
    guard let doubt = plate.doubts.first else { return plate }
    if doubt.onHand < doubt.plated {
      throw .plateDoubtful(
        plate.code, item: doubt.item.code, place: place, lot: doubt.lot?.code, says: doubt.plated, has: doubt.onHand)
    }
    throw .plateSerialStrayed(
      plate.code, serial: doubt.strayed.first ?? "", item: doubt.item.code, place: place)
  }

  /// The same, where it travels with this transfer.
  public func travellingPlate(_ code: String, with transfer: Int64) throws(InventoryError) -> Plate {
    let plate = try plate(code)
    guard plate.status == .inTransit, plate.transfer == transfer else {
      throw .plateIs(plate.code, plate.status, place: plate.place)
    }
    return plate
  }
}

extension Plate {
  /// What stands on it as lines of a movement from its place; the facts know all their names.
  public func lines(
    _ kind: MovementKind, to: String? = nil, reference: String? = nil
  ) -> [MovementLine] {
    contents.map { content in
      MovementLine(
        kind, content.item.code.description, content.quantity, at: locationCode ?? "", to: to, lot: content.lot?.code,
        serials: content.serials, reference: reference)
    }
  }
}

extension Plan {
  /// The plan rests on the pallet as it was looked at, and, where it is taken as a whole, on its being whole.
  public mutating func requirePlate(_ plate: Plate, isWhole: Bool) {
    requirements.append(.plate(plate.id, version: plate.version, isWhole: isWhole))
  }
}
