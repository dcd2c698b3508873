import Inventory

/// Refusals about people and signing in, as ``ExplanationTests`` checks them.
enum PeopleExplanations {
  static let words: [(InventoryError, String, Int, String?)] = [
    (
      .notAtSite(actor: "dan", site: "SOUTH", sites: ["NORTH", "EAST"]), "not-at-site", 403,
      "This is at SOUTH, and dan works at NORTH, EAST. Somebody of SOUTH may do it, or an admin lets dan work there too: "
        + "tallyman operator edit dan --site NORTH --site EAST --site SOUTH"
    ),
    (
      .ownSitesStay(actor: "anna", sites: ["NORTH"]), "own-sites-stay", 403,
      "anna works at NORTH, and nobody gives themselves other sites. Another admin may: tallyman operator edit anna "
        + "--site LOC"
    ),
    (
      .operatorElsewhere(actor: "otto", sites: ["NORTH"], person: "eve", theirs: ["NORTH", "EAST"]),
      "operator-elsewhere", 403,
      "otto works at NORTH, and takes in and changes only who works nowhere else. eve works at NORTH, EAST. An admin of "
        + "all sites may; see who that is with: tallyman operator list"
    ),
    (.operatorElsewhere(actor: "otto", sites: ["NORTH"], person: "anna", theirs: []), "operator-elsewhere", 403, nil),
    (
      .lastAdminOfAllSites("anna"), "last-admin-of-all-sites", 422,
      "A house needs an admin at work who is bound to no sites: without one nobody could give people other sites any "
        + "more. Leave anna all sites, or make somebody else one first: tallyman operator edit NAME --role admin --site "
        + "\"\""
    ),
    (.needsPin("maria"), "needs-pin", 403, nil),
    (
      .wrongPin("maria", left: 2), "wrong-pin", 403,
      "That is not the PIN of maria. 2 more may be wrong, then none is tried for 5 minutes. An admin gives another one "
        + "with: tallyman operator edit maria --pin"
    ),
    (.wrongPin("maria", left: 0), "wrong-pin", 403, nil),
    (
      .pinPaused("maria", until: Instant(milliseconds: 1_783_166_400_000)), "pin-paused", 403,
      "The PIN of maria was wrong 5 times: none is tried before 2026-07-04T12:00:00Z. A badge signs in meanwhile."
    ),
    (
      .needsRole("dan"), "needs-role", 422,
      "Only the first operator of a house needs no role. Say what dan is: tallyman operator add dan --role "
        + "counter|dock|supervisor|admin"
    ),
    (
      .notASite("NORTH/A", kind: .room), "not-a-site", 422,
      "NORTH/A is a room: operators are given whole sites. See them with: tallyman location list"
    ),
    (.badPin, "bad-pin", 422, "A PIN is 4 to 12 digits, so that a handheld can type it."),
    (.pinsDiffer, "pins-differ", 422, nil), (.noTerminalForPin, "no-terminal", 422, nil),
    (
      .pinUnreadable(file: "/x", why: "others can read it"), "pin-unreadable", 422,
      "The PIN cannot be read from /x: others can read it."
    ),
    (.pinUnkeepable, "pin-unkeepable", 422, nil),
  ]
}
