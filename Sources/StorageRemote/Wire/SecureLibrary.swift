import Glibc

/// OpenSSL as this machine has it, loaded when the first address asks for TLS and never otherwise.
final class SecureLibrary: @unchecked Sendable {
  typealias Handle = OpaquePointer

  static let shared: Result<SecureLibrary, WireFault> = {
    for name in ["libssl.so.3", "libssl.so"] {
      guard let image = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { continue }
      guard let library = SecureLibrary(image) else {
        return .failure(.unsuitable("\(name) on this machine is none that this program can use"))
      }
      return .success(library)
    }
    return .failure(.unsuitable("TLS needs OpenSSL (libssl.so.3) on this machine, and it is not there"))
  }()

  typealias Plain = @convention(c) (Handle?) -> Int32
  typealias Free = @convention(c) (Handle?) -> Void
  typealias Make = @convention(c) (Handle?) -> Handle?
  typealias Method = @convention(c) () -> Handle?
  typealias Control = @convention(c) (Handle?, Int32, Int, UnsafeMutableRawPointer?) -> Int
  typealias Verify = @convention(c) (Handle?, Int32, UnsafeRawPointer?) -> Void
  typealias SetHost = @convention(c) (Handle?, UnsafePointer<CChar>?) -> Int32
  typealias SetStreams = @convention(c) (Handle?, Handle?, Handle?) -> Void
  typealias ErrorOf = @convention(c) (Handle?, Int32) -> Int32
  typealias Read = @convention(c) (Handle?, UnsafeMutableRawPointer?, Int32) -> Int32
  typealias Write = @convention(c) (Handle?, UnsafeRawPointer?, Int32) -> Int32
  typealias VerifyResult = @convention(c) (Handle?) -> Int
  typealias VerifyWords = @convention(c) (Int) -> UnsafePointer<CChar>?
  typealias NextError = @convention(c) () -> UInt
  typealias ErrorWords = @convention(c) (UInt) -> UnsafePointer<CChar>?
  typealias ClearErrors = @convention(c) () -> Void

  let context: Handle
  let newSession: Make
  let freeSession: Free
  let control: Control
  let setHost: SetHost
  let setStreams: SetStreams
  let beginAsClient: Free
  let handshake: Plain
  let errorOf: ErrorOf
  let read: Read
  let write: Write
  let verifyResult: VerifyResult
  let verifyWords: VerifyWords
  let nextError: NextError
  let errorWords: ErrorWords
  let clearErrors: ClearErrors
  let newStream: Make
  let memory: Method
  let readStream: Read
  let writeStream: Write

  private static let verifyPeer: Int32 = 1
  private static let setLeastVersion: Int32 = 123
  private static let tls12 = 0x0303

  private init?(_ image: UnsafeMutableRawPointer) {
    // libcrypto comes with libssl; its names are looked up in what that brought.
    func find<Function>(_ name: String, as: Function.Type) -> Function? {
      dlsym(image, name).map { unsafeBitCast($0, to: Function.self) }
    }
    guard let method = find("TLS_client_method", as: Method.self), let newContext = find("SSL_CTX_new", as: Make.self),
      let trust = find("SSL_CTX_set_default_verify_paths", as: Plain.self),
      let controlContext = find("SSL_CTX_ctrl", as: Control.self),
      let verify = find("SSL_CTX_set_verify", as: Verify.self), let newSession = find("SSL_new", as: Make.self),
      let freeSession = find("SSL_free", as: Free.self), let control = find("SSL_ctrl", as: Control.self),
      let setHost = find("SSL_set1_host", as: SetHost.self), let setStreams = find("SSL_set_bio", as: SetStreams.self),
      let beginAsClient = find("SSL_set_connect_state", as: Free.self),
      let handshake = find("SSL_do_handshake", as: Plain.self), let errorOf = find("SSL_get_error", as: ErrorOf.self),
      let read = find("SSL_read", as: Read.self), let write = find("SSL_write", as: Write.self),
      let verifyResult = find("SSL_get_verify_result", as: VerifyResult.self),
      let verifyWords = find("X509_verify_cert_error_string", as: VerifyWords.self),
      let nextError = find("ERR_get_error", as: NextError.self),
      let errorWords = find("ERR_reason_error_string", as: ErrorWords.self),
      let clearErrors = find("ERR_clear_error", as: ClearErrors.self), let newStream = find("BIO_new", as: Make.self),
      let memory = find("BIO_s_mem", as: Method.self), let readStream = find("BIO_read", as: Read.self),
      let writeStream = find("BIO_write", as: Write.self), let context = newContext(method())
    else { return nil }
    // The system's own store of authorities, which SSL_CERT_FILE and SSL_CERT_DIR replace.
    guard trust(context) == 1 else { return nil }
    verify(context, SecureLibrary.verifyPeer, nil)
    _ = controlContext(context, SecureLibrary.setLeastVersion, SecureLibrary.tls12, nil)
    self.context = context
    (self.newSession, self.freeSession, self.control) = (newSession, freeSession, control)
    (self.setHost, self.setStreams, self.beginAsClient) = (setHost, setStreams, beginAsClient)
    (self.handshake, self.errorOf, self.read, self.write) = (handshake, errorOf, read, write)
    (self.verifyResult, self.verifyWords, self.nextError) = (verifyResult, verifyWords, nextError)
    (self.errorWords, self.clearErrors, self.newStream) = (errorWords, clearErrors, newStream)
    (self.memory, self.readStream, self.writeStream) = (memory, readStream, writeStream)
  }

  /// What went wrong last on this thread, in OpenSSL's words.
  func lastWords() -> String? {
    let code = nextError()
    return code == 0 ? nil : errorWords(code).map { String(cString: $0) }
  }
}
