import Inventory
import Terminal

/// The keys of orders and requisitions. Capitals open a form or a box; F9 in it is what writes.
extension KeyTable {
  private static let orders: Set<PaneKind> = [.orders, .order]
  private static let all: Set<PaneKind> = [.orders, .order, .requisitions]

  static let buying: [Binding] = [
    Binding(.goOrders, [Stroke(.character("g"), .character("o"))], "go to the orders", in: browse, group: "looking"),
    Binding(
      .open, [Stroke(.enter)], "its lines, and what came of them", in: [.orders], group: "orders", off: needsRow),
    Binding(.open, [Stroke(.enter)], "open the item", in: [.order], group: "orders", off: needsRow),
    Binding(.open, [Stroke(.enter)], "its lines", in: [.requisitions], group: "orders", off: needsRow),
    Binding(
      .find, [letter("/"), function(2)], "find by number, vendor or reference, as you type", short: "find",
      in: [.orders], group: "orders"),
    Binding(
      .filter, [letter("f"), function(3)], "filter by status, vendor, to, item", short: "filter", in: [.orders],
      group: "orders"),
    Binding(.onlyOpen, [letter("o")], "only what is under way, or all again", in: orders, group: "orders"),
    Binding(
      .onlyOpen, [letter("o"), function(3)], "drafts, those that are approved, or all", short: "which",
      in: [.requisitions], group: "orders"),
    Binding(.columns, [letter("c")], "which columns to show", in: [.orders], group: "orders"),
    Binding(.otherPart, [Stroke(.tab)], "orders, or what is asked for: requisitions", in: [.orders], group: "orders"),
    Binding(.otherPart, [Stroke(.tab)], "back to the orders", in: [.requisitions], group: "orders"),
    Binding(.newOrder, [letter("N")], "New order", in: orders, group: "orders"),
    Binding(.newOrder, [letter("N")], "ask for goods: a New requisition", in: [.requisitions], group: "orders"),
    Binding(
      .sendOrder, [letter("S"), function(4), function(5)], "Send it: the vendor has it, its goods are expected",
      short: "send", in: orders, group: "orders", off: { BuyingSituation.sending($0) }),
    Binding(
      .editOrder, [letter("E"), function(6)], "Edit it, as long as it is a draft", short: "edit", in: orders,
      group: "orders", off: { BuyingSituation.editing($0) }),
    Binding(
      .closeOrder, [letter("C")], "Close it: what has not come will not come", in: orders, group: "orders",
      off: { BuyingSituation.closing($0) }),
    Binding(
      // No letter: what a scanner types behind it would be received.
      .receiveOrder, [function(7)], "receive it, at the dock", short: "receive", in: orders, group: "orders",
      off: { BuyingSituation.receiving($0) }),
    Binding(
      .cancelOrder, [letter("X")], "cancel a draft", in: orders, group: "orders",
      off: { BuyingSituation.cancelling($0) }),
    Binding(
      .approveRequisition, [letter("A"), function(4), function(5)], "Approve it", short: "approve",
      in: [.requisitions], group: "orders", off: { BuyingSituation.approving($0) }),
    Binding(
      .orderRequisition, [letter("O"), function(6)], "Order it from a vendor: makes a draft", short: "order",
      in: [.requisitions], group: "orders", off: { BuyingSituation.ordering($0) }),
    Binding(
      .cancelRequisition, [letter("X"), function(7)], "cancel it: it is not bought", short: "cancel",
      in: [.requisitions], group: "orders", off: { BuyingSituation.dropping($0) }),
    Binding(
      .commit, [function(9)], "commit: the only key that writes", in: all, group: "orders",
      off: { _ in "there is nothing to commit: N writes a new one" }),
  ]
}

/// What decides which commands about an order or a requisition are on.
struct BuyingSituation: Sendable {
  var order: PurchaseOrder?
  var requisition: Requisition?

  private static let noOrder = "no order is under the cursor"
  private static let noRequisition = "no requisition is under the cursor"

  static func sending(_ situation: Situation) -> String? {
    guard let order = situation.buying?.order else { return noOrder }
    return order.status == .draft ? nil : "\(order.number) is \(order.status.rawValue) already"
  }

  static func editing(_ situation: Situation) -> String? {
    guard let order = situation.buying?.order else { return noOrder }
    return order.status == .draft ? nil : "\(order.number) is \(order.status.rawValue): only a draft is edited"
  }

  static func closing(_ situation: Situation) -> String? {
    guard let order = situation.buying?.order else { return noOrder }
    switch order.status {
    case .draft: return "\(order.number) is a draft: X cancels it"
    case .sent, .received: return nil
    case .closed, .cancelled: return "\(order.number) is \(order.status.rawValue) already"
    }
  }

  static func cancelling(_ situation: Situation) -> String? {
    guard let order = situation.buying?.order else { return noOrder }
    switch order.status {
    case .draft: return nil
    case .sent: return "\(order.number) is sent: C closes it"
    default: return "\(order.number) is \(order.status.rawValue) already"
    }
  }

  static func receiving(_ situation: Situation) -> String? {
    guard let order = situation.buying?.order else { return noOrder }
    return order.status == .sent ? nil : DockDocument.order(order).refusal
  }

  static func approving(_ situation: Situation) -> String? {
    guard let requisition = situation.buying?.requisition else { return noRequisition }
    return requisition.status == .draft ? nil : "\(requisition.number) is \(requisition.status.rawValue) already"
  }

  static func ordering(_ situation: Situation) -> String? {
    guard let requisition = situation.buying?.requisition else { return noRequisition }
    switch requisition.status {
    case .approved: return nil
    case .draft: return "\(requisition.number) is not approved yet: A approves it"
    default: return "\(requisition.number) is \(requisition.status.rawValue) already"
    }
  }

  static func dropping(_ situation: Situation) -> String? {
    guard let requisition = situation.buying?.requisition else { return noRequisition }
    switch requisition.status {
    case .draft, .approved: return nil
    default: return "\(requisition.number) is \(requisition.status.rawValue) already"
    }
  }
}
