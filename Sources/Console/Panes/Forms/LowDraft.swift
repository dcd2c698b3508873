import Inventory

/// What a form about low stock knows besides what is typed.
struct LowDraft: Sendable {
  /// More signals than this are not put into a form.
  static let most = 50

  struct Line: Sendable {
    var signal: Signal
    /// The site that could give most easily; nil until it is known, and where none has any.
    var source: SignalStory.Source?
  }

  /// One act of those that F9 sends one after the other.
  struct Step: Sendable {
    var act: any Act
    /// Its lines in the form.
    var rows: [Int] = []
    /// What was done, of the number of the document that was made.
    var words: @Sendable (String?) -> String
    /// What F8 does.
    var takingBack: @Sendable (String?) -> (any Act)?
    /// What to do where F8 does nothing.
    var remedy = ""
  }

  var lines: [Line] = []
  /// The stories that tell the sources, on their way.
  var stories: [(row: Int, ticket: Ticket<SignalStory.Story>)] = []
  /// F9 was pressed before they had come: then it is done, unless something is typed first.
  var isWanted = false
  var operators: Ticket<[Operator]>?
  /// What is still to be sent, the act under way first.
  var steps: [Step] = []
  /// What was done so far, in words.
  var done: [String] = []

  var isWaiting: Bool { !stories.isEmpty || operators != nil }
}

extension ActAnswer {
  /// The number of the document of a kind that an act made: `RQ-0004`.
  func documentNumber(_ kind: String) -> String? {
    guard let document, let found = document.firstRange(of: "\"\(kind)-") else { return nil }
    return String(document[document.index(after: found.lowerBound)...].prefix { $0 != "\"" })
  }
}
