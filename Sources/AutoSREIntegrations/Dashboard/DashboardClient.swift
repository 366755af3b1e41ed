public import AutoSREPlatform
import AutoSRECore

/// Speaks the operations dashboard's JSON API. Every call is bounded in time and size.
public struct DashboardClient: Sendable {
    /// The dashboard's address.
    public let baseURL: String
    private let client: HTTPClient

    /// Makes a client of the dashboard at `baseURL`, for example `http://localhost:3000`: without a slash at its end,
    /// as the settings have it.
    public init(baseURL: String, client: HTTPClient) {
        (self.baseURL, self.client) = (baseURL, client)
    }

    /// Why a call brought nothing.
    enum Failure: Error, CustomStringConvertible {
        /// No answer: refused, too slow, cut off.
        case transport(HTTPError)
        /// An answer that says no; `way` names the proxy that it came through, `detail` is the dashboard's own word for
        /// why (`AnswerReason`), `isOwn` whether the body is of its API's kind at all: a JSON object, not empty.
        case status(Int, way: String, detail: String, isOwn: Bool)
        /// An answer that is not the API's.
        case nonsense(String)
        /// An answer of its API's kind, a JSON object, that cannot be read.
        case flawed(String)

        var description: String {
            switch self {
            case .transport(let error): "no answer: \(error.message)"
            case .status(let code, let way, let detail, _):
                "HTTP \(code)\(way)\(detail.isEmpty ? "" : ": \(detail)")"
            case .nonsense(let what): "not the dashboard's API: \(what)"
            case .flawed(let what): "the dashboard's answer \(what)"
            }
        }
    }

    /// Reads one resource.
    func get<T: Decodable>(
        _ type: T.Type, _ path: String, seconds: Double = 1, maximumBytes: Int = 1 << 20
    ) async throws(Failure) -> T {
        try await read(path, seconds: seconds, maximumBytes: maximumBytes) { try JSON.decode(type, fromLoose: $0) }
    }

    /// Reads one resource, whatever `body` makes of its bytes; where that throws it is nonsense or flawed.
    func read<T>(
        _ path: String, seconds: Double, maximumBytes: Int, _ body: ([UInt8]) throws -> T
    ) async throws(Failure) -> T {
        try Self.body(of: try await answer(path, seconds: seconds, maximumBytes: maximumBytes), body)
    }

    private func answer(_ path: String, seconds: Double, maximumBytes: Int) async throws(Failure) -> HTTPResponse {
        let request = HTTPRequest(
            url: baseURL + path, headers: [("Accept", "application/json"), ("Cache-Control", "no-cache")],
            timeoutSeconds: seconds,
            maximumBodyBytes: maximumBytes)
        return try await send(request)
    }

    /// Asks for a change; returns the answer's members, none where it is empty, and null where it is anything else.
    /// - Parameter key: the same for every try of the same change.
    func post(_ path: String, _ body: JSONValue, key: String, seconds: Double) async throws(Failure) -> JSONValue {
        let bytes: [UInt8]
        do { bytes = try JSON.encode(body) } catch { throw .nonsense("the request could not be encoded") }
        let request = HTTPRequest(
            method: "POST", url: baseURL + path,
            headers: [
                ("Content-Type", "application/json"), ("Accept", "application/json"), ("Idempotency-Key", key),
            ], body: bytes, timeoutSeconds: seconds)
        let answer = try await send(request)
        guard answer.body.contains(where: { $0 > 32 }) else { return [:] }
        do { return .object(try JSON.decode([String: JSONValue].self, fromLoose: answer.body)) } catch { return .null }
    }

    private func send(_ request: HTTPRequest) async throws(Failure) -> HTTPResponse {
        let response: HTTPResponse
        do { response = try await client.send(request) } catch { throw .transport(error) }
        guard (200..<300).contains(response.status) else {
            let body = try? JSON.decode([String: JSONValue].self, fromLoose: response.body)
            throw .status(
                response.status, way: response.way, detail: body.map { AnswerReason.words(.object($0)) } ?? "",
                isOwn: body.map { !$0.isEmpty } ?? false)
        }
        return response
    }

    private static func body<T>(of response: HTTPResponse, _ read: ([UInt8]) throws -> T) throws(Failure) -> T {
        do { return try read(response.body) } catch {
            guard isObject(response.body), let flaw = flaw(error) else {
                throw .nonsense("\(response.code) with another body")
            }
            throw .flawed("\(flaw)")
        }
    }

    /// Nil where the JSON is whole and of another shape.
    private static func flaw(_ error: any Error) -> JSONFlaw? {
        if let flaw = error as? JSONFlaw { return flaw }
        guard case DecodingError.dataCorrupted(let context) = error, context.codingPath.isEmpty else { return nil }
        return JSONFlaw("is not JSON")
    }

    /// Whether an answer is of the API's kind, by its beginning: neither a page nor nothing.
    static func isObject(_ body: [UInt8]) -> Bool { body.first { $0 > 32 } == UInt8(ascii: "{") }

    /// A service's name as one part of a path (RFC 3986).
    static func segment(_ name: String) -> String { PercentEncoding.encode(name) }
}
