import Glibc

/// A number of things to have; who finds none waits until somebody brings one.
final class Semaphore: @unchecked Sendable {
  private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init(_ count: UInt32) { sem_init(semaphore, 0, count) }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func take() { while sem_wait(semaphore) != 0 {} }

  func bring() { sem_post(semaphore) }
}
