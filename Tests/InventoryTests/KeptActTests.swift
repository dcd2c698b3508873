import Inventory
import Testing

/// Acts that are written down on one day and done on another are the same acts: their key holds.
@Suite struct KeptActTests {
  /// Colons, lengths, quotes, separators, a null byte, a scanner's GS, letters of several bytes.
  static let hostile = "7:a;'\"\\\u{0}\u{1D}\u{1F}\n\r%?1 é漢👩‍🔧 "
  private static let at = Instant(milliseconds: 1_783_166_400_123)
  private static let day = Day(daysSince1970: -3)
  private static let most = Quantity(thousandths: Int64.max)

  private static let entry = CountEntry(
    .typed, hostile, Quantity(thousandths: -1), at: hostile, pack: most, lot: hostile, made: day,
    expires: Day(daysSince1970: 30_000), serials: ["S1", "", hostile], isDamaged: true, occurredAt: at, note: hostile,
    text: hostile)
  private static let scan = RecordReceipts.Entry(
    hostile, most, lot: hostile, made: day, expires: day, serial: hostile, condition: .over, kind: .unseen,
    text: hostile, note: hostile, occurredAt: at)
  private static let goods = ReceivedGoods(
    hostile, Quantity(thousandths: -2500), rejected: most, lot: hostile, made: day, expires: day,
    serials: [hostile, hostile])
  private static let line = ReceiveTransfer.Line(
    hostile, good: most, damaged: Quantity(1), over: Quantity(2), lot: hostile, made: day, expires: day,
    serials: ["A", hostile], damagedSerials: ["B"])

  private static let counting: [any KeepableAct] =
    CountKind.allCases.map { RecordCounts("ST-0001", [CountEntry($0, nil, .zero, at: "")]) } + [
      RecordCounts(hostile, [entry, entry, CountEntry(.unknown, nil, Quantity(1), at: "A")], instead: Int64.min),
      RecordCounts("", []), NegateCount(hostile, in: hostile), NegateCount("ST-0001"),
      NegateCount("ST-0001", event: Int64.max), OpenBin(hostile, hostile, company: .join),
      OpenBin("ST-0001", "A", company: .recount), OpenBin("ST-0001", "A"), CountEmptyBin(hostile, hostile),
      CloseBin(hostile, hostile), CountPlate(hostile, in: hostile, at: hostile), CountPlate("0", in: ""),
    ]
  private static let receiving: [any KeepableAct] =
    [
      RecordReceipts(hostile, [scan, .parked(hostile), RecordReceipts.Entry("A")], instead: 7),
      RecordReceipts(hostile, [], correcting: [3, 1, 2]), RecordReceipts("", []), NegateReceipt(hostile),
      NegateReceipt("TR-0001", event: -1), PostReceipt(hostile), ReceiveTransfer(hostile), ReceiveTransfer("", []),
      ReceiveTransfer(hostile, [line, ReceiveTransfer.Line("B", good: .zero)], plates: ["P1", hostile]),
      ScanReceipt(hostile, [goods, ReceivedGoods("B", Quantity(1))]), ScanReceipt("", []),
      SettleReceipt(hostile, .post, [goods], ifVersion: 9), SettleReceipt("RC-1", .post, []),
      SettleReceipt("RC-1", .cancel), SettleReceipt("RC-1", .undo),
    ]

  private func digest(_ act: any Act) -> [UInt8] {
    var digest = ContentDigest()
    digest.add("action", act.action)
    act.describe(to: &digest)
    return digest.bytes()
  }

  @Test func `an act that is written down and read again is the same act`() throws {
    for act in KeptActTests.counting + KeptActTests.receiving {
      var fields = KeptFields()
      act.keep(in: &fields)
      let read = try #require(KeptFields(bytes: fields.bytes))
      #expect(read == fields)
      let name = type(of: act).keptName
      let again = try #require(KeptActs.read(name, read), "\(name)")
      #expect(digest(again) == digest(act), "\(act)")
      var fieldsAgain = KeptFields()
      again.keep(in: &fieldsAgain)
      #expect(fieldsAgain == fields, "\(act)")
      #expect(again.mayBeKept == act.mayBeKept && again.keptWords == act.keptWords)
      #expect(again.keptTrail == act.keptTrail)
    }
  }

  @Test func `each act has a name of its own, and every one of them is tried here`() {
    let names = KeptActs.all.map { $0.keptName }
    #expect(Set(names).count == names.count)
    let tried = (KeptActTests.counting + KeptActTests.receiving).map { type(of: $0).keptName }
    #expect(Set(tried) == Set(names))
  }

  @Test func `what nobody wrote is no act`() {
    #expect(KeptActs.read("count.recorded", KeptFields()) == nil)
    #expect(KeptActs.read("nothing", KeptFields()) == nil)
    for bytes in ["3:ab", "x", "-1:", "1:a", "2:a:1:b9:", ":"] { #expect(KeptFields(bytes: Array(bytes.utf8)) == nil) }
  }

  @Test(
    arguments: [
      (
        RecordCounts("ST-0142", [CountEntry(.scan, "WID-220", Quantity(2), at: "A-03-2", pack: Quantity(12))]),
        "24 WID-220 at A-03-2"
      ),
      (CloseBin("ST-0142", "A-03-2"), "bin A-03-2 closed"),
      (RecordReceipts("TR-0881", [.init("WID-220"), .init("WID-100")]), "1 WID-220 and 1 more of TR-0881"),
      (ScanReceipt("PO-7", [ReceivedGoods("WID-220", Quantity(3))]), "3 WID-220 of PO-7"),
    ] as [(any KeepableAct & Sendable, String)])
  func `a kept act says what it is`(_ act: any KeepableAct & Sendable, _ words: String) {
    #expect(act.keptWords == words)
  }
}
