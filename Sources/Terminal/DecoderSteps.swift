/// What each state makes of the next byte.
extension Decoder {
  mutating func take(_ byte: UInt8, at time: Int64) {
    switch state {
    case .ground: takeText(byte, at: time)
    case .escape: takeAfterEscape(byte, at: time)
    case .alternate(let letter): takeAfterAlternate(letter, byte, at: time)
    case .singleShift(let isGlued): takeSingleShift(byte, isGlued: isGlued, at: time)
    case .bracket: takeAfterBracket(byte, at: time)
    case .sequence(let isGlued): takeSequence(byte, isGlued: isGlued, at: time)
    case .string(let isDevice): takeString(byte, isDevice: isDevice, at: time)
    case .stringEscape: takeStringEscape(byte, at: time)
    case .endOfText:
      state = .ground
      if !isRecordEnd(byte) { emit(.control("c")) }
      takeText(byte, at: time)
    case .paste: takePaste(byte, at: time)
    }
  }

  mutating func emit(_ key: Key) { events.append(.key(key)) }

  /// What was taken for the beginning of a key or an answer is data after all.
  mutating func replay(at time: Int64) {
    let bytes = pending
    pending.removeAll()
    state = .ground
    glueUntil = .min
    for byte in bytes { take(byte, at: time) }
  }

  private func isRecordEnd(_ byte: UInt8) -> Bool { byte == 0x0D || byte == 0x0A || byte == 0x09 }

  private mutating func begin(_ next: State, _ bytes: [UInt8], at time: Int64) {
    state = next
    pending = bytes
    since = time
  }

  private mutating func takeText(_ byte: UInt8, at time: Int64) {
    let isGlued = time < glueUntil
    let wasReturn = followsReturn
    glueUntil = .min
    followsReturn = false
    if scalars.isPartial || byte >= 0x80 {
      if !scalars.isPartial { since = time }
      var scalar: Unicode.Scalar?
      let isTaken = scalars.take(byte) { scalar = $0 }
      // C1 control characters are nobody's data.
      if let scalar, !(0x80..<0xA0 ~= scalar.value) { emit(.character(Character(scalar))) }
      if isTaken { return }
      if byte >= 0x80 { return takeText(byte, at: time) }
    }
    let ended = frame
    if case .ended = frame { frame = .none }
    switch byte {
    case 0x5B where isGlued: begin(.sequence(isGlued: true), [byte], at: time)
    case 0x4F where isGlued: begin(.singleShift(isGlued: true), [byte], at: time)
    case 0x20...0x7E: emit(.character(Character(Unicode.Scalar(byte))))
    case 0x1B: begin(.escape, [], at: time)
    case 0x0D, 0x0A, 0x09:
      if frame == .open { frame = .ended(at: time) }
      if byte == 0x0A, wasReturn {
        frame = ended
      } else {
        emit(byte == 0x09 ? .tab : .enter)
      }
      followsReturn = byte == 0x0D
    case 0x02: frame = .open
    case 0x03:
      if frame == .open {
        frame = .none
      } else if case .ended(let end) = ended, time - end < Decoder.glueLimit {
        frame = .none
      } else {
        begin(.endOfText, [], at: time)
      }
    case 0x08, 0x7F: emit(.backspace)
    case 0x1D: emit(.character("\u{1D}"))
    case 0x01...0x1A: emit(.control(Character(Unicode.Scalar(byte + 0x60))))
    default: emit(.control(Character(Unicode.Scalar(byte + 0x40))))
    }
  }

  private mutating func takeAfterEscape(_ byte: UInt8, at time: Int64) {
    switch byte {
    case 0x5B: begin(.sequence(isGlued: false), [], at: time)
    case 0x4F: begin(.singleShift(isGlued: false), [], at: time)
    case _ where time - since >= escapeDelay:
      state = .ground
      emit(.escape)
      takeText(byte, at: time)
    case 0x5D: begin(.bracket, [byte], at: time)
    case 0x50, 0x58, 0x5E, 0x5F: begin(.string(isDevice: true), [byte], at: time)
    case 0x20...0x7E: begin(.alternate(byte), [], at: time)
    default:
      state = .ground
      emit(.escape)
      takeText(byte, at: time)
    }
  }

