/// The real words that lie nearest to a wrong one.
enum NearestWord {
  /// At most three of `words`, best first; none when all are far off.
  static func hints(for wrong: String, among words: [String]) -> [String] {
    let wrong = Array(wrong.lowercased().utf8.prefix(64))
    let reach = max(1, min(3, (wrong.count + 1) / 3))
    let scored = words.compactMap { word -> (word: String, distance: Int)? in
      let letters = Array(word.utf8)
      let isBeginning = wrong.count >= 2 && letters.starts(with: wrong)
      let distance = isBeginning ? 1 : self.distance(wrong, letters)
      return distance <= reach ? (word, distance) : nil
    }
    guard let best = scored.map(\.distance).min() else { return [] }
    return scored.filter { $0.distance <= best + (best > 1 ? 0 : 1) }
      .enumerated().sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
      .prefix(3).map(\.element.word)
  }

  /// How many letters must be changed, added, left out or swapped with their neighbour.
  static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for row in 0..<a.count {
      var current = [row + 1]
      for column in 0..<b.count {
        var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (a[row] == b[column] ? 0 : 1))
        if row > 0, column > 0, a[row] == b[column - 1], a[row - 1] == b[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[b.count]
  }
}
