/// A request whole as it goes out.
struct HTTPRequest: Sendable {
  let bytes: [UInt8]

  /// - Parameters:
  ///   - host: as the `Host` field wants it: `name:port`.
  ///   - authorization: what proves who asks, or nil.
  ///   - body: JSON; nil for a request that only asks.
  init(_ path: String, host: String, authorization: String?, body: [UInt8]?) {
    var head = "\(body == nil ? "GET" : "POST") \(path) HTTP/1.1\r\nHost: \(host)\r\nUser-Agent: tallyman\r\n"
    if let authorization { head += "Authorization: \(authorization)\r\n" }
    if let body { head += "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n" }
    bytes = Array((head + "\r\n").utf8) + (body ?? [])
  }
}
