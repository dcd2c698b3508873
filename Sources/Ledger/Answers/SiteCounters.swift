import Inventory
import Storage

/// How many stock records there are, and how many of them are low or out by the books: kept site by site.
struct SiteCounters {
  struct Counted {
    var records = 0
    var low = 0
    var out = 0
  }

  private(set) var all = Counted()
  private var bySite: [LocationID: Counted] = [:]

  init(_ reader: Reader) throws(InventoryError) {
    var found: [(site: LocationID, counted: Counted)] = []
    try reader.each(Statement("SELECT site, records, low, out_of_stock FROM site_counter")) { row in
      found.append(
        (
          LocationID(row.integer(0)),
          Counted(records: Int(row.integer(1)), low: Int(row.integer(2)), out: Int(row.integer(3)))
        ))
      return true
    }
    for (site, counted) in found {
      bySite[site] = counted
      all.records += counted.records
      all.low += counted.low
      all.out += counted.out
    }
  }

  func of(_ site: LocationID) -> Counted { bySite[site] ?? Counted() }
}
