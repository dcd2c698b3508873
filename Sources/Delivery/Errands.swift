import Inventory

/// Sends by the programs of this machine: curl, and the shell for commands.
public struct Errands: Sendable {
  /// Runs a program with a text on its standard input, for at most so many seconds.
  public var run: @Sendable (_ words: [String], _ input: String, _ seconds: Int) -> ErrandOutcome

  public init(_ run: @escaping @Sendable (_ words: [String], _ input: String, _ seconds: Int) -> ErrandOutcome) {
    self.run = run
  }

  public func answer(to request: CurlRequest) throws(CurlAnswer.Trouble) -> CurlAnswer {
    // Without the settings of whoever runs it; its own limit ends it before ours does.
    try CurlAnswer(run(["curl", "--disable", "--config", "-"], request.configuration, request.longest + 5))
  }
}

extension Errands: Courier {
  /// A command has as long as an address has to answer.
  private static let longest = 30

  public func bring(_ parcel: Parcel, to work: WebhookWork.Work, at now: Instant) -> HandOver {
    switch work.webhook.target {
    case .command(let command):
      let errand = run(["sh", "-c", command], parcel.body + "\n", Errands.longest)
      if errand.isLate { return .failed("it did not end within \(Errands.longest) seconds") }
      if let trouble = errand.outcome.trouble { return .failed(trouble) }
      return .taken("it ended with code 0")
    case .url(let url):
      var request = CurlRequest(.post, url)
      request.headers = ["Content-Type: application/json"]
      request.headers += parcel.headers(work.secret, at: now).map { "\($0.name): \($0.value)" }
      request.body = .text(parcel.body)
      do throws(CurlAnswer.Trouble) {
        let answer = try answer(to: request)
        return answer.isWell ? .taken(answer.words) : .failed(answer.words)
      } catch {
        return .failed(error.why)
      }
    }
  }
}
