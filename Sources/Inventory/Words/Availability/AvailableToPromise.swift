/// What may be promised of an item, day by day (`algorithms.md` 4.1): what is available, plus what is to come by then, less
/// what is due by then, and never more than a later day can spare, so that a promise now takes nothing from one that was
/// made for then.
///
/// 70 available, -40 on day 3, +50 on day 5, -60 on day 7: projected 70, 30, 80, 20, and 20 may be promised on any day.
public struct AvailableToPromise: Hashable, Sendable {
  /// What comes on a day, or is due on it.
  public struct Change: Hashable, Sendable {
    public var day: Day
    public var incoming: Quantity
    public var due: Quantity

    public init(_ day: Day, incoming: Quantity = .zero, due: Quantity = .zero) {
      self.day = day
      self.incoming = incoming
      self.due = due
    }
  }

  /// From a day on, until the next.
  public struct Step: Hashable, Sendable {
    public var day: Day
    public var incoming: Quantity
    public var due: Quantity
    /// What there will be: PAB of the day.
    public var projected: Quantity
    /// What may be promised of it: ATP of the day. Below zero where more is due than there will be.
    public var promisable: Quantity

    public init(_ day: Day, incoming: Quantity, due: Quantity, projected: Quantity, promisable: Quantity) {
      self.day = day
      self.incoming = incoming
      self.due = due
      self.projected = projected
      self.promisable = promisable
    }
  }

  /// Today first, then every day on which something comes or is due.
  public let steps: [Step]

  /// - Parameter changes: in any order. What was due before today is due today; what should have come before today is late,
  ///   and nobody knows when it comes: it counts on no day.
  public init(available: Quantity, _ changes: [Change], today: Day) {
    var days: [Day: Change] = [today: Change(today)]
    for change in changes {
      let day = max(today, change.day)
      var own = days[day] ?? Change(day)
      own.due += change.due
      if change.day >= today { own.incoming += change.incoming }
      days[day] = own
    }
    var projected = available
    var steps = days.values.sorted { $0.day < $1.day }.map { change in
      projected += change.incoming - change.due
      return Step(
        change.day, incoming: change.incoming, due: change.due, projected: projected, promisable: projected)
    }
    for index in steps.indices.reversed().dropFirst() {
      steps[index].promisable = min(steps[index].projected, steps[index + 1].promisable)
    }
    self.steps = steps
  }

  /// What may be promised for a day; before today as today.
  public func promisable(on day: Day) -> Quantity {
    (steps.last { $0.day <= day } ?? steps.first)?.promisable ?? .zero
  }

  /// The first day on which so much may be promised; nil where no day is known.
  public func firstDay(for quantity: Quantity) -> Day? { steps.first { $0.promisable >= quantity }?.day }
}
