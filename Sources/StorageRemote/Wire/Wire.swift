/// A stream of bytes both ways that never blocks: plain, or through TLS.
protocol Wire: AnyObject {
  /// For `poll`.
  var descriptor: Int32 { get }
  /// Whether bytes that were taken still wait here to go out.
  var hasUnsent: Bool { get }
  /// Takes what it can and returns how much that was; called with nothing it sends what waits here.
  func write(_ bytes: UnsafeRawBufferPointer) throws(WireFault) -> Int
  /// How many bytes came: 0 when the other side has closed, nil when there are none now.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(WireFault) -> Int?
}
