extension Stocktake {
  public var fields: Fields {
    var fields = Fields()
    fields.add("id", number)
    fields.add("name", name.isEmpty ? nil : name)
    fields.add("location", place)
    fields.add("only_here", !includesInside)
    fields.add("blind", isBlind)
    fields.add("policy", policy.rawValue)
    fields.add("tolerance", tolerance.isEmpty ? nil : tolerance.description)
    fields.add("status", status.rawValue)
    fields.add("opened_by", openedBy)
    fields.add("opened_at", openedAt)
    fields.add("scheduled_at", scheduledAt)
    fields.add("version", version)
    return fields
  }
}

extension CountLine {
  public var fields: Fields {
    var fields = Fields()
    fields.add("stocktake", stocktake.description)
    fields.add("line", Int64(number))
    fields.add("sku", code.sku)
    fields.add("variant", code.variant.isEmpty ? nil : code.variant)
    fields.add("name", name)
    fields.add("unit", unit)
    fields.add("location", place)
    fields.add("lot", lot)
    fields.add("expires", expires)
    fields.add("round", Int64(round))
    fields.add("state", state.rawValue)
    fields.add("counted", counted)
    fields.add("damaged", damaged)
    fields.add("expected", judgement?.expected)
    fields.add("variance", judgement?.variance)
    fields.add("percent", judgement.map { .number(Decimals.text($0.share, places: 2)) } ?? .null)
    fields.add("value", judgement?.value.map { .number($0.description) } ?? .null)
    fields.add("within_tolerance", judgement.map { .flag($0.isWithin) } ?? .null)
    fields.add("missing_serials", .list(missingSerials.map { .text($0) }))
    fields.add("found_serials", .list(foundSerials.map { .text($0) }))
    fields.add("misplaced_serials", .list(misplacedSerials.map { .text($0) }))
    fields.add("moved_while_counted", movedWhileCounted)
    fields.add("promised", promised)
    fields.add("probable_pick", probablePick)
    fields.add("counters", .list(counters.map { .text($0) }))
    fields.add("counted_at", lastCountedAt)
    fields.add("reason", reason)
    fields.add("decided_by", decidedBy)
    fields.add("detail", refusal)
    return fields
  }
}

extension CountJudgement {
  /// In ten-thousandths of what was expected.
  public var share: Int64 { CountShare.of(variance, expected: expected) }
}

extension CountAccuracy {
  public var fields: Fields {
    var fields = Fields()
    fields.add("lines", Int64(lines))
    fields.add("lines_within", Int64(linesWithin))
    fields.add("expected", expected)
    fields.add("off", off)
    fields.add("item_accuracy", CountAccuracy.percent(ofItems))
    fields.add("unit_accuracy", CountAccuracy.percent(ofUnits))
    fields.add("value_up", .number(valueUp.description))
    fields.add("value_down", .number(valueDown.description))
    return fields
  }

  /// 95 of 9,500 ten-thousandths.
  private static func percent(_ share: Int64?) -> FieldValue {
    share.map { .number(Decimals.text($0, places: 2)) } ?? .null
  }
}

extension CountRound {
  public var fields: Fields {
    var fields = Fields()
    fields.add("round", Int64(round))
    fields.add("counted", counted)
    fields.add("expected", expected)
    fields.add("variance", variance)
    fields.add("counted_at", lastCountedAt)
    fields.add("counters", .list(counters.map { .text($0) }))
    return fields
  }
}

extension CountEvent {
  public var fields: Fields {
    var fields = Fields()
    fields.add("id", String(id))
    fields.add("kind", kind.name)
    fields.add("sku", code?.description)
    fields.add("location", place)
    fields.add("lot", lot)
    fields.add("serial", serial)
    fields.add("quantity", quantity)
    fields.add("pack", pack)
    fields.add("change", base)
    fields.add("damaged", isDamaged)
    fields.add("round", Int64(round))
    fields.add("actor", actor)
    fields.add("terminal", terminal)
    fields.add("occurred_at", occurredAt)
    fields.add("recorded_at", recordedAt)
    fields.add("negates", negates.map { String($0) })
    fields.add("negated_by", negatedBy.map { String($0) })
    fields.add("text", text)
    fields.add("note", note)
    return fields
  }
}
