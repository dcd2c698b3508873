/// Every act that may be kept, by its name in the outbox.
public enum KeptActs {
  /// The act that was written down so; nil for what no act of this program wrote.
  public static func read(_ name: String, _ fields: KeptFields) -> (any KeepableAct)? {
    all.first { $0.keptName == name }.flatMap { $0.init(fields) }
  }

  public static let all: [any KeepableAct.Type] = counting + receiving

  private static let counting: [any KeepableAct.Type] = [
    RecordCounts.self, NegateCount.self, OpenBin.self, CountEmptyBin.self, CloseBin.self, CountPlate.self,
  ]
  private static let receiving: [any KeepableAct.Type] = [
    RecordReceipts.self, NegateReceipt.self, PostReceipt.self, ReceiveTransfer.self, ScanReceipt.self,
    SettleReceipt.self,
  ]
}

/// The words of acts that are kept.
enum KeptWords {
  /// `3 WID-220`, and how many more.
  static func goods(_ quantity: Quantity?, _ item: String?, text: String?, of count: Int) -> String {
    let first = item.map { (quantity.map { "\($0) " } ?? "") + $0 } ?? "? \(text ?? "")"
    return count > 1 ? "\(first) and \(count - 1) more" : first
  }
}
