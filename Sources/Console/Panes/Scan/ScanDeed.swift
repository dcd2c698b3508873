import Inventory

/// An act on its way, kept until its outcome is known: what may not have arrived is sent again under the same key.
struct ScanDeed<Purpose: Sendable>: Sendable {
  var number: Int
  let key: String
  let act: any Act
  let purpose: Purpose
  /// What the echo says of it.
  let shown: ScanEcho?
  /// When it is sent again.
  var retryAt: Instant?
  var tries = 1
  /// No answer came to an earlier try: it may be done.
  var wasUnknown = false
  /// It waits on this machine: the books do not say yet what came of it.
  var isKept = false
}
