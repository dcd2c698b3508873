import CLI
import Testing

/// How lines of transfers are written, and what is said of those that are not.
@Suite struct TransferLineTests {
  private static let receive = "transfer receive 1"
  private static let form = "It is written SKU=GOOD[,damaged=Q][,over=Q]"

  @Test(
    "a line that does not read is named with its number, with what is wrong and how it is written",
    arguments: [
      ("--line WID", "--line 1, \"WID\": it has no = behind the SKU"),
      ("--line WID=1 --line WID=2,lto=X", "--line 2, \"WID=2,lto=X\": it takes no \"lto=X\"; did you mean lot=?"),
      ("--line =4", "no SKU stands before the ="), ("--line WID=", "no quantity stands behind the ="),
      ("--line WID=,over=1", "no quantity stands behind the ="), ("--line WID=1,lot=", "nothing stands behind lot="),
      ("--line WID=1,damaged=1,damaged=2", "damaged is given twice"), ("--line WID=1,broken", "it takes no \"broken\""),
      ("--line WID=1,quantity=2", "it takes no \"quantity=2\""),
    ])
  func unread(flags: String, words: String) {
    let outcome = Desk().type("\(TransferLineTests.receive) \(flags)")
    #expect(outcome.exit == 2 && outcome.errors.contains(words), "\(outcome.errors)")
    #expect(outcome.errors.contains(TransferLineTests.form))
  }

  @Test(
    "a figure or a day in a line that is none is refused as data, with the line and the column",
    arguments: [
      ("--line WID=1 --line WID=ten", "line 2, quantity: WID: \"ten\" is no quantity"),
      ("--line WID=1,damaged=1.2345", "line 1, damaged: WID: \"1.2345\" is no quantity"),
      ("--line A,B/C=1,over=x", "line 1, over: A,B/C: \"x\" is no quantity"),
      ("--line WID=1,expires=soon", "line 1, expires: WID: \"soon\" is no day"),
    ])
  func badData(flags: String, words: String) {
    let outcome = Desk().type("\(TransferLineTests.receive) \(flags)")
    #expect(outcome.exit == 4 && outcome.errors.contains(words), "\(outcome.errors)")
  }

  @Test(
    "words that do not go together, or are missing, end with 2",
    arguments: [
      "transfer", "transfer shp 1", "transfer create --from A --to B", "transfer create --from A --line WID=1",
      "transfer create --from A --to B --line WID=1 --file x.csv",
      "transfer create --from A --to B --line WID=1 --eta no",
      "transfer create --from A --to B --line WID=1 --priority high",
      "transfer create --from A --to B --line WID=1,over=1",
      "transfer ship", "transfer ship 1 --policy lifo", "transfer ship 1 --line WID=all", "transfer receive 1",
      "transfer receive 1 --all --line WID=1", "transfer receive 1 --all --file x.csv", "transfer close-short 1",
      "transfer close-short 1 --reason LOST --owner nobody", "transfer return 1 --line WID=1,damaged=1",
      "transfer resolve 1", "transfer resolve 1 --as mara", "transfer resolve 1 --as taken_back",
      "transfer scan 1", "transfer scan 1 WID 1 --condition bad", "transfer edit 1 --if-version x",
      "transfer list --status lost", "transfer discrepancies --sort value", "transfer discrepancies --open --sort size",
      "report in-transit --from", "export transfers --status lost", "transfer unscan 1 --event 0",
    ])
  func misuse(line: String) {
    let outcome = Desk().type(line)
    let isQuantity = line.contains("WID=all")
    #expect(outcome.exit == (isQuantity ? 4 : 2) && !outcome.errors.isEmpty, "\(outcome.errors)")
  }

  @Test("resolving, --as says what became of it and, given again, who says so")
  func resolver() {
    let desk = Desk()
    for (line, actor) in [
      ("transfer resolve 1 --as lost --as mara", "mara"), ("--as mara transfer resolve 1 --as lost", "mara"),
      ("transfer resolve 1 --as lost", "login"),
    ] {
      let outcome = desk.type(line)
      #expect(outcome.exit == 3 && outcome.errors.contains("No discrepancy has the number"), "\(outcome.errors)")
      #expect(desk.service.memory.withLock { $0.contexts.last?.actor } == actor)
    }
  }

  @Test("help and completion know the verbs of transfers, with an example of each")
  func help() {
    let noun = Desk().type("transfer --help").output
    for verb in ["create", "ship", "receive", "close-short", "return", "cancel", "edit", "show", "list", "resolve"] {
      #expect(noun.contains("  \(verb) "))
      let help = Desk().type("transfer \(verb) --help").output
      #expect(help.contains("Example:\n\n  tallyman transfer \(verb)"))
    }
    #expect(Desk().type("completion bash").output.contains("close-short"))
  }
}
