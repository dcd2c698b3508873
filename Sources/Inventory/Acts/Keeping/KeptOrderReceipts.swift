/// What is received of orders, and without one, as it waits on this machine.
extension ScanReceipt: KeepableAct {
  public static var keptName: String { "receipt.scanned" }

  public var keptWords: String {
    let first = goods.first
    return KeptWords.goods(first?.received, first?.item, text: nil, of: goods.count) + " of \(number)"
  }

  /// What is below zero takes back; the books would take it of what others scanned of the same goods.
  public var keptTrail: KeptTrail? {
    guard let first = goods.first else { return nil }
    let takes = goods.allSatisfy { $0.received < .zero }
    return KeptTrail(
      ["order", number, first.item, first.lot ?? ""], steps: takes ? -1 : 1,
      nothing: .beyondScanned(
        ItemCode(sku: first.item), order: number, lot: first.lot, asked: first.received.magnitude, has: .zero))
  }

  public func keep(in fields: inout KeptFields) {
    fields.add("number", number)
    for goods in goods { goods.keep(in: &fields) }
  }

  public init?(_ fields: KeptFields) {
    guard let number = fields["number"], let goods = fields.list("goods", { ReceivedGoods($0) }) else { return nil }
    self.init(number, goods)
  }
}

extension SettleReceipt: KeepableAct {
  public static var keptName: String { "receipt.settled" }
  /// Only that goods came: taking them back wants its answer at once.
  public var mayBeKept: Bool { verdict == .post }

  public var keptWords: String {
    switch verdict {
    case .post: "\(receipt) posted"
    case .cancel: "\(receipt) cancelled"
    case .undo: "\(receipt) taken back"
    }
  }

  public var keptTrail: KeptTrail? { KeptTrail(["receipt", receipt], steps: 0, nothing: .noSuchReceipt(receipt)) }

  public func keep(in fields: inout KeptFields) {
    fields.add("receipt", receipt)
    fields.add("verdict", action)
    fields.add("if_version", ifVersion)
    fields.add("all", goods == nil)
    for goods in goods ?? [] { goods.keep(in: &fields) }
  }

  public init?(_ fields: KeptFields) {
    guard let receipt = fields["receipt"], let goods = fields.list("goods", { ReceivedGoods($0) }),
      let verdict = [Verdict.post, .cancel, .undo].first(where: {
        SettleReceipt(receipt, $0).action == fields["verdict"]
      })
    else { return nil }
    self.init(receipt, verdict, fields.isTrue("all") ? nil : goods, ifVersion: fields.number("if_version"))
  }
}

extension ReceivedGoods {
  fileprivate func keep(in fields: inout KeptFields) {
    fields.add("goods", item)
    fields.add("received", received)
    fields.add("rejected", rejected)
    fields.add("lot", lot)
    fields.add("made", made)
    fields.add("expires", expires)
    for serial in serials { fields.add("serial", serial) }
  }

  fileprivate init?(_ fields: KeptFields) {
    guard let item = fields["goods"], let received = fields.quantity("received"),
      let rejected = fields.quantity("rejected")
    else { return nil }
    self.init(
      item, received, rejected: rejected, lot: fields["lot"], made: fields.day("made"),
      expires: fields.day("expires"), serials: fields.all("serial"))
  }
}
