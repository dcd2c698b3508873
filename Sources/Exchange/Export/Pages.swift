import Inventory

/// Reads a list to its end, page by page.
enum Pages {
  static let size = 1000

  static func each(
    _ first: ItemPage, _ service: any InventoryService, for asker: Asker, _ body: (Item) -> Bool
  ) throws(InventoryError) {
    var question = first
    while true {
      let page = try service.ask(question, for: asker)
      for row in page.rows where !body(row) { return }
      guard let next = page.next else { return }
      question.start = .after(next)
    }
  }

  static func each(
    _ first: LocationList, _ service: any InventoryService, for asker: Asker, _ body: (Location) -> Bool
  ) throws(InventoryError) {
    var question = first
    while true {
      let page = try service.ask(question, for: asker)
      for row in page.rows where !body(row) { return }
      guard let next = page.next else { return }
      question.start = .after(next)
    }
  }
}

/// How deep each place stands in the tree: 0 for a site, and for a place whose parents are not in the list.
struct PlaceDepths {
  private var depths: [LocationID: Int] = [:]

  init(_ locations: [Location]) {
    let parents = Dictionary(locations.map { ($0.id, $0.parent) }, uniquingKeysWith: { first, _ in first })
    for location in locations {
      var depth = 0
      var place = location.parent
      // The books hold no loop; the bound holds if they did.
      while let parent = place, let above = parents[parent], depth < locations.count {
        depth += 1
        place = above
      }
      depths[location.id] = depth
    }
  }

  subscript(location: Location) -> Int { depths[location.id] ?? 0 }
}
