import Glibc

#if COVERAGE
  @_silgen_name("LLVMFuzzerRunDriver")
  private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ one: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
  ) -> CInt

  /// libFuzzer, which keeps what reaches new code: it takes its own arguments, and FUZZ names the target. Seeds are
  /// written to the folder that FUZZ_SEEDS names, and nothing is run then.
  enum CoverageRun {
    private static let target: FuzzTarget? = getenv("FUZZ").flatMap { name in
      FuzzTargets.all.first { $0.name == String(cString: name) }
    }

    static func run() -> Int32 {
      guard let target else {
        for target in FuzzTargets.all { print(target.name) }
        return 0
      }
      if let folder = getenv("FUZZ_SEEDS") {
        for (number, seed) in target.seeds.enumerated() {
          InputFile.write(seed, to: String(cString: folder) + "/seed-\(number)")
        }
        return 0
      }
      var count = CommandLine.argc
      var words = CommandLine.unsafeArgv
      return runDriver(&count, &words) { bytes, count in
        guard let complaint = CoverageRun.target?.check(Array(UnsafeBufferPointer(start: bytes, count: count))) else {
          return 0
        }
        print("BROKEN: \(complaint)")
        fflush(nil)
        abort()
      }
    }
  }
#endif
