import Storage

extension Promise {
  static let changes: [Promise] = [
    Promise("the change token moves when somebody else commits, and rests otherwise") { site in
      let database = try site.database
      let other = try site.another()
      let first = try database.changeToken()
      try expect(database.changeToken(), is: first, "the token when nothing happened")
      try other.commit(Batch([item(1, "bolt")]))
      let second = try database.changeToken()
      if second == first { throw Breach(description: "somebody else's commit did not move the token") }
      try expect(database.changeToken(), is: second, "the token when nothing more happened")
      _ = try site.count("SELECT count(*) FROM item")
      try expect(database.changeToken(), is: second, "the token after a read")
    },
    Promise("the change token moves although one committed oneself in between") { site in
      let database = try site.database
      let other = try site.another()
      let first = try database.changeToken()
      try other.commit(Batch([item(1, "bolt")]))
      try site.commit(item(2, "nut"))
      if try database.changeToken() == first { throw Breach(description: "the other's commit was overlooked") }
    },
    Promise("a refused batch of somebody else does not move the change token") { site in
      let other = try site.another()
      let first = try site.database.changeToken()
      _ = try? other.commit(Batch([item(1, "bolt", -1)]))
      try expect(site.database.changeToken(), is: first, "the token")
    },
  ]
}
