import Inventory

/// The rules of counting (`algorithms.md` 4.8) over plain arrays, without an index or a short cut. Three things are kept
/// apart: what is physically there, what the papers say, and which counts stand. What the books should have at an instant
/// is what the last count before it saw, with what the papers say moved since.
struct CountModel {
  /// What is counted by itself: goods without a lot, a lot, or one serial, at one place.
  struct Key: Hashable, CustomStringConvertible {
    var item: String
    var place: String
    var part: String
    init(_ item: String, _ place: String, _ part: String = "") {
      self.item = item
      self.place = place
      self.part = part
    }
    var description: String { part.isEmpty ? "\(item) at \(place)" : "\(item) \(part) at \(place)" }
  }

  /// What somebody did with his hands.
  struct Deed {
    var key: Key
    var when: Instant
    var change: Int
  }

  /// A ledger entry as its author meant it: whatever restates counts is none of his business.
  struct Paper {
    var key: Key
    var when: Instant
    var change: Int
    var reserved = 0
    var reference = ""
    /// The number the books gave it.
    var id: Int64 = 0
    var isReversed = false
    /// The entry it takes back: it stands where that one stood.
    var undoes: Int64?
    /// The line of a count that it is part of: a serial found here has left where the books had it.
    var count: String?

    var order: Int64 { undoes ?? id }
  }

  /// A count of a key that was applied.
  struct Count {
    var key: Key
    var when: Instant
    /// How far the ledger was when it was counted; nil where it was counted at some other time: then all that happened at
    /// that very instant came before it.
    var seen: Int64?
    var value: Int
    /// `ST-0001/3`.
    var line: String

    func isBefore(_ paper: Paper) -> Bool {
      if paper.when != when { return paper.when > when }
      return seen.map { paper.order > $0 } ?? false
    }
  }

  static let quarantine = "Q"
  var deeds: [Deed] = []
  var papers: [Paper] = []
  /// In the order they were applied.
  var counts: [Count] = []

  // MARK: What is there

  func there(_ key: Key, at instant: Instant? = nil) -> Int {
    deeds.reduce(0) { sum, deed in
      deed.key == key && instant.map { deed.when <= $0 } ?? true ? sum + deed.change : sum
    }
  }

  /// All that was ever somewhere, on paper or in truth.
  var keys: Set<Key> {
    Set(deeds.map(\.key)).union(papers.filter { $0.reserved == 0 }.map(\.key)).union(counts.map(\.key))
  }

  // MARK: What the books should say

  /// The count that decides what a key has at an instant; of several at one instant the one that was applied last.
  private func count(of key: Key, by instant: Instant) -> Count? {
    var last: Count?
    for count in counts where count.key == key && count.when <= instant {
      if let known = last, known.when > count.when { continue }
      last = count
    }
    return last
  }

  func onHand(_ key: Key, at instant: Instant) -> Int {
    let count = count(of: key, by: instant)
    return papers.reduce(count?.value ?? 0) { sum, paper in
      guard paper.key == key, paper.when <= instant, count?.isBefore(paper) ?? true else { return sum }
      return sum + paper.change
    }
  }

  /// What a count at an instant would find by the papers: what happened before it.
  func expected(_ key: Key, at instant: Instant, seen: Int64?) -> Int {
    let count = count(of: key, by: instant)
    let asked = Count(key: key, when: instant, seen: seen, value: 0, line: "")
    return papers.reduce(count?.value ?? 0) { sum, paper in
      guard paper.key == key, paper.when <= instant, count?.isBefore(paper) ?? true, !asked.isBefore(paper) else {
        return sum
      }
      return sum + paper.change
    }
  }

  func onHand(of item: String, at place: String, _ instant: Instant) -> Int {
    keys.reduce(0) { $1.item == item && $1.place == place ? $0 + onHand($1, at: instant) : $0 }
  }

  /// By reference, the newest last.
  func reserved(of item: String, at place: String, by instant: Instant? = nil) -> [(reference: String, quantity: Int)] {
    var sums: [(reference: String, quantity: Int, newest: Int64)] = []
    for paper in papers where paper.key.item == item && paper.key.place == place && paper.reserved != 0 {
      if let instant, paper.when > instant { continue }
      if let index = sums.firstIndex(where: { $0.reference == paper.reference }) {
        sums[index].quantity += paper.reserved
        sums[index].newest = max(sums[index].newest, paper.id)
      } else {
        sums.append((paper.reference, paper.reserved, paper.id))
      }
    }
    return sums.filter { $0.quantity > 0 }.sorted { $0.newest < $1.newest }.map { ($0.reference, $0.quantity) }
  }

  /// Takes papers one after the other, or none of them. Back-dated ones must leave every balance standing from their date
  /// up to the next count, from which on they change nothing.
  mutating func post(_ new: [Paper], now: Instant) -> Bool {
    let before = papers
    for paper in new {
      guard stands(paper, now: now) else {
        papers = before
        return false
      }
      papers.append(paper)
    }
    return true
  }

  private func stands(_ paper: Paper, now: Instant) -> Bool {
    let key = paper.key
    var blocked = key.place == CountModel.quarantine ? paper.change : 0
    if paper.reserved != 0 { blocked = 0 }
    guard paper.change < 0 || paper.change - paper.reserved - blocked < 0 else { return true }
    var after = self
    after.papers.append(paper)
    if onHand(key, at: now) >= 0, after.onHand(key, at: now) < 0 { return false }
    let until = counts.filter { $0.key == key && !$0.isBefore(paper) }.map(\.when).min()
    let instants = Set(
      papers.filter { $0.key.item == key.item && $0.key.place == key.place && $0.when > paper.when }.map(\.when)
        + counts.filter { $0.key.item == key.item && $0.key.place == key.place && $0.when > paper.when }.map(\.when)
        + [paper.when, now])
    for instant in instants where until.map({ instant < $0 }) ?? true {
      let onHand = after.onHand(of: key.item, at: key.place, instant)
      let held = after.reserved(of: key.item, at: key.place, by: instant).reduce(0) { $0 + $1.quantity }
      let isBlocked = key.place == CountModel.quarantine
      if onHand < 0 || (isBlocked ? 0 : onHand) - held < 0 { return false }
    }
    return true
  }

  /// Why a count of so many cannot be: less would have been there than left before the next count.
  func cannotBe(_ count: Count) -> Bool {
    let variance = count.value - expected(count.key, at: count.when, seen: count.seen)
    guard variance < 0 else { return false }
    var after = self
    after.counts.append(count)
    let next = counts.filter { $0.key == count.key && $0.when > count.when }.map(\.when).min()
    let instants = papers.filter { $0.key == count.key && $0.when >= count.when }.map(\.when)
    return (instants + [count.when]).contains { instant in
      next.map { instant < $0 } ?? true && after.onHand(count.key, at: instant) < 0
    }
  }

  /// Takes an applied line back, with all that was part of it.
  mutating func withdraw(_ line: String) {
    counts.removeAll { $0.line == line }
    papers.removeAll { $0.count == line }
  }
}
