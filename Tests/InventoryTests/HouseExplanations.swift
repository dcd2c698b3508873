import Inventory

/// What is said about locks, jobs, corrections and copies.
enum HouseExplanations {
  private static let noon = Instant(milliseconds: 1_783_166_400_000)
  private static let lock = Lock(
    entity: "stock:WID-220@NORTH/A-03-2", token: "4f1c", purpose: "repacking", actor: "maria", terminal: "pts/3",
    since: noon, until: noon.adding(milliseconds: 30_000))

  static let words: [(InventoryError, type: String, status: Int, detail: String?)] = [
    (
      .lockHeld(lock), "locked", 409,
      "stock:WID-220@NORTH/A-03-2 is locked by maria at pts/3 until 2026-07-04T12:00:30Z: repacking. Wait for it, ask maria, "
        + "or let a supervisor end it with: tallyman lock release 4f1c"
    ),
    (.noSuchLock("4f1c"), "no-such-lock", 404, nil), (.noSuchJob("9"), "no-such-job", 404, nil),
    (.jobEnded("JOB-0009", .done), "job-ended", 422, "JOB-0009 is done: nothing more happens to it."),
    (.noSuchCorrection("9"), "no-such-correction", 404, nil),
    (.correctionIs("CO-0009", .cancelled), "correction-state", 422, nil),
    (
      .copyUnsound("/x/copy.db", found: "row 3 is missing"), "copy-unsound", 422,
      "/x/copy.db is no copy to rely on: row 3 is missing. Nothing was changed. Take an older one, or look at it with: "
        + "tallyman verify --db /x/copy.db"
    ),
  ]
}
