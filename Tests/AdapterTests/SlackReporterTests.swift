import AutoSREAdapters
import AutoSRECore
import AutoSREPlatform
import Synchronization
import Testing

@Suite("Telling Slack", .timeLimit(.minutes(1)))
struct SlackReporterTests {
    private let token = "xoxb-secret-123"

    /// Tells through a server that answers with each of `answers` in turn, the last one for ever.
    private func tell(
        _ answers: [ServerResponse], token: String? = "xoxb-secret-123", channel: String? = "C0TEST"
    ) async throws -> (Telling, [ServerRequest], [Double]) {
        let left = Mutex(answers)
        let server = try FakeServer { _ in left.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] } }
        let pauses = Heard()
        let reporter = SlackReporter(
            token: token, channel: channel, apiURL: server.url + "/api/", client: client,
            sleep: { pauses.add("\($0)") })
        let telling = await reporter.tell(try Story().postMortem(), isRepeat: false)
        return (telling, server.requests, pauses.all.compactMap(Double.init))
    }

    private let taken = json(["ok": true, "channel": "C0TEST", "ts": "1.2"])
    private func limited(_ after: String?) -> ServerResponse {
        var response = json(["ok": false, "error": "ratelimited"], status: 429)
        if let after { response.headers.append(("Retry-After", after)) }
        return response
    }

    @Test("one message, to the channel, with the token, blocks and text")
    func delivered() async throws {
        let (telling, requests, _) = try await tell([taken])
        #expect(telling.status == .delivered && telling.reporter == "slack" && telling.detail.contains("C0TEST"))
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
        let reporter = SlackReporter(
            token: token, channel: "C", apiURL: server.url + "/", client: client, sleep: { _ in })
        let departures = Departures()
        let story = try Story().postMortem()
        let telling = await reporter.tell(story, isRepeat: false, leaving: departures.leaving)
        #expect(telling.status == .delivered && departures.all == server.requests.map(\.body.count))
        #expect(departures.all.count == 2 && reporter.destination == server.url.replacing("http://", with: ""))
        let unlisted = await reporter.tell(
            story, isRepeat: false, leaving: { _ in throw Refusal("the ledger is full") })
        #expect(unlisted.status == .failed && unlisted.detail.contains("ledger") && server.requests.count == 2)
    }

    @Test("without token or channel it is skipped, and says what is missing")
    func skipped() async throws {
        let cases: [(String?, String?, String)] = [
            (nil, "C0TEST", "SLACK_BOT_TOKEN"), ("", "C0TEST", "SLACK_BOT_TOKEN"), ("xoxb", nil, "SLACK_CHANNEL_ID"),
        ]
        for (token, channel, name) in cases {
            let (telling, requests, _) = try await tell([taken], token: token, channel: channel)
            #expect(telling.status == .skipped && telling.detail.contains(name) && requests.isEmpty)
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
            let (telling, requests, _) = try await tell([refused(error, "[ERROR] over 3001 characters"), taken])
            #expect(telling.status == .delivered && telling.detail.contains("as text alone"), "\(error)")
            #expect(telling.detail.contains("\(error): [ERROR] over 3001 characters") && requests.count == 2)
            let second = try body(requests[1])
            #expect(second["blocks"] == nil && second["metadata"] == nil)
            #expect(try second["text"] == body(requests[0])["text"] && !telling.isRepeat)
        }
        for place in ["/blocks", "/blocks/1/text/text", "/metadata/event_type", "/attachments/0"] {
            let words = "[ERROR] is not allowed [json-pointer:\(place)]"
            let (telling, requests, _) = try await tell([refused("invalid_arguments", words), taken])
            #expect(telling.status == .delivered && telling.detail.contains(words) && requests.count == 2)
            #expect(try body(requests[1])["blocks"] == nil, "\(place)")
        }
        let (channel, once, _) = try await tell([refused("invalid_arguments", "[json-pointer:/channel]"), taken])
        #expect(channel.status == .failed && once.count == 1, "another form would not help")
        let (never, twice, _) = try await tell([refused("invalid_blocks", "no")])
        #expect(never.status == .failed && twice.count == 2 && never.detail.contains("invalid_blocks: no"))
        let (short, thrice, _) = try await tell([refused("msg_too_long", "no"), refused("msg_too_long", "no"), taken])
        #expect(short.status == .delivered && thrice.count == 3)
        #expect(try body(thrice[2])["text"]?.string?.utf16.count ?? 9999 <= 1501)
    }

    /// The redactor sees the telling afterwards, and half of a key it would not recognise.
    @Test("what Slack says is not cut before it is made safe")
    func whole() async throws {
        let words = String(repeating: "word ", count: 40) + "password=hunterTwo9xQ"
        let (telling, _, _) = try await tell([refused("invalid_auth", words)])
        #expect(telling.detail.hasSuffix(words))
    }

    @Test("what broke is tried once more, and the second copy says that the first may have arrived")
    func broken() async throws {
        let upstream = ServerResponse(status: 503, headers: [("Retry-After", "2")], body: Array("upstream".utf8))
        for answer in [upstream, json(["ok": false, "error": "internal_error"]), json(["ok": true], status: 500)] {
            let (telling, requests, pauses) = try await tell([answer, taken])
            #expect(telling.status == .delivered && requests.count == 2 && pauses.count == 1)
            #expect(telling.detail.contains("sent twice: Slack answered"), "\(telling.detail)")
            #expect(telling.isRepeat, "the telling says so too")
            let texts = try requests.map { try body($0)["text"]?.string ?? "" }
            #expect(!texts[0].contains("may have arrived") && texts[1].contains("may have arrived"))
        }
        #expect(try await tell([upstream, taken]).2 == [2])
        let slow = ServerResponse(status: 503, headers: [("Retry-After", "600")])
        let (never, once, _) = try await tell([slow, taken])
        #expect(never.status == .failed && once.count == 1)
    }

    @Test("a missing scope is named")
    func missingScope() async throws {
        let answer = json(["ok": false, "error": "missing_scope", "needed": "chat:write", "provided": "none"])
        let (telling, requests, _) = try await tell([answer])
        #expect(telling.detail.contains("missing_scope: it needs the scope chat:write") && requests.count == 1)
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
            let (telling, requests, _) = try await tell([answer])
            #expect(telling.status == .failed && telling.detail.contains(word), "\(telling.detail)")
            #expect(!telling.detail.contains(token) && requests.count == count)
        }
    }

    @Test("nobody there is one telling too")
    func down() async throws {
        let reporter = SlackReporter(token: token, channel: "C", apiURL: nobody + "/", client: client, sleep: { _ in })
        let telling = await reporter.tell(try Story().postMortem(), isRepeat: true)
        #expect(telling.status == .failed && telling.isRepeat && telling.detail.contains("Slack"))
    }

    @Test("429 is obeyed twice at the most, and within 30 s")
    func rateLimit() async throws {
        let (obeyed, requests, pauses) = try await tell([limited("3"), limited(nil), taken])
        #expect(obeyed.status == .delivered && requests.count == 3 && pauses == [3, 1])
        let (often, more, _) = try await tell([limited("1")])
        #expect(often.status == .failed && often.detail.contains("ratelimited") && more.count == 3)
        let (long, once, none) = try await tell([limited("120")])
        #expect(long.status == .failed && once.count == 1 && none.isEmpty)
    }

    @Test("an interruption while waiting ends the telling")
    func interrupted() async throws {
        let answer = limited("1")
        let server = try FakeServer { _ in answer }
        let reporter = SlackReporter(
            token: token, channel: "C", apiURL: server.url + "/", client: client,
            sleep: { _ in throw CancellationError() })
        let telling = await reporter.tell(try Story().postMortem(), isRepeat: false)
        #expect(telling.status == .failed && server.requests.count == 1)
    }
}
