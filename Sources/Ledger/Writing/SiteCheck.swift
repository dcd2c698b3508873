import Inventory
import Storage

/// Whether whoever acts may touch all that a plan touches: ``SiteTouch`` has the rule. Who has no sites pays nothing.
struct SiteCheck {
  let reader: Reader

  /// Refuses the plan; of an import only the rows that touch another site.
  func permit(
    _ plan: inout Plan, of act: some Act, by actor: Operator?, _ facts: Facts
  ) throws(InventoryError) {
    guard let actor, !actor.sites.isEmpty, !act.isUpkeep else { return }
    let touches = plan.touches(facts, isImport: act.action.hasPrefix("import."))
    let sites = try sites(of: touches, facts)
    try reader.checkFacts()
    var refused: [Int: InventoryError] = [:]
    for touch in touches {
      guard let why = actor.objection(to: touch, sites) else { continue }
      guard let row = touch.row else { throw why }
      refused[row] = refused[row] ?? why
    }
    if !refused.isEmpty { plan.reject(refused) }
  }

  /// Most places are known from planning already; the others are looked up in one read.
  private func sites(
    of touches: [SiteTouch], _ facts: Facts
  ) throws(InventoryError) -> [LocationID: OperatorSite] {
    var known = [facts.transfer?.source, facts.transfer?.destination].compactMap { $0 }
    known += facts.purchase?.places ?? []
    var sites: [LocationID: OperatorSite] = [:]
    for place in Array(facts.locations.values) + known {
      sites[place.id] = OperatorSite(place.site, code: place.kind == .site ? place.code : place.siteCode)
    }
    let asked = Set(
      touches.lazy.flatMap(\.anyOf).compactMap { if case .location(let id) = $0 { id } else { nil } }
    ).filter { sites[$0] == nil }
    guard !asked.isEmpty else { return sites }
    try reader.each(LocationTable.sites(of: asked)) { row in
      sites[LocationID(row.integer(0))] = OperatorSite(LocationID(row.integer(1)), code: row.text(2))
      return true
    }
    return sites
  }
}

extension LocationTable {
  /// The site each of the locations stands in.
  static func sites(of locations: Set<LocationID>) -> Statement {
    Statement(
      """
      SELECT l.id, s.id, s.code FROM json_each(?1) z CROSS JOIN location l ON l.id = z.value JOIN location s ON s.id = l.site
      """, [.numbers(Set(locations.map(\.number)))])
  }
}
