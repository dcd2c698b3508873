/// The three ways of the server to run a list of statements, each with its own idea of what an error means.
extension SQLiteLine {
  /// In a transaction the first error ends it and undoes all; without one each statement stands for itself.
  func execute(_ request: StoreRequest) -> StandInAnswer {
    var answer = StandInAnswer()
    do throws(SQLiteFailure) {
      if request.isTransaction { try run("BEGIN IMMEDIATE") }
      for statement in request.statements where !statement.sql.isEmpty {
        do throws(SQLiteFailure) {
          answer.results.append(
            try statement.returns
              ? query(statement, timeout: request.timeout) : execute(statement, timeout: request.timeout))
        } catch {
          answer.results.append(.failed(error.message))
          if request.isTransaction {
            _ = try? run("ROLLBACK")
            return answer
          }
        }
      }
      if request.isTransaction { try commit() }
    } catch {
      return StandInAnswer(error: error.message)
    }
    return answer
  }

  /// Reads and writes. What cannot be prepared is reported and **passed over**, in a transaction too.
  func request(_ request: StoreRequest) -> StandInAnswer {
    var answer = StandInAnswer()
    do throws(SQLiteFailure) {
      if request.isTransaction { try run("BEGIN IMMEDIATE") }
      for statement in request.statements where !statement.sql.isEmpty {
        let isReadOnly: Bool
        do throws(SQLiteFailure) {
          isReadOnly = try self.isReadOnly(statement.sql)
        } catch {
          answer.results.append(.failed(error.message))
          continue
        }
        do throws(SQLiteFailure) {
          answer.results.append(
            try isReadOnly || statement.returns
              ? query(statement, timeout: request.timeout) : execute(statement, timeout: request.timeout))
        } catch {
          answer.results.append(.failed(error.message))
          if request.isTransaction {
            _ = try? run("ROLLBACK")
            return answer
          }
        }
      }
      if request.isTransaction { try commit() }
    } catch {
      return StandInAnswer(error: error.message)
    }
    return answer
  }

  /// Reads; an error is one of its statement, and the next is run.
  func query(_ request: StoreRequest) -> StandInAnswer {
    var answer = StandInAnswer()
    do throws(SQLiteFailure) {
      if request.isTransaction { try run("BEGIN") }
      defer { if request.isTransaction { _ = try? run("ROLLBACK") } }
      for statement in request.statements where !statement.sql.isEmpty {
        do throws(SQLiteFailure) {
          guard try isReadOnly(statement.sql) else {
            throw SQLiteFailure(message: "attempt to change database via query operation")
          }
          answer.results.append(try query(statement, timeout: request.timeout))
        } catch {
          answer.results.append(.failed(error.message))
        }
      }
    } catch {
      return StandInAnswer(error: error.message)
    }
    return answer
  }

  /// A commit that is refused, by a deferred key say, undoes all and leaves no result.
  private func commit() throws(SQLiteFailure) {
    do throws(SQLiteFailure) {
      try run("COMMIT")
    } catch {
      _ = try? run("ROLLBACK")
      throw error
    }
  }
}
