internal import CCurl
internal import CShim

/// Sets options of one libcurl handle and remembers whether all were taken.
final class EasyOptions {
    private let handle: UnsafeMutableRawPointer
    private(set) var areAllSet = true

    init(handle: UnsafeMutableRawPointer) { self.handle = handle }

    func check(_ code: CURLcode) { areAllSet = areAllSet && code == CURLE_OK }

    /// Time for the whole transfer, and no signals: the process has many threads.
    func setBounds(timeoutSeconds: Double) {
        let milliseconds = min(max(timeoutSeconds * 1000, 1), 86_400_000)
        set(CURLOPT_TIMEOUT_MS, milliseconds.isNaN ? 1 : Int(milliseconds.rounded(.up)))
        set(CURLOPT_NOSIGNAL, 1)
        // A slow name server must not hold up the other transfers when this one is ended.
        set(CURLOPT_QUICK_EXIT, 1)
    }

    /// Where transfers may go, and whom they trust.
    /// - Parameter proxy: empty for none.
    func setNetwork(_ settings: TransferSettings, proxy: String, reusesConnection: Bool) {
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        // Both said, so that libcurl reads no variables by rules of its own.
        set(CURLOPT_PROXY, proxy)
        set(CURLOPT_NOPROXY, "")
        set(CURLOPT_FRESH_CONNECT, reusesConnection ? 0 : 1)
        guard let bundle = settings.trust?.path else { return }
        set(Files.isDirectory(bundle) ? CURLOPT_CAPATH : CURLOPT_CAINFO, bundle)
    }

    /// The request itself.
    func setRequest(_ request: HTTPRequest, headers: UnsafeMutablePointer<curl_slist>?) {
        set(CURLOPT_URL, request.url)
        // Every compression that libcurl knows; the bound on the body counts what comes out of it.
        if request.decompresses { set(CURLOPT_ACCEPT_ENCODING, "") }
        check(shim_curl_setopt_pointer(handle, CURLOPT_HTTPHEADER, headers))
        if request.method == "HEAD" {
            set(CURLOPT_NOBODY, 1)
        } else if let body = request.body ?? Self.emptyBody(of: request.method) {
            set(CURLOPT_POSTFIELDSIZE, body.count)
            // One byte more than is sent: of an empty array there may be no address, and libcurl would then read the
            // body from standard input.
            var copy = body + [0]
            copy.withUnsafeMutableBytes {
                check(shim_curl_setopt_pointer(handle, CURLOPT_COPYPOSTFIELDS, $0.baseAddress))
            }
        }
        if request.method != "HEAD" { set(CURLOPT_CUSTOMREQUEST, request.method) }
    }

    /// A POST or PUT without a body says so, as RFC 9110, section 8.6, asks.
    private static func emptyBody(of method: String) -> [UInt8]? {
        ["POST", "PUT", "PATCH"].contains(method) ? [] : nil
    }

    private func set(_ option: CURLoption, _ value: Int) { check(shim_curl_setopt_long(handle, option, value)) }
    private func set(_ option: CURLoption, _ value: String) { check(shim_curl_setopt_string(handle, option, value)) }
}
