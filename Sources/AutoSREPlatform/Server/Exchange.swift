internal import CMicrohttpd

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One request on its way in and its answer on the way out; touched by the server's thread only.
final class Exchange {
    private let core: ServerCore
    private let rawTarget: UnsafePointer<CChar>
    private let target: RequestTarget?
    private let targetBytes: Int
    private(set) var client: ClientConnection?
    private(set) var hasBegun = false
    private var method = ""
    private var headers: [(name: String, value: String)] = []
    private var body: [UInt8] = []
    private var dropped = 0
    private var pending: PendingAnswer?

    init(core: ServerCore, target: UnsafePointer<CChar>) {
        self.core = core
        rawTarget = target
        targetBytes = strlen(target)
        self.target = String(validatingCString: target).flatMap(RequestTarget.init)
    }

    /// The head is there: refuse what may not be understood, else let the body come.
    func begin(
        _ connection: OpaquePointer, method: UnsafePointer<CChar>, version: UnsafePointer<CChar>?
    ) -> MHD_Result {
        hasBegun = true
        client = clientConnection(of: connection)
        client?.headArrived()
        self.method = String(cString: method)
        // The library ends strings at a NUL; the version then stands further away from the target than its length says.
        guard let version, version - rawTarget == targetBytes + 1 else { return refuse(connection, 400) }
        headers = headerFields(of: connection)
        let rules = HeadRules(
            target: String(cString: rawTarget), isVersion10: String(cString: version) == "HTTP/1.0", headers: headers)
        if let refusal = rules.refusal(over: core.limits.headerBytes) { return refuse(connection, refusal) }
        let framing = BodyFraming(headers)
        if let refusal = framing.refusal { return refuse(connection, refusal) }
        if framing.length > core.limits.bodyBytes {
            // A client that asks first is told at once; another hears it only after it has sent everything, since
            // closing on unread data would reset the connection and lose the answer.
            if framing.expectsContinue || framing.length > core.limits.bodyBytes + Self.toleratedExcess {
                return refuse(connection, 413)
            }
        } else if framing.length > 0 {
            body.reserveCapacity(framing.length)
        }
        return .YES
    }

    /// How many bytes over the limit are read and dropped for the sake of a clean 413.
    private static let toleratedExcess = 64 << 20

    /// Keeps a piece of the body, or only counts it once there is too much of it.
    func receive(_ bytes: UnsafeRawBufferPointer) -> MHD_Result {
        guard dropped == 0, body.count + bytes.count <= core.limits.bodyBytes else {
            dropped += bytes.count + body.count
            body = []
            return dropped > core.limits.bodyBytes + Self.toleratedExcess ? .NO : .YES
        }
        body.append(contentsOf: bytes)
        return .YES
    }

    /// The request is complete, or the answer that it waited for is there.
    func complete(_ connection: OpaquePointer) -> MHD_Result {
        if let pending {
            guard let response = pending.response else { return .NO }
            return send(response, on: connection)
        }
        client?.requestArrived()
        guard dropped == 0 else { return refuse(connection, 413) }
        guard let target else { return send(refusal(400), on: connection) }
        let request = ServerRequest(
            method: method, path: target.path, rawPath: target.rawPath, query: target.query, headers: headers,
            body: body)
        switch core.handler {
        case .synchronous(let handler):
            return send(handler(request), on: connection)
        case .asynchronous(let handler):
            pending = core.answerLater(request, on: connection, by: handler)
            return pending == nil ? .NO : .YES
        }
    }

    private func refuse(_ connection: OpaquePointer, _ status: Int) -> MHD_Result {
        var response = refusal(status)
        response.headers.append((name: "Connection", value: "close"))
        return send(response, on: connection)
    }
}

/// Queues a response; the library copies it, adds Content-Length and Date and leaves the body away for HEAD.
private func send(_ response: ServerResponse, on connection: OpaquePointer) -> MHD_Result {
    var body = response.body
    let made = body.withUnsafeMutableBytes {
        MHD_create_response_from_buffer($0.count, $0.baseAddress, .RESPMEM_MUST_COPY)
    }
    guard let made else { return .NO }
    defer { MHD_destroy_response(made) }
    for header in response.headers where !isFraming(header.name) {
        _ = MHD_add_response_header(made, header.name, header.value)
    }
    let status = (200...999).contains(response.status) ? response.status : 500
    return MHD_queue_response(connection, UInt32(status), made)
}

private func isFraming(_ name: String) -> Bool {
    equalIgnoringCase(name, "Content-Length") || equalIgnoringCase(name, "Transfer-Encoding")
}
