/// Refusals that are about signing in.
extension Explanation {
  static func signIn(_ error: InventoryError) -> Explanation? {
    switch error {
    case .needsPin(let name):
      Explanation(
        "needs-pin", "The PIN is needed", 403,
        "\(name) signs in with a PIN, and you are logged in under another name. Give the PIN on a terminal, or let "
          + "TALLYMAN_PIN_FILE name a file that holds it and only you can read."
      ) { $0.add("actor", name) }
    case .wrongPin(let name, let left):
      Explanation(
        "wrong-pin", "Wrong PIN", 403,
        "That is not the PIN of \(name). "
          + (left > 0
            ? "\(left) more may be wrong, then none is tried for \(PinRule.pause / 60_000) minutes."
            : "None is tried now for \(PinRule.pause / 60_000) minutes.")
          + " An admin gives another one with: tallyman operator edit \(name) --pin"
      ) {
        $0.add("actor", name)
        $0.add("left", Int64(left))
      }
    case .pinPaused(let name, let until):
      Explanation(
        "pin-paused", "Too many wrong PINs", 403,
        "The PIN of \(name) was wrong \(PinRule.mostFailures) times: none is tried before \(until). A badge signs in "
          + "meanwhile."
      ) {
        $0.add("actor", name)
        $0.add("until", until.description)
      }
    case .badPin:
      Explanation(
        "bad-pin", "No PIN", 422,
        "A PIN is \(PinRule.length.lowerBound) to \(PinRule.length.upperBound) digits, so that a handheld can type it.")
    case .pinsDiffer:
      Explanation(
        "pins-differ", "Not the same twice", 422, "The two were not the same. Nothing was changed; try again.")
    case .noTerminalForPin:
      Explanation(
        "no-terminal", "Nobody to ask", 422,
        "There is no terminal to ask for a PIN on. Write it into a file that only you can read, and use --pin-file FILE."
      )
    case .pinUnreadable(let file, let why):
      Explanation("pin-unreadable", "The PIN cannot be read", 422, "The PIN cannot be read from \(file): \(why).") {
        $0.add("file", file)
      }
    case .pinUnkeepable:
      Explanation(
        "pin-unkeepable", "The PIN cannot be kept", 422,
        "The crypt library of this machine hashes no PIN. Nothing was changed; use a badge.")
    default: nil
    }
  }
}
