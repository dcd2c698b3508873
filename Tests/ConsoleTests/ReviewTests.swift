import Console
import Inventory
import Terminal
import Testing

extension PaneScript {
  /// On the review of ST-0142.
  static func review(
    _ review: PaperReview = .small(), columns: Int = 80, rows: Int = 24, session: String = ""
  ) -> PaneScript {
    let script = PaneScript(review.house, columns: columns, rows: rows, session: session, service: review)
    if session.isEmpty { script.type("g v Enter") }
    return script
  }

  /// Whether words stand on the screen, however the lines are broken.
  func says(_ words: String) -> Bool {
    screen.split { " |\n".contains($0) }.joined(separator: " ").contains(words)
  }

  /// The code under the cursor, by the mark before it.
  var cursorCode: String? {
    lines.dropFirst().first { $0.hasPrefix(" > ") || $0.hasPrefix("*> ") || $0.hasPrefix("> ") }?.split(separator: " ")
      .first { $0 != ">" && $0 != "*>" }.map(String.init)
  }

  /// The codes on the screen, in their order.
  var codes: [String] {
    lines.dropFirst(2).prefix { !$0.hasPrefix("--") }.compactMap { line in
      line.split(separator: " ").map(String.init).first { ![">", "*>", "*"].contains($0) }
    }
  }
}

@Suite("The review of a stocktake")
struct ReviewTests {
  private func state(_ review: PaperReview, _ line: Int) -> CountLineState? {
    review.state.withLock { state in state.lines.first { $0.number == line }?.state }
  }

  @Test("lines whose difference is worth the most stand first; s turns to the order people walk and back")
  func order() {
    let script = PaneScript.review()
    #expect(script.codes == ["WID-220", "WID-100", "GLU-1", "ZIP-200", "TAP-048", "BOX-12"])
    script.type("j j s")
    #expect(script.codes == ["BOX-12", "GLU-1", "TAP-048", "WID-100", "WID-220", "ZIP-200"])
    #expect(script.cursorCode == "GLU-1")
    script.type("s")
    #expect(script.codes.first == "WID-220")
  }

  @Test(
    "a filter shows what it says",
    arguments: [
      ("1", ["WID-220", "WID-100", "GLU-1", "ZIP-200", "TAP-048", "BOX-12"]),
      ("2", ["WID-220", "WID-100", "GLU-1", "ZIP-200", "TAP-048", "BOX-12"]),
      ("3", ["WID-220", "WID-100", "GLU-1", "ZIP-200"]), ("4", ["YOK-010"]), ("5", ["ZIP-200"]), ("6", ["GLU-1"]),
    ])
  func filters(_ digit: String, _ codes: [String]) {
    let script = PaneScript.review()
    script.type("f \(digit) F9")
    #expect(script.codes == codes)
    if digit != "1" { script.type("Esc") }
    #expect(script.codes.count == 6)
  }

  @Test("a scan in the review shows the lines of the item or the bin; Esc shows all again")
  func scans() {
    let script = PaneScript.review()
    script.scan("4006381333931")
    #expect(script.codes == ["WID-220"])
    script.type("Esc")
    script.scan("A-03-2")
    #expect(script.codes == ["WID-220", "WID-100"])
    script.type("Esc / TAP-048 F9")
    #expect(script.codes == ["TAP-048"])
  }

  @Test(
    "a verdict is given by its letter or its function key, with a reason that a digit picks, and F9",
    arguments: [
      ("A 7 F9", DecideCounts.Verdict.approve, "AUDIT"), ("F2 4 F9", .approve, "DAMAGE"), ("C F9", .recount, nil),
      ("F3 F9", .recount, nil), ("X 5 F9", .reject, "THEFT"), ("F4 5 Alt-9", .reject, "THEFT"),
      ("A moths F9", .approve, "moths"), ("# 3 $9 Enter", .approve, "ADJUSTMENT"), ("F6 Up r F9", .reject, nil),
    ] as [(String, DecideCounts.Verdict, String?)])
  func verdicts(_ keys: String, _ verdict: DecideCounts.Verdict, _ reason: String?) {
    let review = PaperReview.small()
    let script = PaneScript.review(review)
    script.type(keys)
    let given = review.state.withLock { $0.decisions }
    #expect(given.map(\.verdict) == [verdict] && given.map(\.target) == [.lines([5])])
    #expect(given.first?.reason == reason)
    #expect(script.screen.contains("ok   14:02"))
  }

