import AutoSRECore
import AutoSREPlatform

/// Why a message was not delivered.
struct SlackFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// What Slack makes of a message. Errors come as HTTP 200 with `"ok": false`, so the status alone says nothing.
/// https://docs.slack.dev/reference/methods/chat.postMessage#errors
enum SlackAnswer {
    /// It was taken; `timestamp` is its name in the channel.
    case taken(timestamp: String)
    /// Too many messages: to be sent again after that many seconds, as `asked` has it.
    case limited(seconds: Double, asked: String, reason: String)
    /// Something broke that may be whole again.
    case broken(seconds: Double, reason: String, mayHaveArrived: Bool)
    /// What the message is made of is refused, not the message.
    case formRefused(isTooLong: Bool, reason: String)
    /// No.
    case refused(reason: String)

    private struct Body: Decodable {
        struct Metadata: Decodable { let messages: [String]? }
        let ok: Bool
        let error: String?
        let ts: String?
        let errors: [JSONValue]?
        let response_metadata: Metadata?
        let needed: String?
    }

    private static let passing: Set<String> = [
        "internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org",
    ]
    private static let forms = [
        "invalid_blocks", "invalid_attachments", "invalid_metadata", "metadata_", "block_mismatch",
    ]

    init(_ response: HTTPResponse) {
        let asked = response.header("Retry-After") ?? ""
        let told = Self.retryAfter(asked)
        // What is no number of seconds is a wait that nobody can keep; where something broke, none was asked for.
        let (seconds, wait) = (told ?? 1, told ?? .infinity)
        let header = "Retry-After: \(PlainText.heard(String(asked.prefix(60))))"
        let place = response.proxy == nil ? "" : " (\(response.way.dropFirst()))"
        let body: Body
        do { body = try JSON.decode(Body.self, from: response.body) } catch {
            let reason = "Slack answered HTTP \(response.status) without a result\(place)"
            let isPassing = response.status >= 500 || response.status == 408
            self =
                isPassing ? .broken(seconds: seconds, reason: reason, mayHaveArrived: true) : .refused(reason: reason)
            if response.status == 429 {
                self = .limited(seconds: wait, asked: header, reason: "\(reason) (ratelimited)")
            }
            return
        }
        let error = PlainText.heard(body.error ?? "")
        let reason =
            "Slack answered " + (error.isEmpty ? "HTTP \(response.status)" : error + Self.details(body)) + place
        if response.status == 429 || ["ratelimited", "rate_limited"].contains(error) {
            self = .limited(seconds: wait, asked: header, reason: reason)
        } else if body.ok, (200..<300).contains(response.status) {
            self = .taken(timestamp: PlainText.heard(body.ts ?? "without a name"))
        } else if response.status >= 500 || Self.passing.contains(error) {
            self = .broken(seconds: seconds, reason: reason, mayHaveArrived: true)
        } else if ["msg_too_long", "msg_blocks_too_long"].contains(error) {
            self = .formRefused(isTooLong: true, reason: reason)
        } else if Self.forms.contains(where: error.hasPrefix) || Self.pointsIntoForm(body) {
            self = .formRefused(isTooLong: false, reason: reason)
        } else {
            self = .refused(reason: reason)
        }
    }

    /// Slack's own words beside the error's name.
    private static func details(_ body: Body) -> String {
        var words = messages(body)
        if let needed = body.needed { words.append("it needs the scope \(needed)") }
        return words.isEmpty ? "" : ": " + PlainText.heard(words.joined(separator: "; "))
    }

    private static func messages(_ body: Body) -> [String] {
        let messages = body.response_metadata?.messages ?? []
        return messages.isEmpty ? (body.errors ?? []).compactMap(\.string) : messages
    }

    /// Whether what Slack finds fault with is in the parts that can be left away. Whatever the error's name, such as
    /// `invalid_arguments`, the place is told: `no more than 50 items allowed [json-pointer:/blocks]`.
    private static func pointsIntoForm(_ body: Body) -> Bool {
        let places = ["/blocks", "/attachments", "/metadata"]
        return !body.ok && messages(body).contains { message in places.contains { message.contains($0) } }
    }

    /// Seconds that a `Retry-After` header asks for, however many; one where it is missing, nil where it is no number.
    private static func retryAfter(_ header: String) -> Double? {
        let text = header.filter { !$0.isWhitespace }
        guard !text.isEmpty else { return 1 }
        return text.utf8.allSatisfy { (48...57).contains($0) } ? Double(text) : nil
    }
}