  private mutating func takeAfterAlternate(_ letter: UInt8, _ byte: UInt8, at time: Int64) {
    state = .ground
    if byte >= 0x20 && byte != 0x7F || isRecordEnd(byte) {
      emit(.escape)
      takeText(letter, at: time)
    } else {
      emit(.alt(Character(Unicode.Scalar(letter))))
    }
    takeText(byte, at: time)
  }

  private mutating func takeSingleShift(_ byte: UInt8, isGlued: Bool, at time: Int64) {
    state = .ground
    pending.removeAll()
    if let key = learned.keys[[0x1B, 0x4F, byte]] ?? KeySequences.key(singleShift: byte) { return emit(key) }
    // The middle of the keypad: keys, but none of ours.
    if byte == UInt8(ascii: "E") || byte == UInt8(ascii: "r") || byte == UInt8(ascii: "y") { return }
    emit(isGlued ? .character("O") : .alt("O"))
    take(byte, at: time)
  }

  private mutating func takeAfterBracket(_ byte: UInt8, at time: Int64) {
    // Answers of the terminal begin with a number, AIM identifiers with a letter.
    if 0x30...0x39 ~= byte { return begin(.string(isDevice: false), [], at: time) }
    emit(.escape)
    replay(at: time)
    take(byte, at: time)
  }

  private mutating func takeSequence(_ byte: UInt8, isGlued: Bool, at time: Int64) {
    let parameters = isGlued ? pending.dropFirst() : pending[...]
    switch byte {
    case 0x20...0x3F,
      0x5B where byte != 0x5B || parameters.isEmpty:
      if pending.count < Decoder.longestString { return pending.append(byte) }
      state = .ground
      pending.removeAll()
    case 0x40...0x7E:
      state = .ground
      let isPaste = byte == 0x7E && parameters.elementsEqual([0x32, 0x30, 0x30])
      let known = learned.keys.isEmpty ? nil : learned.keys[[0x1B, 0x5B] + parameters + [byte]]
      let key = known ?? KeySequences.key(parameters: parameters, final: byte)
      let mouse = MouseReport.event(parameters: parameters, final: byte)
      pending.removeAll()
      if isPaste {
        begin(.paste, [], at: time)
      } else if let key {
        emit(key)
      } else if let mouse {
        events.append(.mouse(mouse))
      }
    default:
      if isGlued { replay(at: time) }
      state = .ground
      pending.removeAll()
      take(byte, at: time)
    }
  }

  private mutating func takeString(_ byte: UInt8, isDevice: Bool, at time: Int64) {
    switch byte {
    case 0x1B:
      state = .stringEscape
    case 0x07, 0x18, 0x1A:
      state = .ground
      pending.removeAll()
    case 0x0D, 0x0A:
      if isDevice {
        emit(.escape)
        replay(at: time)
      }
      state = .ground
      pending.removeAll()
      take(byte, at: time)
    default:
      pending.append(byte)
      if pending.count >= Decoder.longestString {
        state = .ground
        pending.removeAll()
      }
    }
  }

  private mutating func takeStringEscape(_ byte: UInt8, at time: Int64) {
    pending.removeAll()
    if byte == 0x5C {
      state = .ground
    } else {
      begin(.escape, [], at: time)
      take(byte, at: time)
    }
  }

  private mutating func takePaste(_ byte: UInt8, at time: Int64) {
    since = time
    pending.append(byte)
    if byte == 0x7E, pending.count >= 6, pending.suffix(6).elementsEqual(Array("\u{1B}[201~".utf8)) {
      pending.removeLast(6)
      state = .ground
      deliverPaste()
    } else if byte == 0x0D || byte == 0x0A, pending.count >= Decoder.longestPaste {
      deliverPaste()
    }
  }

  /// Hands over what was pasted so far, cut into records.
  mutating func deliverPaste() {
    let records = pending.split { $0 == 0x0D || $0 == 0x0A }
      .map { line in line.filter { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 || $0 == 0x1D } }
      .filter { !$0.isEmpty }
      .map { String(decoding: $0, as: UTF8.self) }
    pending.removeAll()
    if !records.isEmpty { events.append(.paste(records)) }
  }
}
