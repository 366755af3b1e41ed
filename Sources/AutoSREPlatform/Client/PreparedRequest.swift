/// A request that is known to be fit for sending.
struct PreparedRequest: Sendable {
    let request: HTTPRequest
    /// Host and port for messages, without credentials.
    let place: String
    /// `http` or `https`.
    let scheme: String
    /// The host without brackets.
    let host: String
    /// The URL's port, or the scheme's own.
    let port: UInt16

    init(_ request: HTTPRequest) throws(HTTPError) {
        guard let place = Self.place(of: request.url) else {
            throw HTTPError(code: .malformed, message: "the URL is not one of http or https")
        }
        guard isToken(request.method) else {
            throw HTTPError(code: .malformed, message: "the method of a request to \(place) is not one of HTTP")
        }
        for header in request.headers where !isToken(header.name) || header.value.utf8.contains(where: isForbidden) {
            throw HTTPError(code: .malformed, message: "a header of a request to \(place) cannot be sent")
        }
        scheme = request.url.prefix(5).lowercased() == "https" ? "https" : "http"
        let usual: UInt16 = scheme == "https" ? 443 : 80
        // What libcurl would read otherwise, it refuses by itself.
        (host, port) = OuterProxy.place(place[...], port: usual) ?? (place, usual)
        self.request = request
        self.place = place
    }

    /// Whether a repetition could do harm (RFC 9110, section 9.2.1).
    var isSafe: Bool { ["GET", "HEAD", "OPTIONS"].contains(request.method) }

    /// The fields as libcurl wants them: a name alone, with a semicolon, means an empty value.
    var headerLines: [String] {
        var lines = request.headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        lines.append("Expect:")
        let hasType = firstValue(of: "Content-Type", in: request.headers) != nil
        if request.body != nil && !hasType { lines.append("Content-Type:") }
        return lines
    }

    private static func place(of url: String) -> String? {
        guard !url.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else { return nil }
        guard let colon = url.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let scheme = String(url[..<colon])
        let rest = url[url.utf8.index(after: colon)...]
        guard equalIgnoringCase(scheme, "http") || equalIgnoringCase(scheme, "https") else { return nil }
        guard rest.hasPrefix("//") else { return nil }
        let authority = rest.dropFirst(2).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        return host.isEmpty ? nil : String(host)
    }
}

private func isForbidden(_ byte: UInt8) -> Bool { byte == 0 || byte == 0x0A || byte == 0x0D }

/// Whether text is a token of RFC 9110, section 5.6.2.
private func isToken(_ text: String) -> Bool {
    !text.isEmpty
        && text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
        }
}
