import AutoSRECore
import AutoSREPlatform

/// Why a message was not delivered.
struct SlackFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// Slack's answer to a message it took. Errors come as HTTP 200 with `"ok": false`, so the status alone says nothing.
struct SlackAnswer {
    /// The message's name in its channel.
    let timestamp: String

    private struct Body: Decodable {
        let ok: Bool
        let error: String?
        let ts: String?
    }

    init(_ response: HTTPResponse) throws(SlackFailure) {
        let body: Body
        do { body = try JSON.decode(Body.self, from: response.body) } catch {
            throw SlackFailure("Slack answered HTTP \(response.status) without a result")
        }
        if let error = body.error, !body.ok { throw SlackFailure("Slack answered \(PlainText.cut(error, to: 80))") }
        guard body.ok, (200..<300).contains(response.status) else {
            throw SlackFailure("Slack answered HTTP \(response.status)")
        }
        timestamp = PlainText.cut(body.ts ?? "without a name", to: 40)
    }

    /// Seconds that a `Retry-After` header asks for; one where it is missing or makes no sense.
    static func retryAfter(_ header: String?) -> Double {
        guard let header, let seconds = Int(header), seconds >= 0 else { return 1 }
        return Double(seconds)
    }
}
