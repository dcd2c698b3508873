import Glibc
import Testing

/// A run of the built program, with pipes for its streams, as a script would start it.
final class CommandRun {
  let process: pid_t
  private let output: Int32
  private let errors: Int32
  /// What was read before its end.
  private var early: [UInt8] = []

  /// What a finished run left behind.
  struct Result {
    var exit: Int32
    var signal: Int32?
    var output: String
    var errors: String
  }

  /// - Parameter input: a file that is its standard input; nothing where it is nil.
  init(_ arguments: [String], environment: [String: String] = [:], input: String? = nil, program: String? = nil) throws
  {
    var (arguments, environment) = (arguments, environment)
    if program == nil { (arguments, environment) = try ProgramWay.current.lead(arguments, environment) }
    var outPipe: [Int32] = [0, 0]
    var errorPipe: [Int32] = [0, 0]
    try #require(pipe(&outPipe) == 0 && pipe(&errorPipe) == 0)
    for descriptor in outPipe + errorPipe { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input ?? "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, outPipe[1], 1)
    posix_spawn_file_actions_adddup2(&actions, errorPipe[1], 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var all = sigset_t()
    var none = sigset_t()
    sigfillset(&all)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)))
    let path = program ?? CommandRun.tallyman
    let argv = ([path] + arguments).map { strdup($0) }
    var variables = ["HOME": "/nonexistent", "PATH": "/usr/bin:/bin", "LOGNAME": "anna", "LANG": "C.UTF-8"]
    variables.merge(environment) { $1 }
    let envp = variables.map { strdup($0.key + "=" + $0.value) }
    defer { for text in argv + envp { free(text) } }
    var process: pid_t = 0
    let failure = posix_spawn(&process, path, &actions, &attributes, argv + [nil], envp + [nil])
    close(outPipe[1])
    close(errorPipe[1])
    try #require(failure == 0, "cannot start \(path): errno \(failure)")
    self.process = process
    output = outPipe[0]
    errors = errorPipe[0]
  }

  deinit {
    close(output)
    close(errors)
  }

  static var tallyman: String { built("tallyman") }
  /// A program that posts or imports in many small acts.
  static var poster: String { built("Poster") }

  /// Beside the test bundle, where the build puts it.
  private static func built(_ program: String) -> String {
    let bundle = CommandLine.arguments[0]
    let folder = bundle.lastIndex(of: "/").map { String(bundle[..<$0]) } ?? "."
    return folder + "/" + program
  }

  /// Waits until it has said so many lines, or has ended.
  func waitForLines(_ count: Int) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while early.count(where: { $0 == UInt8(ascii: "\n") }) < count {
      let length = read(output, &buffer, buffer.count)
      guard length > 0 else { return }
      early += buffer[..<length]
    }
  }

  /// Reads both streams to their ends and waits.
  func finish() -> Result {
    var texts = ["", ""]
    var open = [
      pollfd(fd: output, events: Int16(POLLIN), revents: 0), pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
    ]
    var bytes: [[UInt8]] = [early, []]
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while open.contains(where: { $0.fd >= 0 }) {
      guard poll(&open, 2, -1) > 0 else { continue }
      for index in open.indices where open[index].fd >= 0 && open[index].revents != 0 {
        let count = read(open[index].fd, &buffer, buffer.count)
        if count > 0 { bytes[index] += buffer[..<count] } else { open[index].fd = -1 }
      }
    }
    texts = bytes.map { String(decoding: $0, as: UTF8.self) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return Result(
      exit: (status >> 8) & 0xFF, signal: signal == 0 ? nil : signal, output: texts[0], errors: texts[1])
  }
}

