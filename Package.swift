// swift-tools-version: 6.2
import PackageDescription

/// Targets are floors: arrows run down only (see README, "Where things live"). The build is run with
/// `--explicit-target-dependency-import-check error`, so an import that is not listed here does not compile.
let package = Package(
  name: "tallyman",
  products: [
    .executable(name: "tallyman", targets: ["tallyman"]),
    .executable(name: "bench", targets: ["Bench"]),
  ],
  targets: [
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CCrypt", providers: [.apt(["libcrypt-dev"])]),

    .target(name: "Inventory"),
    .target(name: "Storage"),
    .target(name: "Terminal"),
    .target(name: "StorageLocal", dependencies: ["Storage", "CSQLite"]),
    .target(name: "StorageRemote", dependencies: ["Storage"]),
    .target(name: "Ledger", dependencies: ["Inventory", "Storage"]),
    .target(name: "TerminalCurses", dependencies: ["Terminal", "CNcurses"]),
    .target(name: "Exchange", dependencies: ["Inventory"]),
    .target(name: "Console", dependencies: ["Inventory", "Terminal"]),
    .target(name: "Delivery", dependencies: ["Inventory", "Exchange"]),
    .target(name: "CLI", dependencies: ["Inventory", "Exchange", "Terminal", "Delivery"]),
    .executableTarget(
      name: "tallyman",
      dependencies: [
        "Inventory", "Storage", "StorageLocal", "StorageRemote", "Ledger", "Exchange", "Terminal", "TerminalCurses",
        "Console", "CLI", "CCrypt", "Delivery",
      ]),
    .executableTarget(
      name: "Bench", dependencies: ["Inventory", "Storage", "StorageLocal", "Ledger", "Exchange"]),

    .target(name: "PtyTesting", path: "Tests/PtyTesting"),
    .executableTarget(
      name: "Poster", dependencies: ["Inventory", "Storage", "StorageLocal", "StorageRemote", "Ledger", "Exchange"],
      path: "Tests/Poster"),
    .target(name: "StorageContract", dependencies: ["Storage"], path: "Tests/StorageContract"),
    .target(name: "LineTesting", path: "Tests/LineTesting"),
    .target(name: "RqliteStandIn", dependencies: ["CSQLite", "LineTesting"], path: "Tests/RqliteStandIn"),
    .target(name: "SecureShellTesting", dependencies: ["Storage", "StorageRemote"], path: "Tests/SecureShellTesting"),
    .target(name: "InventoryTesting", dependencies: ["Inventory"], path: "Tests/InventoryTesting"),
    .testTarget(name: "TidyTests"),
    .testTarget(name: "InventoryTests", dependencies: ["Inventory"]),
    .testTarget(name: "StorageLocalTests", dependencies: ["Storage", "StorageLocal", "StorageContract"]),
    .testTarget(
      name: "StorageRemoteTests",
      dependencies: [
        "Storage", "StorageLocal", "StorageRemote", "StorageContract", "RqliteStandIn", "LineTesting",
        "SecureShellTesting", "tallyman",
      ]),
    .testTarget(
      name: "LedgerTests",
      dependencies: [
        "Inventory", "Storage", "StorageLocal", "StorageRemote", "Ledger", "Exchange", "Delivery", "RqliteStandIn",
        "LineTesting", "SecureShellTesting", "tallyman",
      ]),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal", "TerminalCurses", "PtyTesting"]),
    .testTarget(name: "ExchangeTests", dependencies: ["Inventory", "Exchange", "InventoryTesting"]),
    .testTarget(
      name: "ConsoleTests", dependencies: ["Inventory", "Terminal", "Console", "InventoryTesting"], exclude: ["frames"]),
    .testTarget(name: "CLITests", dependencies: ["Inventory", "Exchange", "Terminal", "CLI", "InventoryTesting"]),
    .testTarget(
      name: "HelpTests",
      dependencies: [
        "CLI", "Console", "Inventory", "Ledger", "PtyTesting", "Storage", "StorageLocal", "Terminal", "tallyman",
      ]),
    .executableTarget(
      name: "Fuzz",
      dependencies: ["Inventory", "Storage", "StorageRemote", "Exchange", "Terminal", "Console", "CLI"],
      path: "Tests/Fuzz"),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "PtyTesting", "Poster", "tallyman", "Inventory", "Exchange", "CLI", "Delivery", "Storage", "StorageLocal",
        "StorageRemote", "Ledger", "RqliteStandIn", "LineTesting", "SecureShellTesting",
      ]),
  ],
  swiftLanguageModes: [.v6])
