public import AutoSRECore

/// One operation of a service, before it is addressed and signed.
public struct AWSRequest: Sendable {
    /// The service.
    public let service: AWSService
    /// The operation's name, for messages.
    public let operation: String
    /// The method.
    public var method = "POST"
    /// The path with its percent-encoding done.
    public var path = "/"
    /// The query's pairs, not encoded.
    public var query: [(name: String, value: String)] = []
    /// Header fields that are signed.
    public var headers: [(name: String, value: String)] = []
    /// The body.
    public var body: [UInt8] = []
    /// Whether carrying it out twice, or without knowing, could do harm.
    public var isMutating = false
    /// Bytes of an answer at the most.
    public var maximumBytes = 8 << 20
    /// The region, where it is not the environment's.
    public var region: String?
    /// Seconds for one attempt at the most.
    public var attemptSeconds = 10.0
    /// Is told the body's size each time before it is sent; where it throws, nothing is sent.
    var willSend: (@Sendable (_ bytes: Int) async throws(AWSError) -> Void)?

    private init(_ service: AWSService, _ operation: String) { (self.service, self.operation) = (service, operation) }

    /// An operation of a service that speaks AWS's JSON protocol.
    /// - Parameters:
    ///   - target: the part of `X-Amz-Target` before the operation, for example `Logs_20140328`.
    ///   - version: `1.0` or `1.1`.
    public static func json(
        _ service: AWSService, target: String, version: String, _ operation: String, _ input: JSONValue
    ) throws(AWSError) -> AWSRequest {
        var request = AWSRequest(service, operation)
        request.headers = [
            ("Content-Type", "application/x-amz-json-\(version)"), ("X-Amz-Target", "\(target).\(operation)"),
        ]
        request.body = try encoded(input, operation)
        return request
    }

    /// An operation of a service that is addressed by paths.
    /// - Parameter path: with its percent-encoding done.
    public static func rest(
        _ service: AWSService, _ operation: String, method: String, path: String,
        query: [(name: String, value: String)] = [], _ input: JSONValue? = nil
    ) throws(AWSError) -> AWSRequest {
        var request = AWSRequest(service, operation)
        (request.method, request.path, request.query) = (method, path, query)
        guard let input else { return request }
        request.headers = [("Content-Type", "application/json")]
        request.body = try encoded(input, operation)
        return request
    }

    /// An operation of a service that speaks AWS's query protocol.
    static func query(
        _ service: AWSService, version: String, _ operation: String, _ parameters: [(name: String, value: String)]
    ) -> AWSRequest {
        var request = AWSRequest(service, operation)
        request.headers = [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")]
        let all = [("Action", operation), ("Version", version)] + parameters
        request.body = Array(PercentEncoding.query(all).utf8)
        return request
    }

    private static func encoded(_ input: JSONValue, _ operation: String) throws(AWSError) -> [UInt8] {
        do { return try JSON.encode(input) } catch {
            throw AWSError(.configuration, operation: operation, "the request cannot be written as JSON")
        }
    }
}
