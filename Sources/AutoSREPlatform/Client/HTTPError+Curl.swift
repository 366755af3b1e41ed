internal import CCurl

extension HTTPError {
    /// What libcurl's code means. Its own error text is left away: it may quote the URL.
    init(_ curl: CURLcode, place: String, seconds: Double) {
        switch curl {
        case CURLE_COULDNT_CONNECT:
            self.init(code: .refused, message: "\(place) does not accept connections")
        case CURLE_OPERATION_TIMEDOUT:
            self.init(code: .timedOut, message: "\(place) did not answer within \(seconds) s")
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
            self.init(code: .resolution, message: "no address is known for \(place) or the proxy before it")
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_USE_SSL_FAILED:
            self.init(code: .tls, message: "no secure connection to \(place): \(Self.text(of: curl))")
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING:
            self.init(code: .malformed, message: "the URL for or the answer of \(place) is not valid HTTP")
        default:
            self.init(code: .other, message: "the request to \(place) failed: \(Self.text(of: curl))")
        }
    }

    private static func text(of curl: CURLcode) -> String {
        curl_easy_strerror(curl).map { String(cString: $0) } ?? "error \(curl.rawValue)"
    }
}
