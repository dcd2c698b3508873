import SecureShellTesting
import StorageContract
import Testing

@Test(
  "a database behind a real ssh and the built agent keeps every promise",
  .enabled(if: SecureShellHouse.isInstalled, "openssh-server is not installed"), arguments: Promise.all)
func secureShellKeeps(promise: Promise) throws {
  let scene = try AgentScene()
  let lines = SecureShellLines(try SecureShellHouse.shared(), path: scene.path)
  try promise.check { lines.database() }
}
