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
    for row in rows {
      needs.items.insert(row.code.description)
      for barcode in row.edits.barcodes ?? [] { needs.items.insert(barcode.code) }
    }
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
        let old = facts.items[name].flatMap { $0.code.matches(row.code) ? $0 : nil }
        var new = row.edits.applied(to: old ?? Item(code: row.code))
        if new == old {
          plan.unchanged += 1
          continue
        }
        try new.checkForm()
        try new.checkBarcodes(facts)
        for barcode in new.barcodes {
          if let other = taken.updateValue(new.code, forKey: barcode.code.lowercased()), other != new.code {
            throw .barcodeTaken(barcode.code, by: other)
          }
        }
        if let old {
          new.version = old.version + 1
          plan.changes.append(.setItem(new, from: old.version))
        } else {
          plan.changes.append(.addItem(new))
        }
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
    var waiting = Array(rows.enumerated())
    let coming = Set(rows.map(\.code))
    var known = facts
    var hasMoved = true
    while hasMoved {
      hasMoved = false
      for (index, row) in waiting {
        if let parent = row.edits.parent, known.locations[parent] == nil, coming.contains(parent) { continue }
        hasMoved = true
        waiting.removeAll { $0.offset == index }
        do throws(InventoryError) {
          guard seen.insert(row.code.lowercased()).inserted else {
            throw .badField(name: "row", value: row.code, wanted: "a location stands in a file once")
          }
          try plan.take(row, &known)
        } catch {
          plan.rejections.append(Rejection(row: index, error))
        }
      }
    }
    for (index, row) in waiting {
      plan.rejections.append(Rejection(row: index, .locationInsideItself(row.code)))
    }
    plan.rejections.sort { $0.row < $1.row }
    return plan
  }
}

extension Plan {
  fileprivate mutating func take(_ row: ImportLocations.Row, _ known: inout Facts) throws(InventoryError) {
    let old = known.locations[row.code].flatMap { $0.code.lowercased() == row.code.lowercased() ? $0 : nil }
    let kind = row.edits.kind ?? old?.kind ?? (row.edits.parent == nil ? .site : .bin)
    var edits = row.edits
    edits.kind = kind
    var new = try edits.applied(to: old ?? Location(code: row.code, kind: kind), known)
    if new == old {
      unchanged += 1
    } else if let old {
      new.version = old.version + 1
      changes.append(.setLocation(new, from: old.version))
    } else {
      changes.append(.addLocation(new))
    }
    known.locations[row.code] = new
  }
}