/// A folder for one test, taken away with all that is in it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/tallyman-run-XXXXXX".utf8CString)
    path = try #require(mkdtemp(&template).map { String(cString: $0) })
  }

  deinit {
    _ = try? CommandRun(["-rf", path], program: "/bin/rm").finish()
  }

  /// What stands in a file; nil where there is none.
  func read(_ name: String) -> String? {
    guard let stream = fopen(path + "/" + name, "r") else { return nil }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes a small file and gives its path.
  func write(_ name: String, _ text: String) throws -> String {
    let file = path + "/" + name
    let stream = try #require(fopen(file, "w"))
    var text = text
    _ = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, stream) }
    fclose(stream)
    return file
  }
}

/// One database, and commands run on it.
struct Shop {
  let folder: TemporaryFolder
  var database: String { folder.path + "/stock.db" }

  init() throws { folder = try TemporaryFolder() }

  @discardableResult
  func run(
    _ arguments: String..., exit expected: Int32? = 0, input: String? = nil,
    at location: SourceLocation = #_sourceLocation
  ) throws -> CommandRun.Result {
    let result = try CommandRun(["--db", database] + arguments, input: input).finish()
    if let expected {
      #expect(
        result.exit == expected, "\(arguments.joined(separator: " "))\n\(result.output)\(result.errors)",
        sourceLocation: location)
    }
    return result
  }

  /// The sum of a numeric field over all rows of a list printed as NDJSON.
  func sum(of field: String, in ndjson: String) -> Double {
    ndjson.split(separator: "\n").reduce(0) { $0 + (JSONPeek.number(field, in: String($1)) ?? 0) }
  }
}

extension Shop {
  /// The demo warehouse of OpenBoxes: its products, sites and bins, and what stands in the bins of the main warehouse.
  /// - Parameter expiry: what the column of expiry dates is read as; `-` leaves it out, so that the goods may be used today.
  func importOpenBoxes(expiry: String = "expires") throws {
    try run(
      "import", "items", try SharedData.path("openboxes/products.csv"), "--map", "ProductCode=sku", "--map",
      "UnitOfMeasure=unit", "--map", "LotAndExpiryControl=track", "--values", "track:TRUE=lot", "--map",
      "UnitCost=cost")
    try run("location", "add", "MAIN", "--name", "Main Warehouse", "--kind", "site")
    try run(
      "import", "locations", try SharedData.path("openboxes/locations.csv"), "--map", "locationNumber=location",
      "--set", "kind=site", "--map", "parentLocation=-")
    try run(
      "import", "locations", try SharedData.path("openboxes/binLocations.csv"), "--map", "locationNumber=location",
      "--map", "parentLocation=parent", "--set", "kind=bin")
    try run(
      "import", "stock", try SharedData.path("openboxes/mainWarehouseInventory.csv"), "--map", "Product code=sku",
      "--set", "location=Main Warehouse/{Bin location}", "--map", "Bin location=-", "--map", "Lot number=lot", "--map",
      "Expiration date=\(expiry)", "--map", "Physical QOH=on_hand", "--dates", "mdy")
  }
}

/// Just enough reading of our own one-line JSON for tests: the first occurrence of a field at any depth.
enum JSONPeek {
  static func raw(_ field: String, in json: String) -> String? {
    guard let range = json.firstRange(of: "\"\(field)\":") else { return nil }
    let rest = json[range.upperBound...]
    if rest.first == "\"" { return rest.dropFirst().prefix { $0 != "\"" }.description }
    return rest.prefix { $0 != "," && $0 != "}" && $0 != "]" }.description
  }

  static func number(_ field: String, in json: String) -> Double? { raw(field, in: json).flatMap(Double.init) }
}

/// The shared data beside the checkout.
enum SharedData {
  static func path(_ file: String, from source: String = #filePath) throws -> String {
    let root = source.split(separator: "/").dropLast(3).joined(separator: "/")
    let candidates = [getenv("TALLYMAN_SHARED").map { String(cString: $0) }, "/" + root + "/../shared"]
    let folder = try #require(candidates.compactMap { $0 }.first { access($0 + "/data", F_OK) == 0 })
    return folder + "/data/" + file
  }
}
