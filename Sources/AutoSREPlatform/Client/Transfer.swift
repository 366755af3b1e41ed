internal import CCurl
internal import CShim

/// One request under way and what has come of its answer.
///
/// Sendable although it changes: it is handed to the loop's thread once, and touched only there afterwards.
final class Transfer: @unchecked Sendable {
    let id: UInt64
    let mark: CancellationMark
    private let prepared: PreparedRequest
    private let continuation: CheckedContinuation<Result<HTTPResponse, HTTPError>, Never>
    private(set) var handle: UnsafeMutableRawPointer?
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private var headers: [(name: String, value: String)] = []
    private var headBytes = 0
    private var isHeadWhole = false
    private var body: [UInt8] = []
    private var isTooLarge = false
    private var settings: TransferSettings?
    private var proxy: String?

    init(
        id: UInt64, request: PreparedRequest, mark: CancellationMark,
        continuation: CheckedContinuation<Result<HTTPResponse, HTTPError>, Never>
    ) {
        self.id = id
        prepared = request
        self.mark = mark
        self.continuation = continuation
    }

    func finish(_ result: Result<HTTPResponse, HTTPError>) { continuation.resume(returning: result) }

    var cancelled: HTTPError {
        HTTPError(code: .cancelled, message: "the request to \(prepared.place) was cancelled")
    }

    /// Makes libcurl's handle with everything set; `nil` where libcurl refuses.
    func makeHandle(_ settings: TransferSettings) -> UnsafeMutableRawPointer? {
        guard let made = curl_easy_init() else { return nil }
        self.settings = settings
        proxy = settings.network.proxy(for: prepared.scheme, prepared.host, prepared.port)
        let options = EasyOptions(handle: made)
        options.setBounds(timeoutSeconds: prepared.request.timeoutSeconds)
        options.setNetwork(settings, proxy: proxy ?? "", reusesConnection: prepared.isSafe)
        for line in prepared.headerLines {
            guard let longer = curl_slist_append(headerList, line) else { continue }
            headerList = longer
        }
        options.setRequest(prepared.request, headers: headerList)
        let context = Unmanaged.passUnretained(self).toOpaque()
        options.check(shim_curl_setopt_write(made, transferBodyCame, context))
        options.check(shim_curl_setopt_header(made, transferHeaderCame, context))
        guard options.areAllSet else {
            curl_easy_cleanup(made)
            return nil
        }
        handle = made
        return made
    }

    /// Frees what libcurl holds for this transfer.
    func close() {
        if let handle { curl_easy_cleanup(handle) }
        handle = nil
        curl_slist_free_all(headerList)
        headerList = nil
    }

    /// Keeps a piece of the body; anything but its size ends the transfer.
    func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard body.count + bytes.count <= prepared.request.maximumBodyBytes else {
            isTooLarge = true
            return 0
        }
        body.append(contentsOf: bytes)
        return bytes.count
    }

    /// Keeps a line of the head; a new status line (after 100 Continue) begins it anew.
    func receiveHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
        headBytes += bytes.count
        guard headBytes <= Self.maximumHeadBytes else {
            isTooLarge = true
            return 0
        }
        let line = String(decoding: bytes, as: UTF8.self)
        // An empty line ends it. One that was cut off before may have been about to say anything.
        isHeadWhole = line.allSatisfy(\.isNewline)
        if line.hasPrefix("HTTP/") {
            headers = []
        } else if let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) {
            let value = line[line.utf8.index(after: colon)...]
            headers.append((name: String(line[..<colon]), value: withoutBlanks(value)))
        }
        return bytes.count
    }

    private static let maximumHeadBytes = 256 << 10

    /// The outcome of a transfer that libcurl has ended with `code`.
    func result(of code: CURLcode) -> Result<HTTPResponse, HTTPError> {
        if isTooLarge {
            return .failure(
                HTTPError(
                    code: .tooLarge,
                    message: "the answer of \(failure.way) is longer than \(prepared.request.maximumBodyBytes) bytes"
                ))
        }
        guard code == CURLE_OK else {
            return .failure(HTTPError(code, failure))
        }
        let status = information(CURLINFO_RESPONSE_CODE)
        let isTunnelled = proxy.map { prepared.scheme == "https" || $0.hasPrefix("socks") } ?? false
        // Where a proxy was asked it is the one that says that, and never the service (RFC 9110, section 15.5.8).
        guard status != 407 || proxy == nil || isTunnelled else {
            return .failure(HTTPError(unauthorized: failure))
        }
        guard isHeadWhole else {
            return .failure(HTTPError(code: .other, message: "the answer of \(failure.way) ends within its head"))
        }
        return .success(
            HTTPResponse(
                status: status, headers: headers, body: body, proxy: failure.proxy, isTunnelled: isTunnelled))
    }

    /// What there is to say about a transfer that failed.
    private var failure: TransferFailure {
        TransferFailure(
            scheme: prepared.scheme, place: prepared.place, seconds: prepared.request.timeoutSeconds,
            proxy: proxy.map(NetworkSettings.place(of:)),
            tunnelStatus: information(CURLINFO_HTTP_CONNECTCODE), trust: settings?.trust,
            verification: information(CURLINFO_SSL_VERIFYRESULT))
    }

    private func information(_ info: CURLINFO) -> Int {
        var value = 0
        _ = shim_curl_getinfo_long(handle, info, &value)
        return value
    }
}

private func withoutBlanks(_ text: Substring) -> String {
    var bytes = text.utf8
    while let byte = bytes.first, byte <= 0x20 { bytes.removeFirst() }
    while let byte = bytes.last, byte <= 0x20 { bytes.removeLast() }
    return String(Substring(bytes))
}

// libcurl's callbacks, on the loop's thread; at file scope, so that they belong to no actor.

private func transferBodyCame(
    _ data: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.receiveBody(UnsafeRawBufferPointer(start: data, count: size * count))
}

private func transferHeaderCame(
    _ data: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.receiveHeader(UnsafeRawBufferPointer(start: data, count: size * count))
}
