import Glibc
import SecureShellTesting
import Testing

/// The built program, and a database on another machine: this one, by a real sshd.
@Suite(.serialized, .enabled(if: SecureShellHouse.isInstalled, "openssh-server is not installed"))
struct SecureShellRunTests {
  private let shop: Shop
  private let house: SecureShellHouse

  init() throws {
    shop = try Shop()
    house = try SecureShellHouse.shared()
    try shop.run("location", "add", "SITE")
    try shop.run("item", "add", "BOLT")
  }

  private func far(
    _ arguments: String..., at address: String? = nil, ssh: String? = nil, agent: String = CommandRun.tallyman
  ) throws -> CommandRun.Result {
    try CommandRun(
      ["--db", address ?? house.address(of: shop.database)] + arguments,
      environment: ["TALLYMAN_SSH": ssh ?? house.command, "TALLYMAN_AGENT": agent]
    ).finish()
  }

  @Test("commands do there what they do here")
  func commands() throws {
    let moved = try far("move", "receipt", "BOLT", "5", "--at", "SITE", "--key", "once")
    #expect(moved.exit == 0, "\(moved.errors)")
    let again = try far("move", "receipt", "BOLT", "5", "--at", "SITE", "--key", "once", "--json")
    #expect(JSONPeek.raw("repeated", in: again.output) == "true")
    #expect(try far("move", "issue", "BOLT", "9", "--at", "SITE").exit == 5)
    let listed = try far("stock", "list", "--ndjson")
    #expect(shop.sum(of: "on_hand", in: listed.output) == 5)
    let local = try shop.run("stock", "list", "--ndjson")
    #expect(listed.output == local.output)
    #expect(try far("verify").exit == 0)
    let doctor = try far("doctor")
    #expect(doctor.exit == 0, "\(doctor.output)\(doctor.errors)")
    for part in ["\(shop.database) there", "there and back", "words of version 1", "1 record,"] {
      #expect(doctor.output.contains(part), "\(doctor.output)")
    }
  }

  @Test("a database is made there when an act is its first, and only then")
  func makes() throws {
    let address = house.address(of: shop.folder.path + "/it's new/stock.db")
    let looked = try far("stock", "list", at: address)
    #expect(looked.exit == 7 && looked.errors.contains("There is no database at"), "\(looked.errors)")
    #expect(try far("item", "add", "NUT", at: address).exit == 0)
    #expect(try far("stock", "list", at: address).exit == 0)
  }

  @Test("what is in the way is told as what it is, and ends with 7")
  func troubles() throws {
    let free = "ssh://alone:1\(shop.database)"
    let alone = house.addressAlone(of: shop.database)
    let runs: [(CommandRun.Result, String)] = [
      (
        try far("stock", "list", at: free),
        "cannot be reached: ssh: connect to host 127.0.0.1 port 1: Connection refused"
      ),
      (try far("stock", "list", at: alone, ssh: house.commandOfOther), "does not let this account in: "),
      (
        try far("stock", "list", at: alone, ssh: house.commandKnowingAnotherHost),
        "the host's key is not the one it had"
      ),
      (try far("stock", "list", agent: "tallyman-of-nowhere"), "tallyman is not installed there"),
      (try far("stock", "list", ssh: "ssh-of-nowhere"), "ssh cannot be started here"),
      (try far("stock", "list", agent: "echo hello; true"), "no agent answers there, but: hello"),
    ]
    for (run, part) in runs {
      #expect(run.exit == 7 && run.errors.contains(part), "\(run.exit) \(run.errors)")
      #expect(run.errors.contains("Nothing was done."))
    }
    // No host begins with what would be an option.
    let option = try far("stock", "list", at: "ssh://-oProxyCommand=true/x")
    #expect(option.exit != 0 && option.errors.contains("is no database: an address with a host"), "\(option.errors)")
  }

  @Test("a shell that greets before the agent is passed over")
  func greeting() throws {
    let run = try far("stock", "list", agent: "echo Welcome to hall 3; \(CommandRun.tallyman)")
    #expect(run.exit == 0, "\(run.errors)")
  }

  @Test("what can only be done beside the database says so")
  func beside() throws {
    for verb in ["backup", "restore"] {
      let run = try far(verb, shop.folder.path + "/copy.db")
      #expect(run.exit == 4 && run.errors.contains("where the database lies"), "\(run.exit) \(run.errors)")
    }
  }

