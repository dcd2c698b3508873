/// The goals beside `limit.c`: for each, its test and ours in turn, so that both see the same minutes, and the ratios of
/// each round.
struct Comparison {
  /// A figure of ours over one of C's, times `factor`.
  struct Pair {
    var name: String
    var ours: String
    var c: String
    var factor = 1.0
  }

  private struct Group {
    var goals: [String]
    var limit: String
    var pairs: [Pair]
  }

  private static let groups = [
    Group(
      goals: ["p1"], limit: "post",
      pairs: [
        Pair(name: "p1_rate", ours: "p1_post", c: "l1_post_FULL"),
        Pair(name: "p1_to_raw_disk", ours: "p1_post_to_raw_disk", c: "l1_post_FULL_to_raw_disk"),
        Pair(name: "p1_cpu", ours: "p1_post_cpu", c: "l1_post_FULL_cpu"),
        Pair(name: "p2_p50", ours: "p2_post_p50", c: "l1_post_FULL_p50"),
        Pair(name: "p2_p99", ours: "p2_post_p99", c: "l1_post_FULL_p99"),
      ]),
    Group(
      goals: ["p4"], limit: "bulk",
      pairs: [
        Pair(name: "p4_import_csv", ours: "p4_import_csv", c: "l2_bulk_summed"),
        Pair(name: "p4_import_csv_to_rowwise", ours: "p4_import_csv", c: "l2_bulk_rowwise"),
        Pair(name: "p4_import_acts", ours: "p4_import_acts", c: "l2_bulk_summed"),
        Pair(name: "p12_bytes", ours: "p12_bytes_per_movement", c: "l2_bytes_per_movement"),
      ]),
    Group(
      goals: ["p3", "p5", "p6", "p14"], limit: "read",
      pairs: [
        Pair(name: "p3_command_page", ours: "p3_command_page", c: "l3_command_page"),
        Pair(name: "p3_command_post", ours: "p3_command_post", c: "l3_command_post"),
        Pair(name: "p5_first_page", ours: "p5_first_page_1000k_p50", c: "l3_first_page50_p50"),
        Pair(name: "p5_next_page", ours: "p5_next_page_1000k_p50", c: "l3_next_page50_seek_p50"),
        Pair(name: "p6_prefix", ours: "p6_stock_prefix_p50", c: "l3_prefix_p50"),
        Pair(name: "p6_substring", ours: "p6_items_substring_p50", c: "l3_substring_trigram_p50"),
        Pair(name: "p6_common", ours: "p6_items_common_p50", c: "l3_substring_trigram_common_p50"),
        Pair(name: "p14_export", ours: "p14_export_csv", c: "l3_export_all_p50", factor: 1000),
      ]),
    Group(
      goals: ["p7"], limit: "low",
      pairs: [
        Pair(name: "p7_first50_by_record", ours: "p7_low_first50_by_record_p50", c: "l4_low_first50_p50"),
        Pair(name: "p7_first50_by_item", ours: "p7_low_first50_by_item_p50", c: "l4_low_first50_p50"),
        Pair(name: "p7_count", ours: "p7_low_count_p50", c: "l4_low_count_p50"),
      ]),
    Group(
      goals: ["promises"], limit: "post",
      pairs: [
        Pair(name: "promise_rate", ours: "promise_act", c: "l1_post_FULL"),
        Pair(name: "promise_to_raw_disk", ours: "promise_act_to_raw_disk", c: "l1_post_FULL_to_raw_disk"),
      ]),
    Group(
      goals: ["signals"], limit: "low",
      pairs: [
        Pair(name: "signals_first50", ours: "signals_first50_all_p50", c: "l4_low_first50_p50"),
        Pair(name: "signals_first50_site", ours: "signals_first50_site_p50", c: "l4_low_first50_p50"),
      ]),
    Group(
      goals: ["p8", "p13"], limit: "past",
      pairs: [
        Pair(name: "p8_past_half", ours: "p8_past_half", c: "l5_past_half_summed_in_c"),
        // C sums half of the ledger; the check reads all of it.
        Pair(name: "p13_verification", ours: "p13_verification", c: "l5_past_half_summed_in_c", factor: 0.5),
      ]),
    Group(
      goals: ["p9"], limit: "flow",
      pairs: [Pair(name: "p9_stocktake_1000", ours: "p9_stocktake_1000", c: "l7_stocktake_1000_lines")]),
    Group(
      goals: ["p9t"], limit: "flow",
      pairs: [Pair(name: "p9_transfer_100", ours: "p9_transfer_100", c: "l7_transfer_100_lines")]),
    Group(
      goals: ["p10"], limit: "many",
      pairs: [1, 2, 8, 32].flatMap { processes in
        [
          Pair(name: "p10_\(processes)", ours: "p10_\(processes)", c: "l6_\(processes)_queue"),
          Pair(name: "p10_\(processes)_max", ours: "p10_\(processes)_max", c: "l6_\(processes)_queue_max"),
        ]
      }),
  ]

  private let workshop: Workshop
  private let limit: String
  private let goals: [String]

  init(_ workshop: Workshop, limit: String, goals: [String]) {
    self.workshop = workshop
    self.limit = limit
    self.goals = goals
  }

  func run() throws {
    // Made before, so that no round has it to do.
    _ = try workshop.bases.base()
    for group in Comparison.groups {
      let wanted = goals.isEmpty ? group.goals : group.goals.filter { goals.contains($0) }
      if !wanted.isEmpty { try run(group, wanted) }
    }
  }

  private func run(_ group: Group, _ wanted: [String]) throws {
    if group.limit == "past" { _ = try workshop.bases.ledger() }
    let limitFolder = try Folder(workshop.folder.file("limit"))
    var ratios = [Samples](repeating: Samples(), count: group.pairs.count)
    for _ in 0..<rounds(group) {
      let c = try figures(limit, [limitFolder.path, group.limit], ["LIMIT_REPS": "1"])
      let ours = try figures(Child.ownPath(), [workshop.folder.path] + wanted, ["BENCH_REPS": "1"])
      for (index, pair) in group.pairs.enumerated() {
        guard let own = ours[pair.ours], let other = c["limit_" + pair.c], other > 0 else { continue }
        ratios[index].add(own / other * pair.factor)
      }
    }
    for (pair, samples) in zip(group.pairs, ratios) where !samples.values.isEmpty {
      Report.line("\(pair.name)_ratio_to_c", samples.median, "ratio")
      Report.line("\(pair.name)_ratio_to_c_lowest", samples.percentile(0), "ratio")
      Report.line("\(pair.name)_ratio_to_c_highest", samples.percentile(1), "ratio")
    }
  }

  /// What takes a minute is not done five times.
  private func rounds(_ group: Group) -> Int {
    ["post", "read", "low"].contains(group.limit) ? workshop.sizes.repetitions : min(workshop.sizes.repetitions, 3)
  }

  /// The figures another program prints, which are printed here too.
  private func figures(
    _ program: String, _ arguments: [String], _ environment: [String: String]
  ) throws -> [String: Double] {
    let child = try Child(program, arguments, environment: environment)
    var figures: [String: Double] = [:]
    while let line = child.line() {
      Standard.output.write(line + "\n")
      let parts = line.split(separator: " ")
      if parts.count == 3, let value = Double(parts[1]) { figures[String(parts[0])] = value }
    }
    try require(child.wait(), "\(program) \(arguments.joined(separator: " ")) failed")
    return figures
  }
}
