import Glibc

/// `Fuzz list`, `Fuzz NAME SECONDS [SEED]`, or `Fuzz NAME FILE` to try one input again. Built with `-DCOVERAGE` and
/// `-sanitize=fuzzer` it is a libFuzzer program of the target that FUZZ names.
enum FuzzProgram {
  static func run(_ arguments: [String]) -> Int32 {
    #if COVERAGE
      return CoverageRun.run()
    #else
      guard let name = arguments.first, name != "list" else {
        for target in FuzzTargets.all { print(target.name) }
        return 0
      }
      guard let target = FuzzTargets.all.first(where: { $0.name == name }), arguments.count > 1 else {
        print("Fuzz list | NAME SECONDS [SEED] | NAME FILE")
        return 2
      }
      guard let seconds = Int(arguments[1]) else { return again(target, arguments[1]) }
      let seed = arguments.count > 2 ? UInt64(arguments[2]) ?? 1 : 1
      return SeededRun(target, seed: seed).run(seconds: seconds)
    #endif
  }

  /// Tries one input that was kept.
  private static func again(_ target: FuzzTarget, _ path: String) -> Int32 {
    guard let bytes = InputFile.read(path) else {
      print("\(path) cannot be read")
      return 2
    }
    let complaint = target.check(bytes)
    print(complaint ?? "all holds")
    return complaint == nil ? 0 : 1
  }
}

/// Small files of bytes.
enum InputFile {
  static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return bytes
  }

  static func write(_ bytes: [UInt8], to path: String) {
    guard let file = fopen(path, "w") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }
}