  @Test("all marked lines go in one form; the marks have done their work then, and the cursor is where it was")
  func marked() {
    let review = PaperReview.small()
    let script = PaneScript.review(review)
    script.type("Space Space Space A")
    #expect(script.screen.contains("Decide on 3 lines") && script.screen.contains("3 lines, +2 -14, net -166.00"))
    script.type("7 F9")
    #expect(review.state.withLock { $0.decisions.first?.target } == .lines([2, 4, 5]))
    #expect(script.screen.contains("approved 3 lines: AUDIT") && !script.screen.contains("marked"))
    #expect(script.cursorCode == "ZIP-200")
  }

  @Test("Enter, letters and a stray scan write nothing; Esc leaves the form")
  func harmless() {
    let review = PaperReview.small()
    let script = PaneScript.review(review)
    script.scan("AAXXCCIIPP")
    script.type("A Enter Enter Enter Esc I Enter y Esc P Enter Esc R Enter Esc")
    script.scan("9999999999")
    #expect(review.state.withLock { $0.decisions.isEmpty && $0.stocktakes[0].status == .review })
    #expect(review.house.state.withLock { $0.acts.isEmpty })
  }

  @Test("the pick that explains what is missing is accepted by one key, and F9: the book stays")
  func probablePick() {
    let review = PaperReview.small()
    let script = PaneScript.review(review)
    script.type("K")
    #expect(script.screen.contains("no pick soon after the count explains this line"))
    script.type("j")
    script.wait(milliseconds: 200)
    #expect(script.screen.contains("pick?") && script.screen.contains("so-2240 took just that: K"))
    script.type("K F9")
    #expect(state(review, 4) == .rejected)
    #expect(review.state.withLock { $0.decisions.first?.reason } == "pick so-2240")
    #expect(script.screen.contains("the book stays: pick so-2240"))
  }

  @Test("all inside tolerance are approved at once; the others stay to be decided")
  func inside() {
    let review = PaperReview.small()
    let script = PaneScript.review(review)
    script.type("I")
    #expect(script.screen.contains("Approve 2 lines inside tolerance, as ANNA."))
    script.type("F9")
    #expect(script.screen.contains("approved 2 lines inside tolerance of ST-0142"))
    #expect(state(review, 3) == .approved && state(review, 4) == .recount)
    script.type("I")
    #expect(script.screen.contains("no line inside its tolerance is left"))
    script.type("o")
    #expect(script.codes == ["WID-220", "WID-100", "GLU-1", "ZIP-200"])
  }

  @Test("applying waits until every line is decided, shows what it would do, and is done by F9")
  func applying() {
    let review = PaperReview.small()
    let script = PaneScript.review(review)
    script.type("P")
    #expect(script.screen.contains("6 lines not decided: o shows what is left"))
    script.type("* A 7 F9 P")
    for words in [
      "Apply ST-0142", "Post 5 adjustments, net -163.29 EUR, as ANNA.", "up     2 lines  +42 pcs   +13.00 EUR",
      "down   3 lines  -15 pcs  -176.29 EUR", "right  1 line: counted as expected", "1 line not counted",
      "so-2231 8 of WID-220", "(list: PgDn)",
      "This can be reversed line by line, not as a whole.", "A scan does not answer this",
      "Esc back (nothing is posted)",
    ] { #expect(script.screen.contains(words), "\(words)") }
    script.type("PgDn")
    #expect(script.screen.contains("so-2231  8 of WID-220 at NORTH/A-03-2"))
    script.type("PgUp")
    script.scan("4006381333931")
    #expect(script.screen.contains("Post 5 adjustments"))
    script.type("Ctrl-U F9")
    #expect(review.state.withLock { $0.stocktakes[0].status } == .applied)
    #expect(script.screen.contains("applied ST-0142") && script.lines[0].contains("APPLIED"))
    script.type("F8")
    #expect(script.screen.contains("undo does not take this back") && script.screen.contains("one by one"))
    script.type("A")
    #expect(script.screen.contains("ST-0142 is applied: it stays as it is"))
  }

  @Test("the box that applies is there at once; F9 does nothing until the figures are, and a closed box stays closed")
  func lateFigures() {
    let review = PaperReview.small()
    let script = PaneScript.review(review)
    script.type("* A 7 F9")
    script.isHeld = true
    script.type("P F9")
    #expect(script.screen.contains("Working out what would be posted") && script.screen.contains("wait: it is being"))
    script.type("Esc A")
    script.release()
    #expect(script.screen.contains("verdict") && !script.screen.contains("Apply ST-0142"))
    script.type("Esc P")
    #expect(script.screen.contains("Post 5 adjustments"))
  }

  @Test("lines that come back from applying are shown, with their reason")
  func returned() {
    let review = PaperReview.small()
    review.state.withLock { $0.returning = [5: "8 of WID-220 were issued since. Count it again."] }
    let script = PaneScript.review(review)
    script.type("* A 7 F9 P F9")
    #expect(script.screen.contains("1 line came back, the rest is posted"))
    #expect(script.codes == ["WID-220"] && script.screen.contains("outside back"))
    script.wait(milliseconds: 11_000)
    #expect(script.screen.contains("came back: 8 of WID-220 were issued since. Count it again."))
  }

  @Test("what was counted since the last judgement is judged by R and F9; nothing of it is shown as judged before")
  func reconciling() {
    let review = PaperReview.small()
    review.state.withLock { $0.lines[0].state = .counting }
    let script = PaneScript.review(review)
    script.type("s")
    #expect(script.screen.contains("1 to judge"))
    #expect(
      script.lines.contains { $0.contains("BOX-12") && $0.contains("-      80      -") && $0.contains("counting") })
    script.type("gg A")
    #expect(script.says("was counted since it was judged: R judges it"))
    script.type("R")
    #expect(script.says("Judge 6 lines") && script.says("to be confirmed, not zero"))
    script.type("F9")
    #expect(state(review, 1) == .counted && script.screen.contains("reconciled ST-0142"))
  }

