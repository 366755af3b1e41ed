import AutoSRECore
import AutoSREPlatform

/// Keys from the place where we run: a container (ECS, EKS) or an instance (EC2).
extension CredentialContext {
    /// https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
    func container() async throws(AWSError) -> AWSCredentials? {
        let url: String
        if let path = environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] {
            url = "http://169.254.170.2" + (path.hasPrefix("/") ? path : "/" + path)
        } else if let full = environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] {
            let name = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
            guard ["http://", "https://"].contains(where: full.lowercased().hasPrefix) else {
                throw AWSError(.configuration, "\(name): it takes an http:// or https:// address")
            }
            guard Self.isAllowed(full) else {
                throw AWSError(.configuration, "\(name): over http only this machine is asked for keys")
            }
            url = full
        } else {
            return nil
        }
        var headers: [(name: String, value: String)] = [("Accept", "application/json")]
        if let token = try containerToken() { headers.append(("Authorization", token)) }
        let request = HTTPRequest(url: url, headers: headers, timeoutSeconds: 2, maximumBodyBytes: 64 << 10)
        let bytes = try await get(request, attempts: 3, from: "the container's credential service")
        return try CredentialDocument.read(bytes, source: "container", now: world.now())
    }

    private func containerToken() throws(AWSError) -> String? {
        let token: String
        if let file = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] {
            token = try secretFile(file, of: "the container's AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")
        } else if let text = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"] {
            token = text
        } else {
            return nil
        }
        guard !token.utf8.contains(where: { $0 == 10 || $0 == 13 }) else {
            throw AWSError(.credentials, "the container's authorization token has a line break in it")
        }
        return token
    }

    /// Over https anybody, over http only this machine and AWS's own addresses for it.
    static func isAllowed(_ url: String) -> Bool {
        guard let url = WebURL(url) else { return false }
        if url.scheme == "https" { return true }
        let numbers = url.host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        let isLoopback = numbers.count == 4 && numbers.first == 127 && !numbers.contains(nil)
        return !url.hasUser && (isLoopback || places.contains(url.host))
    }

    private static let places = ["localhost", "169.254.170.2", "169.254.170.23", "[::1]", "[fd00:ec2::23]"]

    /// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html, version 2 only.
    func instance() async throws(AWSError) -> AWSCredentials? {
        guard !environment.isTrue("AWS_EC2_METADATA_DISABLED") else { return nil }
        let mode = environment.setting("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode")
        let isIPv6 = mode?.value.lowercased() == "ipv6" || environment.isTrue("AWS_IMDS_USE_IPV6", "imds_use_ipv6")
        let named = environment.setting("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint")
        var base = named?.value ?? (isIPv6 ? "http://[fd00:ec2::254]" : "http://169.254.169.254")
        if base.hasSuffix("/") { base.removeLast() }
        let bounds = environment.metadataBounds
        guard let token = try await instanceToken(base, bounds, isNamed: named != nil) else { return nil }
        let path = base + "/latest/meta-data/iam/security-credentials/"
        let name = try await instanceText(path, token, bounds)
        guard let role = name.split(whereSeparator: \.isNewline).first, !role.isEmpty else {
            throw AWSError(.credentials, "this instance has no role, so no key")
        }
        let document = try await instanceText(path + PercentEncoding.encode(role), token, bounds)
        return try CredentialDocument.read(
            Array(document.utf8), source: "instance role \(role)", now: world.now(), outlivesItsEnd: true)
    }

    /// No answer means that this is no instance, but where somebody has named the address.
    private func instanceToken(
        _ base: String, _ bounds: (seconds: Double, attempts: Int), isNamed: Bool
    ) async throws(AWSError) -> String? {
        let request = HTTPRequest(
            method: "PUT", url: base + "/latest/api/token",
            headers: [("X-aws-ec2-metadata-token-ttl-seconds", "21600")], timeoutSeconds: bounds.seconds,
            maximumBodyBytes: 64 << 10)
        for attempt in 1...bounds.attempts {
            do throws(HTTPError) {
                let answer = try await http.send(request)
                let token = String(decoding: answer.body, as: UTF8.self)
                if answer.status == 200, !token.isEmpty { return token }
                throw HTTPError(code: .other, message: "HTTP \(answer.status) to the question for a token")
            } catch {
                if error.code == .cancelled { throw AWSError(.cancelled, "cancelled") }
                let isLast = attempt == bounds.attempts
                if isLast, isNamed || error.code == .other {
                    throw AWSError(.credentials, "the instance metadata: \(error.message)")
                }
            }
        }
        return nil
    }

    private func instanceText(
        _ url: String, _ token: String, _ bounds: (seconds: Double, attempts: Int)
    ) async throws(AWSError) -> String {
        let request = HTTPRequest(
            url: url, headers: [("X-aws-ec2-metadata-token", token)], timeoutSeconds: bounds.seconds,
            maximumBodyBytes: 64 << 10)
        let bytes = try await get(request, attempts: bounds.attempts, from: "the instance metadata")
        return String(decoding: bytes, as: UTF8.self)
    }

    private func get(_ request: HTTPRequest, attempts: Int, from place: String) async throws(AWSError) -> [UInt8] {
        var failure = AWSError(.credentials, "\(place) was not asked")
        for _ in 0..<attempts {
            let answer: HTTPResponse
            do throws(HTTPError) { answer = try await http.send(request) } catch {
                if error.code == .cancelled { throw AWSError(.cancelled, "cancelled") }
                failure = AWSError(.credentials, "\(place): \(error.message)")
                continue
            }
            if answer.status == 200 { return answer.body }
            let said = AWSAnswer(operation: "", response: answer)
            let words = [said.code, said.message].filter { !$0.isEmpty }.joined(separator: ": ")
            let reason = words.isEmpty ? "" : " \(words)"
            failure = AWSError(.credentials, "\(place) answers HTTP \(answer.status)\(reason)")
            // A no stays a no.
            if (400..<500).contains(answer.status) { break }
        }
        throw failure
    }
}
