import Storage
import StorageContract
import StorageLocal
import Testing

@Test("A local database keeps every promise", arguments: Promise.all)
func localDatabaseKeeps(promise: Promise) throws {
  let folder = try Folder()
  try promise.check { try folder.open() }
}
