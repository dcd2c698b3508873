import Inventory

/// What to export. Field names are those of ``Fields``, so that an import reads what an export wrote.
public enum ExportKind: Hashable, Sendable {
  /// One row for each stock record.
  case stock(StockFilter)
  /// One row for each lot and serial number, and for each record of goods kept without: what `import stock` needs to
  /// rebuild the same stock elsewhere. Asks for each item that is kept by lot or serial on its own.
  case stockByLot(StockFilter)
  case items(text: String?, category: String?, isActive: Bool?)
  /// Places before those that stand in them.
  case locations(LocationList.Scope)
  /// In the order recorded.
  case movements(LedgerFilter)
  /// What was found in a stocktake: what an import of counts reads.
  case counts(stocktake: String)
  /// One row for each line, the newest reservation first.
  case reservations(ReservationFilter)
  /// Lots in the order they expire.
  case lots(LotFilter)
  /// Serials in the order of their numbers.
  case serials(SerialFilter)
  /// One row for each line of a transfer.
  case transfers(TransferFilter)
  /// One row for each line of an order: what an import of orders reads.
  case orders(OrderFilter)
  /// Stock records as they were, those that held something.
  case snapshot(PastStockPage)
  /// Rules by item, with what stands at their places.
  case rules(RulePage)
  /// Events in the order recorded; of one that changed many documents, a row for each of these too.
  case audit(AuditFilter)
}

public enum ExportFormat: String, Hashable, Sendable, CaseIterable {
  /// RFC 4180 with lines that end in LF. Texts that a spreadsheet would take for a formula stand as they are, because
  /// what is exported must import again unchanged.
  case csv
  /// One JSON object a line.
  case ndjson
  /// One JSON array.
  case json
}
