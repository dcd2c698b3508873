import Inventory

/// Tables of what was counted.
enum CountListings {
  static let lines = Listing<CountLine>(
    empty: "No lines fit.",
    columns: [
      .init("LINE", isNumber: true) { String($0.number) },
      .init("SKU") { $0.code.description },
      .init("LOCATION") { $0.place },
      .init("LOT") { $0.lot ?? "" },
      .init("STATE") { $0.state.rawValue },
      .init("ROUND", isNumber: true) { String($0.round) },
      .init("COUNTED", isNumber: true) { $0.counted?.description ?? "" },
      .init("EXPECTED", isNumber: true) { $0.judgement?.expected.description ?? "" },
      .init("VARIANCE", isNumber: true) { $0.judgement.map { signed($0.variance) } ?? "" },
      .init("%", isNumber: true) { $0.judgement.map { Decimals.text($0.share, places: 2) } ?? "" },
      .init("VALUE", isNumber: true) { $0.judgement?.value?.description ?? "" },
      .init("BY") { $0.counters.joined(separator: ", ") },
      .init("REMARK") { remark($0) },
    ],
    fields: \.fields)

  static func signed(_ quantity: Quantity) -> String { (quantity > .zero ? "+" : "") + quantity.description }

  /// What a supervisor should know of a line besides its figures.
  static func remark(_ line: CountLine) -> String {
    var remarks: [String] = []
    if line.damaged > .zero { remarks.append("\(line.damaged) damaged") }
    if line.movedWhileCounted { remarks.append("moved while counted") }
    if let pick = line.probablePick { remarks.append("probably the pick \(pick)") }
    if line.isFound { remarks.append("found") }
    if !line.missingSerials.isEmpty { remarks.append("missing " + line.missingSerials.joined(separator: " ")) }
    if !line.foundSerials.isEmpty { remarks.append("found " + line.foundSerials.joined(separator: " ")) }
    if !line.misplacedSerials.isEmpty {
      remarks.append("in the books " + line.misplacedSerials.joined(separator: ", "))
    }
    if let reason = line.reason { remarks.append(reason) }
    if let refusal = line.refusal { remarks.append(refusal) }
    return remarks.joined(separator: "; ")
  }

  static let events = Listing<CountEvent>(
    empty: "Nothing was counted yet.",
    columns: [
      .init("ID", isNumber: true) { String($0.id) },
      .init("OCCURRED AT") { $0.occurredAt.description },
      .init("KIND") { $0.kind.name },
      .init("SKU") { $0.code?.description ?? $0.text ?? "" },
      .init("LOCATION") { $0.place },
      .init("LOT") { $0.lot ?? "" },
      .init("SERIAL") { $0.serial ?? "" },
      .init("CHANGE", isNumber: true) { signed($0.base) },
      .init("ROUND", isNumber: true) { String($0.round) },
      .init("ACTOR") { $0.actor },
      .init("TERMINAL") { $0.terminal },
      .init("TAKEN BACK") { event in
        event.negates.map { "takes back \($0)" } ?? event.negatedBy.map { "by \($0)" } ?? ""
      },
      .init("NOTE") { ([$0.isDamaged ? "damaged" : nil, $0.note].compactMap { $0 }).joined(separator: "; ") },
    ],
    fields: \.fields)
}
