extension LocalDatabase {
  /// What a database is opened for.
  public enum Mode: Hashable, Sendable {
    /// Makes the file when there is none.
    case readWriteCreate
    case readWrite
    case readOnly
  }

  /// What can be tuned. The defaults suit a small machine with a database of any size.
  public struct Settings: Hashable, Sendable {
    /// How much of the file is read through memory that the system lends and takes back; 0 for none.
    public var mappedBytes: Int64
    /// How much each connection keeps of the file in memory of its own.
    public var cacheBytes: Int64
    /// How long a call waits for somebody else who holds the database, in milliseconds.
    public var patience: Int64
    /// How many pages the log may have before a commit carries them over into the file. A process that starts alone
    /// reads the whole log first, about a microsecond a page.
    public var checkpointPages: Int

    public init(
      mappedBytes: Int64 = 256 << 20, cacheBytes: Int64 = 64 << 20, patience: Int64 = 10_000,
      checkpointPages: Int = 4000
    ) {
      self.mappedBytes = mappedBytes
      self.cacheBytes = cacheBytes
      self.patience = patience
      self.checkpointPages = checkpointPages
    }
  }
}
