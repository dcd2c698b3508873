import Inventory
import Storage

/// Turns changes of transfers into statements.
enum TransferWriter {
  static func statements(of change: TransferChange) -> [Statement] {
    switch change {
    case .create(let transfer): [TransferTable.add(transfer)]
    case .addLines(let transfer, let lines): TransferLineTable.add(transfer, lines)
    case .removeLines(let transfer):
      [
        Statement("DELETE FROM transfer_serial WHERE transfer = ?1", [.integer(transfer.number)]),
        Statement("DELETE FROM transfer_line WHERE transfer = ?1", [.integer(transfer.number)]),
      ]
    case .step(let transfer, let steps): [TransferLineTable.step(transfer, steps)]
    case .set(let transfer, let version): TransferTable.set(transfer, from: version)
    case .serials(let transfer, let serials): [TransferLineTable.set(transfer, serials)]
    case .removeSerials(let transfer):
      [
        Statement(
          "DELETE FROM transfer_serial WHERE transfer = ?1 AND state = \(TransferSerial.State.requested.rawValue)",
          [.integer(transfer.number)])
      ]
    case .record(let transfer, let events): [ReceiveEventTable.add(transfer, events)]
    case .negate(let event, let occurredAt): ReceiveEventTable.negate(event, occurredAt: occurredAt)
    case .post(let transfer, let last): ReceiveEventTable.post(transfer, through: last)
    case .open(let discrepancies): [DiscrepancyTable.add(discrepancies)]
    case .resolve(let found, let quantity, let value, let verdict):
      DiscrepancyTable.resolve(found, quantity: quantity, value: value, verdict)
    case .claim(let found, let verdict): DiscrepancyTable.claim(found, verdict)
    }
  }
}
