/// The answer to a request that no handler sees.
func refusal(_ status: Int) -> ServerResponse {
    ServerResponse(
        status: status,
        headers: [
            (name: "Content-Type", value: "application/json"), (name: "X-Content-Type-Options", value: "nosniff"),
        ], body: Array("{\"detail\":\"\(reason(status))\"}".utf8))
}

/// The same as bytes for the wire, where the library cannot send it.
func rawRefusal(_ status: Int) -> [UInt8] {
    let response = refusal(status)
    var text = "HTTP/1.1 \(status) \(reason(status))\r\n"
    for header in response.headers { text += "\(header.name): \(header.value)\r\n" }
    text += "Content-Length: \(response.body.count)\r\nConnection: close\r\n\r\n"
    return Array(text.utf8) + response.body
}

private func reason(_ status: Int) -> String {
    switch status {
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 417: "Expectation Failed"
    case 431: "Request Header Fields Too Large"
    case 501: "Not Implemented"
    default: "Bad Request"
    }
}

/// Why a head is refused whatever its body: its size, and what RFC 9112 (sections 3.2 and 5.1) wants of it.
struct HeadRules {
    let target: String
    let isVersion10: Bool
    let headers: [(name: String, value: String)]

    /// The status to refuse with, if any; `bytes` is the bound on the request line and the fields together.
    func refusal(over bytes: Int) -> Int? {
        if target.utf8.count > bytes { return 414 }
        if size > bytes { return 431 }
        if target.utf8.contains(where: isBlank) { return 400 }
        for header in headers where header.name.isEmpty || header.name.utf8.contains(where: isBlank) { return 400 }
        var hosts = 0
        for header in headers where equalIgnoringCase(header.name, "Host") { hosts += 1 }
        return hosts > 1 || (hosts == 0 && !isVersion10) ? 400 : nil
    }

    /// As the client sent it: a field has a colon, a blank and a line's end besides.
    private var size: Int {
        var sum = target.utf8.count + "GET  HTTP/1.1\r\n\r\n".utf8.count
        for header in headers { sum += header.name.utf8.count + header.value.utf8.count + 4 }
        return sum
    }
}

private func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }
