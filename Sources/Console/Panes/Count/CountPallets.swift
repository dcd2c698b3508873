import Inventory
import Terminal

/// Pallets in a bin that is counted: whoever sees that one is intact counts all that stands on it by one key. What that is
/// is not said before: a count may be blind.
extension CountPane {
  mutating func scanned(_ plate: Plate, _ read: String, _ desk: inout Desk) {
    guard let sheet else { return fail("no bin is open: scan the label of a bin first", read: read, &desk) }
    switch plate.status {
    case .standing where plate.locationCode?.lowercased() == sheet.code.lowercased(): break
    case .standing:
      return warn(
        "pallet \(plate.code) stands at \(plate.place ?? "another place") in the books: count what is on it, piece by piece",
        &desk)
    case .inTransit: return warn("pallet \(plate.code) is on its way in the books: receive it first", &desk)
    case .opened: return warn("pallet \(plate.code) was opened: count what stood on it, piece by piece", &desk)
    }
    echo = ScanEcho(at: desk.now, read: read)
    ask(
      .own(
        PaneQuestion(
          subject: .pallet(plate), prompt: "y>", meaning: "pallet \(plate.code)",
          words: "pallet \(plate.code): is it intact? y counts all that stands on it", brief: "intact? y counts it")),
      &desk)
  }

  mutating func count(whole plate: Plate, _ desk: inout Desk) {
    guard let stocktake, let sheet else { return }
    let shown = ScanEcho(
      at: desk.now, read: plate.code, meaning: "pallet \(plate.code)", result: "counted as intact", change: "pallet")
    send(CountPlate(plate.code, in: stocktake.number, at: sheet.code), .pallet(plate), shown, &desk)
  }
}

extension CountPurpose {
  /// Whether it was about more than the last scan.
  var isWhole: Bool {
    switch self {
    case .set, .pallet: true
    default: false
    }
  }
}
