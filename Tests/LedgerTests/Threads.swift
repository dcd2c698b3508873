import Glibc
import Synchronization

/// Lines gathered from any thread.
final class Seen: Sendable {
  private let lines = Mutex<[String]>([])
  func append(_ line: String) { lines.withLock { $0.append(line) } }
  var all: [String] { lines.withLock { $0 } }
}

/// Runs the body on so many threads at once and waits for all; what they throw comes back as words.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) -> [String] {
  let failures = Seen()
  var threads: [pthread_t] = []
  for number in 0..<count {
    let work = Work {
      do { try body(number) } catch { failures.append("thread \(number): \(error)") }
    }
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, Unmanaged.passRetained(work).toOpaque())
    if code == 0 { threads.append(thread) } else { failures.append("thread \(number) did not start") }
  }
  for thread in threads { pthread_join(thread, nil) }
  return failures.all
}

private final class Work {
  let run: () -> Void
  init(_ run: @escaping () -> Void) { self.run = run }
}
