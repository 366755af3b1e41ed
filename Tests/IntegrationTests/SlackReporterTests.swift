import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Synchronization
import Testing

@Suite("Telling Slack", .timeLimit(.minutes(1)))
struct SlackReporterTests {
    private let token = "xoxb-secret-123"

    /// Tells through a server that answers with each of `answers` in turn, the last one for ever.
    private func notify(
        _ answers: [ServerResponse], token: String? = "xoxb-secret-123", channel: String? = "C0TEST"
    ) async throws -> (Notification, [ServerRequest], [Double]) {
        let left = Mutex(answers)
        let server = try FakeServer { _ in left.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] } }
        let pauses = Heard()
        let notifier = SlackNotifier(
            token: token, channel: channel, apiURL: server.url + "/api/", client: client,
            sleep: { pauses.add("\($0)") })
        let notification = await notifier.notify(try Story().postMortem(), isRepeat: false)
        return (notification, server.requests, pauses.all.compactMap(Double.init))
    }

    private let taken = json(["ok": true, "channel": "C0TEST", "ts": "1.2"])
    private func limited(_ after: String?) -> ServerResponse {
        var response = json(["ok": false, "error": "ratelimited"], status: 429)
        if let after { response.headers.append(("Retry-After", after)) }
        return response
    }

    @Test("one message, to the channel, with the token, blocks and text")
    func delivered() async throws {
        let (notification, requests, _) = try await notify([taken])
        #expect(
            notification.status == .delivered && notification.notifier == "slack"
                && notification.detail.contains("C0TEST"))
        #expect(requests.count == 1)
        let request = try #require(requests.first)
        #expect(request.method == "POST" && request.path == "/api/chat.postMessage")
        #expect(request.header("Authorization") == "Bearer \(token)")
        #expect(request.header("Content-Type") == "application/json; charset=utf-8")
        let body = try JSON.decode(JSONValue.self, from: request.body)
        #expect(body["channel"]?.string == "C0TEST" && body["text"]?.string?.isEmpty == false)
        #expect(body["blocks"]?.array?.isEmpty == false && body["metadata"]?["event_type"] != nil)
        #expect(!String(decoding: request.body, as: UTF8.self).contains(token))
    }

    @Test("each attempt is listed with its size before it is sent, and what cannot be listed is not sent")
    func listed() async throws {
        let answers = Mutex([limited("1"), taken])
        let server = try FakeServer { _ in answers.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] } }
        let notifier = SlackNotifier(
            token: token, channel: "C", apiURL: server.url + "/", client: client, sleep: { _ in })
        let departures = Departures()
        let story = try Story().postMortem()
        let notification = await notifier.notify(story, isRepeat: false, leaving: departures.leaving)
        #expect(notification.status == .delivered && departures.all == server.requests.map(\.body.count))
        #expect(departures.all.count == 2 && notifier.destination == server.url.replacing("http://", with: ""))
        let unlisted = await notifier.notify(
            story, isRepeat: false, leaving: { _ in throw Refusal("the ledger is full") })
        #expect(unlisted.status == .failed && unlisted.detail.contains("ledger") && server.requests.count == 2)
    }

    @Test("without token or channel it is skipped, and says what is missing")
    func skipped() async throws {
        let cases: [(String?, String?, String)] = [
            (nil, "C0TEST", "SLACK_BOT_TOKEN"), ("", "C0TEST", "SLACK_BOT_TOKEN"), ("xoxb", nil, "SLACK_CHANNEL_ID"),
        ]
        for (token, channel, name) in cases {
            let (notification, requests, _) = try await notify([taken], token: token, channel: channel)
            #expect(notification.status == .skipped && notification.detail.contains(name) && requests.isEmpty)
        }
    }

    private func refused(_ error: String, _ words: String) -> ServerResponse {
        json(["ok": false, "error": .string(error), "response_metadata": ["messages": [.string(words)]]])
    }

    private func body(_ request: ServerRequest) throws -> JSONValue {
        try JSON.decode(JSONValue.self, from: request.body)
    }

    @Test("where the blocks are refused the text goes alone, with Slack's own reason in the telling")
    func blocksRefused() async throws {
        for error in ["invalid_blocks", "msg_blocks_too_long", "invalid_metadata_format", "msg_too_long"] {
            let (notification, requests, _) = try await notify([refused(error, "[ERROR] over 3001 characters"), taken])
            #expect(notification.status == .delivered && notification.detail.contains("as text alone"), "\(error)")
            #expect(notification.detail.contains("\(error): [ERROR] over 3001 characters") && requests.count == 2)
            let second = try body(requests[1])
            #expect(second["blocks"] == nil && second["metadata"] == nil)
            #expect(try second["text"] == body(requests[0])["text"] && !notification.isRepeat)
        }
        for place in ["/blocks", "/blocks/1/text/text", "/metadata/event_type", "/attachments/0"] {
            let words = "[ERROR] is not allowed [json-pointer:\(place)]"
            let (notification, requests, _) = try await notify([refused("invalid_arguments", words), taken])
            #expect(notification.status == .delivered && notification.detail.contains(words) && requests.count == 2)
            #expect(try body(requests[1])["blocks"] == nil, "\(place)")
        }
        let (channel, once, _) = try await notify([refused("invalid_arguments", "[json-pointer:/channel]"), taken])
        #expect(channel.status == .failed && once.count == 1, "another form would not help")
        let (never, twice, _) = try await notify([refused("invalid_blocks", "no")])
        #expect(never.status == .failed && twice.count == 2 && never.detail.contains("invalid_blocks: no"))
        let (short, thrice, _) = try await notify([refused("msg_too_long", "no"), refused("msg_too_long", "no"), taken])
        #expect(short.status == .delivered && thrice.count == 3)
        #expect(try body(thrice[2])["text"]?.string?.utf16.count ?? 9999 <= 1501)
    }

    /// The redactor sees the notification afterwards, and half of a key it would not recognise.
    @Test("what Slack says is not cut before it is made safe")
    func whole() async throws {
        let words = String(repeating: "word ", count: 40) + "password=hunterTwo9xQ"
        let (notification, _, _) = try await notify([refused("invalid_auth", words)])
        #expect(notification.detail.hasSuffix(words))
    }

    @Test("what broke is tried once more, and the second copy says that the first may have arrived")
    func broken() async throws {
        let upstream = ServerResponse(status: 503, headers: [("Retry-After", "2")], body: Array("upstream".utf8))
        for answer in [upstream, json(["ok": false, "error": "internal_error"]), json(["ok": true], status: 500)] {
            let (notification, requests, pauses) = try await notify([answer, taken])
            #expect(notification.status == .delivered && requests.count == 2 && pauses.count == 1)
            #expect(notification.detail.contains("sent twice: Slack answered"), "\(notification.detail)")
            #expect(notification.isRepeat, "the telling says so too")
            let texts = try requests.map { try body($0)["text"]?.string ?? "" }
            #expect(!texts[0].contains("may have arrived") && texts[1].contains("may have arrived"))
        }
        #expect(try await notify([upstream, taken]).2 == [2])
        let slow = ServerResponse(status: 503, headers: [("Retry-After", "600")])
        let (never, once, _) = try await notify([slow, taken])
        #expect(never.status == .failed && once.count == 1)
    }

    @Test("a missing scope is named")
    func missingScope() async throws {
        let answer = json(["ok": false, "error": "missing_scope", "needed": "chat:write", "provided": "none"])
        let (notification, requests, _) = try await notify([answer])
        #expect(notification.detail.contains("missing_scope: it needs the scope chat:write") && requests.count == 1)
    }

    @Test("an error is one telling with the error's name; only what broke is tried again")
    func failures() async throws {
        let cases: [(ServerResponse, String, Int)] = [
            (json(["ok": false, "error": "channel_not_found"]), "channel_not_found", 1),
            (ServerResponse(status: 500, body: Array("oops".utf8)), "HTTP 500", 2),
            (json(["ok": true], status: 503), "HTTP 503", 2),
            (ServerResponse(body: Array("<html>".utf8)), "HTTP 200", 1),
            (json(["ok": false, "error": .string("bad \(token)\nline")]), "bad [token] line", 1),
        ]
        for (answer, word, count) in cases {
            let (notification, requests, _) = try await notify([answer])
            #expect(notification.status == .failed && notification.detail.contains(word), "\(notification.detail)")
            #expect(!notification.detail.contains(token) && requests.count == count)
        }
    }

    @Test("nobody there is one telling too")
    func down() async throws {
        let notifier = SlackNotifier(token: token, channel: "C", apiURL: nobody + "/", client: client, sleep: { _ in })
        let notification = await notifier.notify(try Story().postMortem(), isRepeat: true)
        #expect(notification.status == .failed && notification.isRepeat && notification.detail.contains("Slack"))
    }

    @Test("429 is obeyed twice at the most, and within 30 s")
    func rateLimit() async throws {
        let (obeyed, requests, pauses) = try await notify([limited("3"), limited(nil), taken])
        #expect(obeyed.status == .delivered && requests.count == 3 && pauses == [3, 1])
        let (often, more, _) = try await notify([limited("1")])
        #expect(often.status == .failed && often.detail.contains("ratelimited") && more.count == 3)
        let (long, once, none) = try await notify([limited("120")])
        #expect(long.status == .failed && once.count == 1 && none.isEmpty)
    }

    @Test(
        "a wait that nobody can keep is told, and nothing is sent again",
        arguments: ["99999999999999999999", "-5", "Wed, 21 Oct 2099 07:28:00 GMT", "Wed, 21 Oct 2015 07:28:00 GMT"])
    func absurd(after: String) async throws {
        let (notification, requests, pauses) = try await notify([limited(after)])
        #expect(notification.status == .failed && requests.count == 1 && pauses.isEmpty)
        #expect(notification.detail.contains("too long (Retry-After: \(after))"), "\(notification.detail)")
    }

    @Test("an interruption while waiting ends the telling")
    func interrupted() async throws {
        let answer = limited("1")
        let server = try FakeServer { _ in answer }
        let notifier = SlackNotifier(
            token: token, channel: "C", apiURL: server.url + "/", client: client,
            sleep: { _ in throw CancellationError() })
        let notification = await notifier.notify(try Story().postMortem(), isRepeat: false)
        #expect(notification.status == .failed && server.requests.count == 1)
    }
}
