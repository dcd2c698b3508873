/// Adds or edits items, a chunk of rows at a time. A row that cannot stand is rejected with its reason and the rest go
/// in; a row that says what the books say changes nothing.
public struct ImportItems: Act {
  public struct Row: Hashable, Sendable {
    public var code: ItemCode
    public var edits: ItemEdits
    public init(_ code: ItemCode, _ edits: ItemEdits) {
      self.code = code
      self.edits = edits
    }
  }

  public var rows: [Row]
  public init(_ rows: [Row]) { self.rows = rows }

  public var action: String { "import.items" }

  public var needs: Needs {
    var needs = Needs()
    needs.isFresh = true
    for row in rows {
      needs.items.insert(row.code.description)
      for barcode in row.edits.barcodes ?? [] { needs.items.insert(barcode.code) }
    }
    needs.settings = KnownSetting.trackingNames
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    for row in rows {
      digest.add("sku", row.code.description)
      row.edits.describe(to: &digest)
    }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    var plan = Plan()
    var seen: [String: Int] = [:]
    var taken: [String: ItemCode] = [:]
    for (index, row) in rows.enumerated() {
      do throws(InventoryError) {
        let name = row.code.description
        guard seen.updateValue(index, forKey: name.lowercased()) == nil else {
          throw .badField(name: "row", value: name, wanted: "a SKU stands in a file once")
        }
        let old = facts.items[name]
        if let old, !old.code.matches(row.code) { throw .barcodeTaken(name, by: old.code) }
        var new = row.edits.applied(to: old ?? Item(code: row.code))
        if new == old {
          plan.unchanged += 1
          continue
        }
        try new.checkForm()
        try new.checkBarcodes(facts)
        try facts.checkTracking(of: new, was: old?.tracking ?? .none)
        for barcode in new.barcodes {
          if let other = taken.updateValue(new.code, forKey: barcode.code.lowercased()), other != new.code {
            throw .barcodeTaken(barcode.code, by: other)
          }
        }
        if let old {
          new.version = old.version + 1
          plan.change(.setItem(new, from: old.version), row: index)
        } else {
          plan.change(.addItem(new), row: index)
        }
        plan.documents.append(
          PlannedDocument("item:\(new.code)", before: old?.fields, after: new.fields, row: index))
      } catch {
        plan.rejections.append(Rejection(row: index, error))
      }
    }
    return plan
  }
}

/// Adds or edits locations, a chunk of rows at a time; a row may stand in one that an earlier row adds.
public struct ImportLocations: Act {
  public struct Row: Hashable, Sendable {
    public var code: String
    public var edits: LocationEdits
    public init(_ code: String, _ edits: LocationEdits) {
      self.code = code
      self.edits = edits
    }
  }

  public var rows: [Row]
  public init(_ rows: [Row]) { self.rows = rows }

  public var action: String { "import.locations" }

  public var needs: Needs {
    var needs = Needs()
    needs.isFresh = true
    for row in rows {
      needs.locations.insert(row.code)
      if let parent = row.edits.parent { needs.locations.insert(parent) }
    }
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    for row in rows {
      digest.add("location", row.code)
      row.edits.describe(to: &digest)
    }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    var plan = Plan()
    var seen: Set<String> = []
    // A parent that is itself in this file goes in first; until then its children wait.
    var waiting: [(offset: Int, element: Row)] = []
    for (index, row) in rows.enumerated() {
      if seen.insert(row.code.lowercased()).inserted {
        waiting.append((index, row))
      } else {
        let why = InventoryError.badField(name: "row", value: row.code, wanted: "a location stands in a file once")
        plan.rejections.append(Rejection(row: index, why))
      }
    }
    var known = facts
    var hasMoved = true
    while hasMoved {
      let coming = Set(waiting.map { $0.element.code.lowercased() })
      var stillWaiting: [(offset: Int, element: Row)] = []
      for (index, row) in waiting {
        if let parent = row.edits.parent, known.locations[parent] == nil {
          known.locations[parent] = known.locations[parent.lowercased()]
          if known.locations[parent] == nil, coming.contains(parent.lowercased()) {
            stillWaiting.append((index, row))
            continue
          }
        }
        do throws(InventoryError) {
          try plan.take(row, index, &known)
        } catch {
          plan.rejections.append(Rejection(row: index, error))
        }
      }
      hasMoved = stillWaiting.count < waiting.count
      waiting = stillWaiting
    }
    for (index, row) in waiting {
      plan.rejections.append(Rejection(row: index, .locationInsideItself(row.code)))
    }
    plan.rejections.sort { $0.row < $1.row }
    return plan
  }
}

extension Plan {
  fileprivate mutating func take(
    _ row: ImportLocations.Row, _ index: Int, _ known: inout Facts
  ) throws(InventoryError) {
    let old = known.locations[row.code].flatMap { $0.code.lowercased() == row.code.lowercased() ? $0 : nil }
    let kind = row.edits.kind ?? old?.kind ?? (row.edits.parent == nil ? .site : .bin)
    var edits = row.edits
    edits.kind = kind
    var new = try edits.applied(to: old ?? Location(code: row.code, kind: kind), known)
    if new == old {
      unchanged += 1
    } else if let old {
      new.version = old.version + 1
      change(.setLocation(new, from: old.version), row: index)
    } else {
      change(.addLocation(new), row: index)
    }
    if new != old {
      documents.append(
        PlannedDocument("location:\(new.code)", before: old?.fields, after: new.fields, row: index))
    }
    known.locations[row.code] = new
    known.locations[row.code.lowercased()] = new
  }
}
