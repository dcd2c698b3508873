import Inventory
import Storage

extension Answers {
  func answer(_ question: WebhookList) throws(InventoryError) -> [Webhook] {
    try viewer?.permit(.operate)
    return try reader.all(WebhookTable.all, WebhookTable.row)
  }

  func answer(_ question: WebhookWork) throws(InventoryError) -> WebhookWork.Work {
    try viewer?.permit(.operate)
    guard let id = WebhookID(question.name) else { throw .noSuchWebhook(question.name) }
    let found = try reader.first(WebhookTable.work(id)) {
      WebhookWork.Work(webhook: WebhookTable.row($0), secret: WebhookSecret($0.text(WebhookTable.secretColumn)))
    }
    guard let found else { throw .noSuchWebhook(question.name) }
    return found
  }

  func answer(_ question: ConnectorList) throws(InventoryError) -> [Connector] {
    try viewer?.permit(.operate)
    return try reader.all(ConnectorTable.all, ConnectorTable.row)
  }

  func answer(_ question: SyncPage) throws(InventoryError) -> Page<SyncRun> {
    try viewer?.permit(.operate)
    let runs = ConnectorTable.runs
    var keySet = KeySet(columns: runs.columns, from: runs.from, keys: ["r.id"], isDescending: true)
    if let name = question.connector { keySet.require("n.name = ?1", [.text(name)]) }
    if question.wantsSeeing { keySet.require("r.seen_by IS NULL AND (r.error IS NOT NULL OR r.refused > 0)") }
    return try reader.page(
      [keySet], question.start, limit: question.limit, { ConnectorTable.run($0) }, key: { [String($1.number)] },
      place: { $1.count == 1 ? Int64($1[0]).map { [.integer($0)] } : nil })
  }
}
