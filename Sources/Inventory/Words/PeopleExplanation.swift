/// Refusals that are about who somebody is.
extension Explanation {
  static func people(_ error: InventoryError) -> Explanation? {
    switch error {
    case .unknownOperator(let name):
      Explanation(
        "unknown-operator", "Who is it?", 403,
        "\(name) is no operator at work in this house. Say who acts with --as NAME, or scan a badge. See who is there "
          + "with: tallyman operator list"
      ) { $0.add("actor", name) }
    case .notPermitted(let actor, let role, let right):
      Explanation(
        "not-permitted", "Not permitted", 403,
        "\(actor) is \(role.withArticle) and may not \(deed(right)). \(who(right)) may. See who that is with: tallyman "
          + "operator list"
      ) {
        $0.add("actor", actor)
        $0.add("role", role.rawValue)
        $0.add("right", right.rawValue)
      }
    case .notAtSite(let actor, let site, let sites):
      Explanation(
        "not-at-site", "Not at this site", 403,
        "This is at \(site), and \(actor) works at \(sites.joined(separator: ", ")). Somebody of \(site) may do it, or "
          + "an admin lets \(actor) work there too: tallyman operator edit \(actor)"
          + (sites + [site]).map { " --site \($0)" }.joined()
      ) {
        $0.add("actor", actor)
        $0.add("site", site)
        $0.add("sites", .list(sites.map { .text($0) }))
      }
    case .ownSitesStay(let actor, let sites):
      Explanation(
        "own-sites-stay", "Not one's own sites", 403,
        "\(actor) works at \(sites.joined(separator: ", ")), and nobody gives themselves other sites. Another admin may: "
          + "tallyman operator edit \(actor) --site LOC"
      ) {
        $0.add("actor", actor)
        $0.add("sites", .list(sites.map { .text($0) }))
      }
    case .operatorElsewhere(let actor, let sites, let person, let theirs):
      Explanation(
        "operator-elsewhere", "Not of one's own sites", 403,
        "\(actor) works at \(sites.joined(separator: ", ")), and takes in and changes only who works nowhere else. "
          + "\(person) \(theirs.isEmpty ? "has all sites" : "works at \(theirs.joined(separator: ", "))"). An admin "
          + "of all sites may; see who that is with: tallyman operator list"
      ) {
        $0.add("actor", actor)
        $0.add("sites", .list(sites.map { .text($0) }))
        $0.add("operator", person)
        $0.add("operator_sites", .list(theirs.map { .text($0) }))
      }
    case .lastAdminOfAllSites(let name):
      Explanation(
        "last-admin-of-all-sites", "Somebody has all sites", 422,
        "A house needs an admin at work who is bound to no sites: without one nobody could give people other sites any "
          + "more. Leave \(name) all sites, or make somebody else one first: tallyman operator edit NAME --role admin --site "
          + "\"\""
      ) { $0.add("operator", name) }
    case .needsRole(let name):
      Explanation(
        "needs-role", "What are they?", 422,
        "Only the first operator of a house needs no role. Say what \(name) is: tallyman operator add \(name) --role "
          + Operator.Role.allCases.map(\.rawValue).joined(separator: "|")
      ) { $0.add("operator", name) }
    case .notASite(let place, let kind):
      Explanation(
        "not-a-site", "Not a site", 422,
        "\(place) is a \(kind.rawValue): operators are given whole sites. See them with: tallyman location list"
      ) { $0.add("location", place) }
    case .noSuchOperator(let name):
      Explanation(
        "no-such-operator", "No such operator", 404,
        "No operator is called \"\(name)\". See them with: tallyman operator list"
      ) { $0.add("operator", name) }
    case .operatorExists(let name):
      Explanation(
        "operator-exists", "Operator exists", 409,
        "\(name) is an operator already. Change what they are with: tallyman operator edit \(name)"
      ) { $0.add("operator", name) }
    case .badgeTaken(let badge, let name):
      Explanation(
        "badge-taken", "Badge taken", 409, "Badge \(badge) belongs to \(name) already. One badge, one operator."
      ) {
        $0.add("badge", badge)
        $0.add("operator", name)
      }
    case .firstOperatorMustBeAdmin(let name):
      Explanation(
        "first-operator-is-admin", "The first operator is an admin", 422,
        "The house has no operators yet, and whoever is the first must be able to add the others. Use: tallyman operator "
          + "add \(name) --role admin"
      ) { $0.add("operator", name) }
    case .lastAdmin(let name):
      Explanation(
        "last-admin", "The last admin stays", 422,
        "\(name) is the last admin at work: without one nobody could change operators or settings any more. Make somebody "
          + "else one first: tallyman operator edit NAME --role admin"
      ) { $0.add("operator", name) }
    default: signIn(error)
    }
  }

  private static func deed(_ right: Right) -> String {
    switch right {
    case .count: "count"
    case .operate: "move goods or change items, places and stock"
    case .supervise: "decide on counts and holds, or copy the books"
    case .administer: "change operators and settings"
    }
  }

  /// `A supervisor or an admin`.
  private static func who(_ right: Right) -> String {
    let roles = right.roles.map(\.withArticle)
    let text = (roles.count < 3 ? roles : [roles.dropLast().joined(separator: ", "), roles[roles.count - 1]])
      .joined(separator: " or ")
    return "A" + text.dropFirst()
  }
}

extension Operator.Role {
  /// `a counter`, `an admin`.
  var withArticle: String { (self == .admin ? "an " : "a ") + rawValue }
}
