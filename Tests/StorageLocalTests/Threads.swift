import Glibc
import Synchronization

/// Runs work on threads of its own and waits for all of it.
func inThreads(_ count: Int, _ work: @escaping @Sendable (_ index: Int) throws -> Void) throws {
  let threads = (0..<count).map { index in Running { try work(index) } }
  for thread in threads { try thread.finish() }
}

/// Work that goes on in a thread of its own.
final class Running: Sendable {
  private let thread: Mutex<pthread_t>
  private let job: Job

  init(_ work: @escaping @Sendable () throws -> Void) {
    job = Job(work)
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { job in
        if let job { Unmanaged<Job>.fromOpaque(job).takeRetainedValue().run() }
        return nil
      }, Unmanaged.passRetained(job).toOpaque())
    self.thread = Mutex(thread)
  }

  /// Waits for the end.
  /// - Throws: what the work threw.
  func finish() throws {
    pthread_join(thread.withLock { $0 }, nil)
    if let error = job.error.withLock({ $0 }) { throw error }
  }
}

private final class Job: Sendable {
  let error = Mutex<(any Error)?>(nil)
  private let work: @Sendable () throws -> Void

  init(_ work: @escaping @Sendable () throws -> Void) { self.work = work }

  func run() {
    do { try work() } catch let thrown { error.withLock { $0 = thrown } }
  }
}

/// Lets the processor to others until something has come about; gives up after a minute.
func wait(until isSo: () -> Bool) throws {
  for _ in 0..<60_000 {
    if isSo() { return }
    usleep(1000)
  }
  throw Broken("it did not come about")
}
