import Inventory

/// Sealing the audit, and telling whether it is as it was sealed.
enum AuditSealing {
  static let seal = Command(
    "audit", "seal", traits: .act,
    about: "seal what no seal covers yet, and print the newest seal to be kept elsewhere",
    example: "tallyman audit seal > seals.txt"
  ) { session throws(CommandError) in try sealAll(session) }

  static let verify = Command(
    "audit", "verify", [], [Option("seal", .text("HASH"), "a seal must have this hash, which somebody kept")],
    about: "find what was changed past Tallyman: in the audit, the ledger and the documents; exit 1 when something was",
    example: "tallyman audit verify --json"
  ) { session throws(CommandError) in
    let findings = try session.ask(AuditVerification(kept: session.arguments.value("seal")))
    let drift = findings.reduce(0) { $0 + $1.drift.count }
    let standing = try session.ask(AuditStanding())
    var fields = HouseVerb.fields(findings, drift)
    fields.add(standing.fields)
    session.show(
      fields,
      HouseVerb.table(findings)
        + (drift == 0
          ? "Nothing was changed behind the audit's back. \(standing.words)"
          : "Something was changed behind the audit's back: \(drift) found. Compare with a backup, or restore one."))
    return drift == 0 ? .done : .found
  }

  /// Part after part, until nothing is left.
  private static func sealAll(_ session: Session) throws(CommandError) -> ExitCode {
    let progress = ProgressLine(session.surroundings)
    var sealed: Int64 = 0
    var seals: Int64 = 0
    var part = 0
    var isRepeat = false
    while true {
      let answer = try session.perform(SealAudit(), part: part)
      if part == 0 { isRepeat = answer.isRepeat }
      guard let document = answer.document else { break }
      let members = JSONParts.members(document)
      sealed += members.first { $0.name == "sealed" }.flatMap { Int64($0.value) } ?? 0
      seals += members.first { $0.name == "seals" }.flatMap { Int64($0.value) } ?? 0
      part += 1
      progress.show("\(sealed.counted("event", "events")) sealed")
      if answer.isDryRun { break }
      if session.surroundings.isInterrupted() {
        progress.erase()
        session.remark("Cancelled: \(sealed.counted("event is", "events are")) sealed; seal again for the rest.")
        return .interrupted
      }
    }
    progress.erase()
    let standing = try session.ask(AuditStanding())
    var fields = Fields()
    fields.add("key", try session.context().key)
    fields.add("repeated", isRepeat)
    fields.add("dry_run", session.isDryRun)
    fields.add("sealed", sealed)
    fields.add("seals", seals)
    fields.add(standing.fields)
    let words =
      session.isDryRun
      ? "Dry run: would seal \(sealed.counted("event", "events")) at first; nothing was changed."
      : sealed == 0 ? "Nothing to seal." : "\(sealed.counted("event", "events")) sealed."
    session.show(fields, words + "\n" + standing.words)
    return .done
  }
}

extension SealStanding {
  /// As scripts get it.
  var fields: Fields {
    var fields = Fields()
    fields.add("newest", newest.map { .fields($0.fields) } ?? .null)
    fields.add("unsealed", unsealed)
    fields.add("oldest_unsealed_at", oldest)
    return fields
  }

  /// The newest seal, and how much is not sealed.
  var words: String {
    let rest =
      unsealed == 0
      ? "All events are sealed."
      : "\(unsealed.counted("event is", "events are")) not sealed\(oldest.map { ", the oldest of \($0)" } ?? "")."
    guard let newest else { return unsealed == 0 ? "There are no seals yet." : rest }
    return "Seal \(newest.number) of \(newest.sealedAt), up to event \(newest.lastEvent): \(newest.words)\n\(rest)"
  }
}
