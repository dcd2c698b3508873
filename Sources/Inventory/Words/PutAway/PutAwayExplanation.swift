/// Refusals of put-away, in words.
extension Explanation {
  static func putAway(_ error: InventoryError) -> Explanation? {
    guard case .noSuchPutAwayRule(let subject, let place) = error else { return nil }
    return Explanation(
      "no-such-putaway-rule", "No such rule", 404,
      "No rule says that \(subject) is put away at \(place). See them with: tallyman putaway list"
    ) {
      $0.add("subject", subject)
      $0.add("location", place)
    }
  }
}
