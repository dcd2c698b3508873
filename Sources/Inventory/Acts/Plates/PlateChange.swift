/// A change of a pallet, as part of a plan. Each is refused where the pallet is not as it was looked at.
public enum PlateChange: Hashable, Sendable {
  /// Makes it with what stands on it, or builds one that was opened anew.
  case build(Plate)
  case move(Plate, to: LocationID)
  /// It leaves its place with a transfer, whole.
  case load(Plate, transfer: Int64)
  /// It arrives, whole.
  case unload(Plate, at: LocationID)
  /// Its goods are loose from here on; of one that travelled, where they arrived.
  case open(Plate, at: LocationID)
}
