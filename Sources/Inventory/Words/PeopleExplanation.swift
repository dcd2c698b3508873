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
    default: nil
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
