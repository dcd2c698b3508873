import Inventory

enum HouseVerb {
  static let verify = [
    Command(
      "verify", about: "recompute every balance from the ledger and check every document; exit 1 on drift",
      example: "tallyman verify --json"
    ) { session throws(CommandError) in
      let findings = try session.ask(Verification())
      let drift = findings.reduce(0) { $0 + $1.drift.count }
      session.show(fields(findings, drift), text(findings, drift))
      return drift == 0 ? .done : .found
    }
  ]

  static let doctor = [
    Command(
      "doctor", about: "look for trouble; exit 1 when there is some",
      example: "tallyman doctor  # exit code 0, or 1 where something is wrong"
    ) { session throws(CommandError) in
      let findings = session.surroundings.house.doctorFindings(session.database)
      // What was not looked at is no finding.
      if session.surroundings.isInterrupted() { throw .refused(.store(.interrupted)) }
      let isWell = !findings.contains { $0.level == .fail }
      session.show(fields(findings, isWell), text(findings))
      return isWell ? .done : .found
    }
  ]

  static let backup = [
    Command(
      "backup", "", ["FILE"],
      about:
        "copy the database to a new file while others work, and check the copy; exit 1 where the books do not agree",
      example: "tallyman backup stock-2026-07-04.db"
    ) { session throws(CommandError) in
      try session.signIn()
      return try CopyRun(session, .backup).run { file, asker, progress throws(InventoryError) in
        try session.surroundings.house.backup(session.database, file, asker, progress)
      }
    }
  ]

  static let restore = [
    Command(
      "restore", "", ["FILE"],
      about: "put a backup that verifies in the database's place; what was there is kept beside it",
      example: "tallyman backup stock-2026-07-04.db\n"
        + "tallyman restore stock-2026-07-04.db"
    ) { session throws(CommandError) in
      // A database that cannot be opened has nobody to ask; whether it may be replaced is the house's to say.
      do throws(CommandError) { try session.signIn() } catch .refused(.store) {}
      return try CopyRun(session, .restore).run { file, asker, progress throws(InventoryError) in
        try session.surroundings.house.restore(session.database, file, asker, progress)
      }
    }
  ]

  static let demo = [
    Command(
      "demo", "", ["FILE"], about: "make a small filled warehouse in a new file",
      example: "tallyman demo demo.db\n"
        + "tallyman stock list --db demo.db"
    ) { session throws(CommandError) in
      try report(session) { file, house throws(InventoryError) in try house.demo(file) }
    }
  ]

  static let version = [
    Command("version", about: "say which Tallyman this is", example: "tallyman version --json") { session in
      var fields = Fields()
      fields.add("version", session.surroundings.version)
      session.show(fields, "tallyman \(session.surroundings.version)")
      return .done
    }
  ]

  private static func report(
    _ session: Session, _ work: (String, House) throws(InventoryError) -> HouseReport
  ) throws(CommandError) -> ExitCode {
    do {
      let report = try work(session.arguments.word(0), session.surroundings.house)
      session.show(report.fields, PlainText.safe(report.sentence))
      return .done
    } catch {
      throw .refused(error)
    }
  }

  static func fields(_ findings: [Verification.Finding], _ drift: Int) -> Fields {
    var fields = Fields()
    fields.add("ok", drift == 0)
    fields.add("drift", Int64(drift))
    fields.add(
      "checks",
      .list(
        findings.map { finding in
          var check = Fields()
          check.add("check", finding.check)
          check.add("checked", Int64(finding.checked))
          check.add("drift", .list(finding.drift.map { .text($0) }))
          return .fields(check)
        }))
    return fields
  }

  private static func text(_ findings: [Verification.Finding], _ drift: Int) -> String {
    table(findings) + (drift == 0 ? "The books agree." : "The books do not agree: \(drift) found.")
  }

  /// What was checked, and every drift in words.
  static func table(_ findings: [Verification.Finding]) -> String {
    var table = TextTable([.init("CHECK"), .init("CHECKED", isNumber: true), .init("DRIFT", isNumber: true)])
    for finding in findings {
      table.add([finding.check, String(finding.checked), finding.drift.isEmpty ? "none" : String(finding.drift.count)])
    }
    var text = table.text
    for finding in findings {
      for line in finding.drift { text += PlainText.safe("\(finding.check): \(line)") + "\n" }
    }
    return text
  }

  private static func fields(_ findings: [DoctorFinding], _ isWell: Bool) -> Fields {
    var fields = Fields()
    fields.add("ok", isWell)
    fields.add(
      "findings",
      .list(
        findings.map { finding in
          var entry = Fields()
          entry.add("name", finding.name)
          entry.add("level", finding.level.rawValue)
          entry.add("detail", finding.detail)
          return .fields(entry)
        }))
    return fields
  }

  private static func text(_ findings: [DoctorFinding]) -> String {
    var table = TextTable([.init("LEVEL"), .init("WHAT"), .init("FOUND")])
    for finding in findings { table.add([finding.level.rawValue, finding.name, finding.detail]) }
    return String(table.text.dropLast())
  }
}
