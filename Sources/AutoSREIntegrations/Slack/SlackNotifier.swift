public import AutoSRECore
public import AutoSREPlatform

/// Tells a Slack channel how a run ended: one `chat.postMessage` for each run.
///
/// https://docs.slack.dev/reference/methods/chat.postMessage. A failure is a notification with the error's name; the
/// token is in the request's header and nowhere else.
public struct SlackNotifier: Notifier {
    /// Its name in journals.
    public let name = "slack"
    private let token: String
    private let channel: String
    private let endpoint: String
    /// Slack's host.
    public let destination: String?
    private let client: HTTPClient
    private let sleep: @Sendable (Double) async throws -> Void

    /// Together with a request for each try these keep the whole notification within 30 s.
    private static let requestSeconds = 5.0
    private static let totalSeconds = 30.0

    /// Makes a notifier; without token or channel it skips each notification and says so.
    /// - Parameters:
    ///   - apiURL: where Slack's methods are, with a slash at its end, as the settings have it.
    ///   - sleep: waits that many seconds, or throws where the run is interrupted.
    public init(
        token: String?, channel: String?, apiURL: String = "https://slack.com/api/", client: HTTPClient,
        sleep: @escaping @Sendable (Double) async throws -> Void
    ) {
        self.token = token ?? ""
        self.channel = channel ?? ""
        endpoint = apiURL + "chat.postMessage"
        (self.client, self.sleep) = (client, sleep)
        destination = Self.host(of: endpoint)
    }

    /// Posts the message. Obeys `Retry-After` twice at the most; tries once more where something broke, and then says
    /// that an earlier copy may have arrived; sends the text alone where the blocks are refused.
    public func notify(_ postMortem: PostMortem, isRepeat: Bool) async -> Notification {
        await notify(postMortem, isRepeat: isRepeat, leaving: { _ in })
    }

    /// The same; every attempt is listed before it is sent.
    public func notify(_ postMortem: PostMortem, isRepeat: Bool, leaving: @escaping Leaving) async -> Notification {
        func notification(_ status: Notification.Status, _ detail: String, isAgain: Bool = false) -> Notification {
            Notification(notifier: name, status: status, detail: hidden(detail), isRepeat: isRepeat || isAgain)
        }
        let missing = missingSettings
        guard missing.isEmpty else {
            return notification(.skipped, "Slack is not configured: \(missing.joined(separator: " and ")) not set")
        }
        do {
            let (detail, isAgain) = try await post(postMortem, isRepeat: isRepeat, leaving)
            return notification(.delivered, detail, isAgain: isAgain)
        } catch {
            return notification(.failed, "\(error)")
        }
    }

    private static func host(of url: String) -> String {
        WebURL(url)?.authority ?? url
    }

    private var missingSettings: [String] {
        var missing: [String] = []
        if token.isEmpty { missing.append("SLACK_BOT_TOKEN") }
        if channel.isEmpty { missing.append("SLACK_CHANNEL_ID") }
        return missing
    }

    /// A proxy's or a library's words might repeat the request.
    private func hidden(_ detail: String) -> String {
        let pieces = token.isEmpty ? [detail[...]] : detail.split(separator: token, omittingEmptySubsequences: false)
        return PlainText.heard(pieces.joined(separator: "[token]"))
    }

    /// How the message is made, and what the attempts so far leave to be done.
    private struct Course {
        var isRepeat: Bool
        /// Why it was sent twice; nil where it was not.
        var twice: String?
        /// Why the text goes alone; nil for text and blocks.
        var textAlone: String?
        /// Characters of the text at the most.
        var room = 40_000
        var pauses = 2
        var repairs = 1
        var forms = 2
        /// Seconds that requests and waits have taken at the most.
        var spent = 0.0
    }

    private func post(
        _ postMortem: PostMortem, isRepeat: Bool, _ leaving: Leaving
    ) async throws(SlackFailure) -> (detail: String, isRepeat: Bool) {
        var course = Course(isRepeat: isRepeat)
        while true {
            let message = SlackMessage(postMortem, isRepeat: course.isRepeat)
            course.spent += Self.requestSeconds
            switch try await send(encoded(message, course), leaving) {
            case .taken(let timestamp):
                let alone = course.textAlone.map { ", as text alone: \($0)" } ?? ""
                let twice = course.twice.map { ", sent twice: \($0)" } ?? ""
                return ("channel \(channel), message \(timestamp)\(alone)\(twice)", course.isRepeat)
            case .limited(let seconds, let asked, let reason):
                course.pauses -= 1
                guard course.pauses >= 0 else { throw SlackFailure(reason) }
                try await pause(seconds, &course, "\(reason) and asks to wait too long (\(asked))")
            case .broken(let seconds, let reason, let mayHaveArrived):
                course.repairs -= 1
                guard course.repairs >= 0 else { throw SlackFailure(reason) }
                try await pause(seconds, &course, reason)
                course.twice = reason
                course.isRepeat = course.isRepeat || mayHaveArrived
            case .formRefused(let isTooLong, let reason):
                course.forms -= 1
                let isNews = course.textAlone == nil || (isTooLong && course.room > Self.shortText)
                guard course.forms >= 0, isNews else { throw SlackFailure(reason) }
                if isTooLong { course.room = course.textAlone == nil ? Self.longText : Self.shortText }
                course.textAlone = reason
            case .refused(let reason): throw SlackFailure(reason)
            }
        }
    }

    /// What Slack advises for a text, and less than any limit that it has had.
    private static let (longText, shortText) = (4000, 1500)

    private func pause(_ seconds: Double, _ course: inout Course, _ reason: String) async throws(SlackFailure) {
        course.spent += seconds
        guard course.spent + Self.requestSeconds <= Self.totalSeconds else { throw SlackFailure(reason) }
        do { try await sleep(seconds) } catch { throw SlackFailure("interrupted while waiting, since \(reason)") }
    }

    private func encoded(_ message: SlackMessage, _ course: Course) throws(SlackFailure) -> [UInt8] {
        var body: [String: JSONValue] = [
            "channel": .string(channel), "text": .string(PlainText.cut(message.text, to: course.room)),
            "unfurl_links": false, "unfurl_media": false,
        ]
        if course.textAlone == nil { (body["blocks"], body["metadata"]) = (.array(message.blocks), message.metadata) }
        do { return try JSON.encode(body) } catch { throw SlackFailure("the message could not be encoded") }
    }

    private func send(_ body: [UInt8], _ leaving: Leaving) async throws(SlackFailure) -> SlackAnswer {
        do { try await leaving(body.count) } catch { throw SlackFailure("\(error)") }
        let request = HTTPRequest(
            method: "POST", url: endpoint,
            headers: [
                ("Content-Type", "application/json; charset=utf-8"), ("Authorization", "Bearer \(token)"),
            ], body: body, timeoutSeconds: Self.requestSeconds, maximumBodyBytes: 1 << 18)
        do { return SlackAnswer(try await client.send(request)) } catch {
            let reason = "Slack could not be reached: \(error.message)"
            switch error.code {
            case .timedOut, .other: return .broken(seconds: 1, reason: reason, mayHaveArrived: true)
            case .refused, .resolution: return .broken(seconds: 1, reason: reason, mayHaveArrived: false)
            case .tls, .tooLarge, .cancelled, .malformed: throw SlackFailure(reason)
            }
        }
    }
}
