import Inventory

extension CountLine {
  var goods: GoodsKey { GoodsKey(item: item, lot: lot) }

  /// What stands on it in the round that the next scan belongs to.
  var open: Quantity { state == .recount ? .zero : counted ?? .zero }
}
