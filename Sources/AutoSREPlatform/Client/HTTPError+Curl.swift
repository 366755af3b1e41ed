internal import CCurl

/// What is known of a transfer that failed, for its message.
struct TransferFailure {
    /// Of what was asked: `http` or `https`.
    let scheme: String
    /// The host and port that were asked.
    let place: String
    /// The time it had.
    let seconds: Double
    /// The proxy's host and port; nil where it was asked directly.
    let proxy: String?
    /// What the proxy answered to CONNECT; 0 where it was not asked.
    let tunnelStatus: Int
    /// Whose certificates are trusted; nil for the system's.
    let trust: NetworkSettings.Trust?
    /// OpenSSL's verdict on the certificate; 0 where it has none against it.
    let verification: Int

    /// The place, and how it was asked.
    var way: String { proxy.map { "\(place) through the proxy \($0)" } ?? place }
}

extension HTTPError {
    /// A proxy that wants to know who asks. What was asked for has not reached the server.
    init(unauthorized failure: TransferFailure) {
        let name = failure.scheme == "https" ? "HTTPS_PROXY" : "HTTP_PROXY"
        let who = failure.proxy.map { "the proxy \($0)" } ?? "a proxy"
        let message =
            "\(who) wants a user and a password for \(failure.place) (HTTP 407): put USER:PASSWORD@ before its host "
            + "in \(name)"
        self.init(code: .refused, message: message)
    }

    /// What libcurl's code means. Its own error text is left away: it may quote the URL.
    init(_ curl: CURLcode, _ failure: TransferFailure) {
        let (place, way) = (failure.place, failure.way)
        if failure.tunnelStatus == 407 {
            self.init(unauthorized: failure)
            return
        }
        if let proxy = failure.proxy, failure.tunnelStatus >= 300 {
            let message = "the proxy \(proxy) refuses \(place): HTTP \(failure.tunnelStatus)"
            self.init(code: .refused, message: message)
            return
        }
        switch curl {
        case CURLE_COULDNT_CONNECT:
            let message = failure.proxy.map { "the proxy \($0), asked for \(place)," } ?? place
            self.init(code: .refused, message: "\(message) does not accept connections")
        case CURLE_OPERATION_TIMEDOUT:
            self.init(code: .timedOut, message: "\(way) did not answer within \(failure.seconds) s")
        case CURLE_COULDNT_RESOLVE_HOST:
            self.init(code: .resolution, message: "no address is known for \(place)")
        case CURLE_COULDNT_RESOLVE_PROXY:
            let message = "no address is known for the proxy \(failure.proxy ?? ""), asked for \(place)"
            self.init(code: .resolution, message: message)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_USE_SSL_FAILED:
            self.init(code: .tls, message: "no secure connection to \(way): \(Self.distrust(curl, failure))")
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING:
            self.init(code: .malformed, message: "the URL for or the answer of \(way) is not valid HTTP")
        default:
            self.init(code: .other, message: "the request to \(way) failed: \(Self.text(of: curl))")
        }
    }

    /// Why a server is not believed, and which variable would mend that.
    private static func distrust(_ curl: CURLcode, _ failure: TransferFailure) -> String {
        let named = failure.trust.map { "\($0.variable)=\($0.path)" }
        switch (curl, failure.verification) {
        case (CURLE_SSL_CACERT_BADFILE, _):
            return "\(named ?? "the system's certificates") cannot be read, or holds no certificate"
        // X509_V_ERR_: depth zero self signed, self signed in chain, unable to get issuer (locally), to verify the
        // leaf.
        case (CURLE_PEER_FAILED_VERIFICATION, 2), (CURLE_PEER_FAILED_VERIFICATION, 18...21):
            guard let named else {
                return "its certificate is signed by nobody known here; SSL_CERT_FILE names a private authority's"
            }
            return "its certificate is signed by nobody in \(named)"
        case (CURLE_PEER_FAILED_VERIFICATION, 10): return "its certificate has ended"
        case (CURLE_PEER_FAILED_VERIFICATION, 0): return "its certificate is for another name"
        default: return text(of: curl)
        }
    }

    private static func text(of curl: CURLcode) -> String {
        curl_easy_strerror(curl).map { String(cString: $0) } ?? "error \(curl.rawValue)"
    }
}