  @Test("w says why, and lives with a late answer; what is not counted has its story too")
  func why() {
    let script = PaneScript.review()
    script.isHeld = true
    script.type("w")
    #expect(script.screen.contains("reading ..."))
    script.release()
    for words in [
      "expected 8  counted 0  -8  -100.00", "outside its tolerance: 2%", "so-2231  8", "MARIA", "8 promised",
    ] {
      #expect(script.screen.contains(words), "\(words)")
    }
    script.type("Esc f 4 F9 w")
    #expect(script.screen.contains("YOK-010 at NORTH/B-02-2") && script.screen.contains("not counted"))
    script.type("Esc A")
    #expect(script.says("is not counted: count it, or C asks somebody to"))
  }

  @Test("whoever may not decide is told before trying")
  func notPermitted() {
    let review = PaperReview.small()
    review.state.withLock { $0.refusal = .notPermitted(actor: "MARIA", role: .counter, right: .supervise) }
    let script = PaneScript.review(review)
    for key in ["A", "C", "X", "#", "I", "R", "P"] {
      script.type(key)
      #expect(script.screen.contains("MARIA is a counter and may not decide on counts"), "\(key)")
    }
    script.type("Esc N")
    #expect(script.screen.contains("may not decide on counts"))
    #expect(review.house.state.withLock { $0.acts.isEmpty })
  }

  @Test("who counts blind sees what was counted and no figure of the books")
  func blind() {
    let review = PaperReview.small()
    review.state.withLock { $0.isBlinded = true }
    let script = PaneScript.review(review)
    #expect(script.codes == ["BOX-12", "GLU-1", "TAP-048", "WID-100", "WID-220", "ZIP-200"])
    #expect(script.lines.contains { $0.contains("BOX-12") && $0.contains("-      80      -         -") })
    #expect(!script.screen.contains("322") && !script.screen.contains("100.00"))
    script.type("s")
    #expect(script.screen.contains("whoever counts blind sees the lines as people walk"))
  }

  @Test("a line that changes elsewhere is read again, painted, and the cursor stays on its line")
  func liveChanges() {
    let review = PaperReview.small()
    let script = PaneScript.review(review)
    script.type("j j")
    review.state.withLock { $0.lines[4].state = .approved }
    script.send(.changed)
    #expect(script.cursorCode == "GLU-1" && script.screen.contains("approved"))
    script.type("z")
    review.state.withLock { $0.lines[3].state = .rejected }
    script.send(.changed)
    #expect(!script.screen.contains("rejected") && script.screen.contains("HELD STILL"))
    script.type("z")
    #expect(script.screen.contains("rejected"))
  }

