import AutoSREPlatform

extension AWSClient.Failure {
    /// An answer that says no.
    init(refused answer: AWSAnswer, _ request: AWSRequest, _ key: AWSCredentials?) {
        let (status, code) = (answer.response.status, answer.code)
        let asked = answer.response.header("x-amz-retry-after").flatMap { Double($0) }.map { $0 / 1000 }
        // A change that a broken server or gateway has swallowed may have been made.
        let isUnknown = request.isMutating && status >= 500
        let error = AWSError(
            isUnknown ? .outcomeUnknown : .service, operation: request.operation, status: status, code: code,
            Self.words(answer, code, key))
        self.init(
            error: error, reason: AWSRetry.reason(status: status, code: code), askedSeconds: asked, answer: answer)
    }

    /// No answer.
    init(unanswered error: HTTPError, _ request: AWSRequest) {
        // Before the connection stands nothing can have arrived.
        let neverArrived: [HTTPError.Code] = [.refused, .resolution, .tls, .malformed]
        let kind: AWSError.Kind
        if request.isMutating, !neverArrived.contains(error.code) {
            kind = .outcomeUnknown
        } else if error.code == .cancelled {
            kind = .cancelled
        } else if error.code == .tooLarge {
            kind = .nonsense
        } else {
            kind = .transport
        }
        let failure = AWSError(kind, operation: request.operation, error.message)
        self.init(error: failure, reason: AWSRetry.reason(error.code))
    }

    /// In characters: a shorter one, as emulators take, is part of other words, and masking it would garble them.
    private static let shortestSecret = 6

    /// The service's words. Where it refuses a signature it repeats all that was signed, the session token included.
    private static func words(_ answer: AWSAnswer, _ code: String, _ key: AWSCredentials?) -> String {
        if code.contains("Signature") { return "AWS computes another signature: is the secret key right?" }
        var text = answer.message
        if answer.response.mayBeProxys { text += (text.isEmpty ? "" : " ") + "(\(answer.response.way.dropFirst()))" }
        for secret in key?.secrets ?? [] where secret.count >= shortestSecret {
            text = text.replacing(secret, with: "…")
        }
        return text
    }
}

/// An address taken apart.
struct AWSEndpoint {
    /// Scheme and authority, for example `http://127.0.0.1:5000`.
    let origin: String
    /// The authority as a Host header has it: without the scheme's own port.
    let host: String
    /// What comes before each request's own path; empty or without a slash at its end.
    let path: String

    /// What is taken, in words.
    static let allowed =
        "an http:// or https:// address: a host, maybe a port and a path, no user name, blanks, # or query"

    init(_ text: String) throws(AWSError) {
        guard let url = WebURL(text), !url.hasUser, url.query == nil, url.fragment == nil else {
            throw AWSError(.configuration, "an endpoint is none: it takes \(Self.allowed)")
        }
        // In the case in which it is signed.
        host = url.authority
        (origin, path) = ("\(url.scheme)://\(host)", url.path == "/" && !text.hasSuffix("/") ? "" : url.path)
    }
}
