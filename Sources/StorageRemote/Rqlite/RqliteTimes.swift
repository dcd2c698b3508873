/// How long a cluster is waited for.
public struct RqliteTimes: Sendable {
  /// The longest a request takes, in milliseconds; a large one two seconds a megabyte more.
  public var request: Int64 = 5000
  /// How long a cluster without a leader is tried again, in milliseconds, from the first failure on: a new leader is there
  /// after two or three seconds.
  public var patience: Int64 = 10_000
  /// Between two tries, in milliseconds.
  public var pause: Int32 = 150
  /// How long it is believed that foreign keys are watched, in milliseconds.
  public var trust: Int64 = 30_000

  public init() {}
}
