import Inventory

enum JobVerb {
  static let commands = [
    Command(
      "job", "list", [],
      [
        Option("kind", .words(Job.Kind.allCases.map(\.rawValue)), "only these"),
        Option("state", .words(Job.State.allCases.map(\.rawValue)), "only those that are so now"),
      ], traits: .list, about: "list imports, long exports, backups and what else takes a while, the latest first",
      example: "tallyman job list --state running"
    ) { session throws(CommandError) in
      var question = JobPage(
        kind: session.arguments.value("kind").flatMap { Job.Kind(rawValue: $0) },
        state: session.arguments.value("state").flatMap { Job.State(rawValue: $0) })
      return try session.list(listing) { start, limit throws(CommandError) in
        question.start = start
        question.limit = limit
        return try session.ask(question)
      }
    },
    Command(
      "job", "show", ["ID"], about: "show a job: how far it is, or what came of it",
      example: "tallyman job show JOB-0001 --json"
    ) { session throws(CommandError) in
      let id = session.arguments.word(0)
      guard let job = try session.ask(JobPage(job: id, limit: 1)).rows.first else {
        throw .refused(.noSuchJob(id))
      }
      session.show(job.fields, Document.text(job.fields))
      return .done
    },
  ]

  private static let listing = Listing<Job>(
    empty: "There are no jobs.",
    columns: [
      .init("JOB") { $0.number },
      .init("KIND") { $0.kind.rawValue },
      .init("FILE") { $0.subject },
      .init("STATE") { $0.state.rawValue },
      .init("DONE", isNumber: true) { job in "\(job.done)" + (job.total.map { " of \($0)" } ?? "") },
      .init("REFUSED", isNumber: true) { String($0.refused) },
      .init("BY") { $0.actor },
      .init("BEGUN AT") { $0.begunAt.description },
      .init("ENDED AT") { $0.endedAt?.description ?? "" },
    ],
    fields: \.fields)
}
