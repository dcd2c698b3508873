import Inventory

/// Writes a list of the books as CSV, NDJSON or JSON.
public struct Exporter: Sendable {
  let service: any InventoryService
  let kind: ExportKind
  let format: ExportFormat

  public init(service: any InventoryService, kind: ExportKind, format: ExportFormat) {
    self.service = service
    self.kind = kind
    self.format = format
  }
}