  @Test("a session begins where the last one ended: stocktake, filter, order and line")
  func session() {
    let first = PaneScript.review()
    first.type("f 3 F9 s j")
    #expect(first.cursorCode == "ZIP-200")
    let second = PaneScript.review(session: first.console.sessionText)
    #expect(second.lines[0].contains("ST-0142") && second.lines[0].contains("outside"))
    #expect(second.cursorCode == "ZIP-200")
    second.type("Esc Esc")
    #expect(second.screen.contains("STOCKTAKES"))
    second.type("Esc")
    #expect(second.lines[0].contains("STOCK "))
  }

  @Test("a refusal is said with what to do, in the form or on the message line")
  func refusals() {
    let review = PaperReview.small()
    let script = PaneScript.review(review)
    review.house.state.withLock { $0.refusal = .ownCount(actor: "ANNA", line: 5, lines: 1) }
    script.type("A 7 F9")
    #expect(script.screen.contains("ANNA counted line 5: somebody else approves them."))
    script.type("Esc I")
    review.house.state.withLock { $0.refusal = .nothingToDecide(stocktake: "ST-0142") }
    script.type("F9")
    #expect(script.screen.contains("ST-0142 has no such lines"))
  }

  @Test("while an act takes its time that is said, another waits for it, and many changes ask for the counts once")
  func slowAct() {
    let review = PaperReview.small()
    let script = PaneScript.review(review)
    script.isHeld = true
    script.type("I F9")
    #expect(script.input.hasPrefix("being done ..."))
    script.type("I F9")
    #expect(script.says("wait: what you asked before is being done"))
    script.type("Esc")
    let before = script.held.count
    for _ in 0..<20 { script.send(.changed) }
    // The stock below asks for its totals each time; the counts of the stocktake are asked for once more.
    #expect(script.held.count < before + 30)
    while !script.held.isEmpty { script.release() }
    #expect(script.says("approved 2 lines inside tolerance") && review.state.withLock { $0.decisions.count } == 1)
  }

  @Test("after a lost answer the verdict is sent again with the same key, and given once")
  func lostAnswer() {
    let review = PaperReview.small()
    let script = PaneScript.review(review)
    review.house.state.withLock { $0.losesAnswer = true }
    script.type("A 7 F9")
    #expect(script.screen.contains("It is not known whether this was done"))
    script.type("F9")
    #expect(review.house.state.withLock { $0.acts.count } == 1 && script.screen.contains("approved WID-220"))
  }

  @Test("five hundred lines with twenty outside are reviewed with 45 keys at most, each verdict with its reason")
  func keyCount() {
    let review = PaperReview.large(500, outside: 20)
    let script = PaneScript.review(review, columns: 80, rows: 24)
    // All inside; the rest by batches of one verdict and reason; apply.
    let batches = [
      "I F9", "o", "Space Space Space Space Space Space Space Space Space Space Space Space A 4 F9",
      "Space Space Space Space Space X 5 F9", "Space Space Space A 7 F9", "P F9",
    ]
    var keys = 0
    for batch in batches {
      script.type(batch)
      keys += batch.split(separator: " ").count
    }
    #expect(keys <= 45, "\(keys) keys")
    let state = review.state.withLock { $0 }
    #expect(state.stocktakes[0].status == .applied)
    #expect(state.lines.count { $0.state == .applied } == 495 && state.lines.count { $0.state == .rejected } == 5)
    #expect(state.lines.prefix(20).allSatisfy { $0.reason != nil && $0.decidedBy == "ANNA" })
  }

  @Test("five thousand lines are read a page at a time")
  func large() {
    let review = PaperReview.large(5_000, outside: 20)
    let script = PaneScript.review(review)
    let before = review.house.state.withLock { $0.questions }
    script.type("PgDn PgDn PgDn G k")
    script.wait(milliseconds: 200)
    #expect(script.lines.contains { $0.contains("4,999/5,000") })
    #expect(review.house.state.withLock { $0.questions } == before)
  }

  @Test("without a screen the lines are sentences")
  func plain() {
    let script = PaneScript.review()
    let text = script.console.plainText()
    #expect(text.contains("Review of ST-0142, NORTH/A, July, blind, live, review.\n"))
    #expect(text.contains("All 6:\n5  WID-220 at NORTH/A-03-2  expected 8, counted 0, -8, -100.00  recount\n"))
  }
}
