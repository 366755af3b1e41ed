internal import CMicrohttpd

/// How a request's head says where its body ends (RFC 9112, section 6).
///
/// What stands in the body itself is the library's (libmicrohttpd 0.9.75). A chunk's size that is no number it refuses
/// with 400, one of more than 64 bits with 413, both at once. A size that fits, up to `ffffffffffffffff`, it takes for
/// what it says and never tells us: such a client is one that does not send what it announced, and its connection ends
/// with the time that a request has. The library's own refusals (505, and 431 for a head beyond a connection's memory)
/// come before any of our callbacks and are small HTML pages.
struct BodyFraming {
    /// The announced length; 0 where none is announced or the body comes in chunks.
    private(set) var length = 0
    private(set) var expectsContinue = false
    /// The status to refuse with; ambiguous framing is how requests are smuggled past a proxy.
    private(set) var refusal: Int?
    /// The status for a length that the library refuses by itself, with two heads one after the other: no number at
    /// all, or one of more than 64 bits.
    private(set) var impossibleLength: Int?

    init(_ headers: [(name: String, value: String)]) {
        var lengths: Set<String> = []
        var isChunked = false
        for header in headers {
            if equalIgnoringCase(header.name, "Content-Length") {
                lengths.insert(header.value)
            } else if equalIgnoringCase(header.name, "Transfer-Encoding") {
                if isChunked || !equalIgnoringCase(header.value, "chunked") { refusal = 501 }
                isChunked = true
            } else if equalIgnoringCase(header.name, "Expect") {
                expectsContinue = equalIgnoringCase(header.value, "100-continue")
                if !expectsContinue { refusal = 417 }
            }
        }
        if lengths.count > 1 || (isChunked && !lengths.isEmpty) { refusal = 400 }
        for text in lengths {
            let isNumber = !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
            if !isNumber { (refusal, impossibleLength) = (400, 400) }
            if isNumber, UInt64(text) == nil { impossibleLength = impossibleLength ?? 413 }
            // A number too large for us is also too large a body.
            length = Int(text) ?? .max / 2
        }
    }
}

/// The header fields in their order. The library cuts a value at a NUL, which RFC 9110, section 5.5, forbids anyway.
func headerFields(of connection: OpaquePointer) -> [(name: String, value: String)] {
    var collected: [(name: String, value: String)] = []
    withUnsafeMutablePointer(to: &collected) {
        _ = MHD_get_connection_values_n(connection, .HEADER_KIND, collectHeader, $0)
    }
    return collected
}

private func collectHeader(
    _ context: UnsafeMutableRawPointer?, _ kind: MHD_ValueKind, _ name: UnsafePointer<CChar>?, _ nameSize: Int,
    _ value: UnsafePointer<CChar>?, _ valueSize: Int
) -> MHD_Result {
    guard let fields = context?.assumingMemoryBound(to: [(name: String, value: String)].self) else { return .NO }
    let value = String(decoding: UnsafeRawBufferPointer(start: value, count: valueSize), as: UTF8.self)
    let name = String(decoding: UnsafeRawBufferPointer(start: name, count: nameSize), as: UTF8.self)
    fields.pointee.append((name: name, value: value))
    return .YES
}

/// What `connectionNotified` stored for this connection.
func clientConnection(of connection: OpaquePointer) -> ClientConnection? {
    shim_mhd_socket_context(connection).map { Unmanaged<ClientConnection>.fromOpaque($0).takeUnretainedValue() }
}