  @Test("a forced command lets a key into one database, as one operator, and no further")
  func forced() throws {
    let ssh = try house.admitOther(forcing: "\(CommandRun.tallyman) agent --as mara \(shop.database)")
    let address = house.addressAlone(of: "/etc/passwd")
    let moved = try far("move", "receipt", "BOLT", "2", "--at", "SITE", "--json", at: address, ssh: ssh)
    #expect(moved.exit == 0 && JSONPeek.raw("actor", in: moved.output) == "mara", "\(moved.errors)")
    let other = try far("move", "receipt", "BOLT", "2", "--at", "SITE", "--as", "ben", at: address, ssh: ssh)
    #expect(other.exit == 4 && other.errors.contains("nobody else may act over this line"), "\(other.errors)")
    let doctor = try far("doctor", at: address, ssh: ssh)
    #expect(doctor.output.contains("only mara may act there"), "\(doctor.output)")
    let shell = try CommandRun(
      ["-F", house.folder + "/ssh_config_other", "alone", "id"], program: "/usr/bin/ssh"
    ).finish()
    #expect(!shell.output.contains("uid="))
    let nowhere = try house.admitOther(
      forcing: "\(CommandRun.tallyman) agent --as mara \(shop.folder.path)/none.db")
    let made = try far("item", "add", "NUT", at: address, ssh: nowhere)
    #expect(made.exit == 7 && made.errors.contains("There is no database at"), "\(made.errors)")
    let looking = try house.admitOther(forcing: "\(CommandRun.tallyman) agent --read-only \(shop.database)")
    #expect(try far("stock", "list", at: address, ssh: looking).exit == 0)
    let refused = try far("move", "receipt", "BOLT", "2", "--at", "SITE", at: address, ssh: looking)
    #expect(refused.exit == 7 && refused.errors.contains("can only be read"), "\(refused.errors)")
    // Who gave no name is told whose line it is.
    try shop.run("operator", "add", "mara", "--role", "admin")
    let own = try house.admitOther(forcing: "\(CommandRun.tallyman) agent --as mara \(shop.database)")
    let who = try far("operator", "whoami", "--json", at: address, ssh: own)
    #expect(JSONPeek.raw("operator", in: who.output) == "mara", "\(who.errors)")
  }

  /// A small disk of its own, which only root may make.
  private static let hasSmallDisk: Bool = {
    guard getuid() == 0 else { return false }
    mkdir(smallDisk, 0o700)
    let run = try? CommandRun(
      ["-t", "tmpfs", "-o", "size=8m", "tmpfs", smallDisk], program: "/bin/mount"
    ).finish()
    return run?.exit == 0
  }()
  private static let smallDisk = "/tmp/tallyman-small-disk-\(getpid())"

  @Test(
    "a disk that is full there is told; the same act is done once when there is room again",
    .enabled(if: SecureShellRunTests.hasSmallDisk, "no small disk can be mounted here"))
  func full() throws {
    let folder = SecureShellRunTests.smallDisk
    defer {
      _ = try? CommandRun([folder], program: "/bin/umount").finish()
      rmdir(folder)
    }
    _ = try CommandRun(["--db", folder + "/stock.db", "location", "add", "SITE"]).finish()
    _ = try CommandRun(["--db", folder + "/stock.db", "item", "add", "BOLT"]).finish()
    _ = try CommandRun(
      ["-c", "dd if=/dev/zero of=\(folder)/filler bs=4k 2>/dev/null"], program: "/bin/sh"
    ).finish()
    let address = house.address(of: folder + "/stock.db")
    var full: CommandRun.Result?
    // What is left of the last page of the log may hold a few.
    for number in 0..<50 where full == nil {
      let run = try far("move", "receipt", "BOLT", "1", "--at", "SITE", "--key", "k\(number)", at: address)
      if run.exit != 0 { full = run }
    }
    let run = try #require(full)
    #expect(run.exit == 7 && run.errors.contains("is full"), "\(run.errors)")
    unlink(folder + "/filler")
    #expect(try far("move", "receipt", "BOLT", "1", "--at", "SITE", "--key", "last", at: address).exit == 0)
    let again = try far("move", "receipt", "BOLT", "1", "--at", "SITE", "--key", "last", "--json", at: address)
    #expect(JSONPeek.raw("repeated", in: again.output) == "true")
    #expect(try far("verify", at: address).exit == 0)
  }
}
