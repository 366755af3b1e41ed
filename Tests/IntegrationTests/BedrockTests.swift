import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct BedrockTests {
    @Test func asksAsTheServiceModelHasIt() async throws {
        let server = try FakeServer { _ in Converse.text("yes") }
        let departures = Departures()
        let model = try bedrock(server.url)
        let answer = try await model.answer(Converse.prompt, within: 20, leaving: departures.leaving)
        #expect(answer.text == "yes" && answer.inputTokens == 5120 && answer.outputTokens == 180)
        let request = try #require(server.requests.first)
        #expect(request.method == "POST" && request.path.hasSuffix("/converse"))
        #expect(request.header("Authorization")?.contains("/us-east-1/bedrock/aws4_request") == true)
        let body = try JSON.decode(JSONValue.self, from: request.body)
        #expect(body["messages"]?.array?.first?["content"]?.array?.first?["text"]?.string == "what is wrong?")
        #expect(body["system"]?.array?.first?["text"]?.string == "rules")
        #expect(body["toolConfig"]?["toolChoice"]?["tool"]?["name"]?.string == "report_diagnosis")
        #expect(body["inferenceConfig"]?["temperature"]?.number == 0)
        #expect(departures.all == [request.body.count], "listed as it left")
        #expect(model.destination == server.url.replacing("http://", with: ""))
    }

    @Test func otherModelsAreAskedInWordsAlone() async throws {
        let server = try FakeServer { _ in Converse.text("yes") }
        let arn = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.other.model-v1:0"
        #expect(try await ask(bedrock(server.url, arn)) == "yes")
        let body = try JSON.decode(JSONValue.self, from: try #require(server.requests.first).body)
        #expect(body["toolConfig"] == nil)
    }

    @Test func readsBlocksAndSkipsTheRest() async throws {
        let blocks: [JSONValue] = [
            ["reasoningContent": ["reasoningText": ["text": "[REDACTED]"]]], ["text": "one "], ["holograms": [1]],
            ["text": "two"],
        ]
        let server = try FakeServer { _ in Converse.answer(blocks, stop: "stop_sequence") }
        #expect(try await ask(bedrock(server.url)) == "one two")
        let call: JSONValue = ["toolUse": ["toolUseId": "t", "name": "report_diagnosis", "input": ["a": 1]]]
        let forced = try FakeServer { _ in Converse.answer([["text": "thinking"], call], stop: "tool_use") }
        #expect(try await ask(bedrock(forced.url)) == "{\"a\":1}")
    }

    @Test(arguments: [
        "max_tokens", "guardrail_intervened", "content_filtered", "malformed_model_output", "malformed_tool_use",
        "model_context_window_exceeded", "something_new",
    ])
    func otherReasonsToStopAreNoAnswer(_ reason: String) async throws {
        let server = try FakeServer { _ in Converse.answer([["text": "{}"]], stop: reason) }
        let words = await ask(try bedrock(server.url))
        #expect(words == "failed: Converse: the model gave no usable answer (\(reason))")
    }

    @Test(arguments: [
        (400, "ValidationException", 1), (403, "AccessDeniedException", 1), (404, "ResourceNotFoundException", 1),
        (408, "ModelTimeoutException", 1), (424, "ModelErrorException", 1), (529, "", 1),
        (429, "ThrottlingException", 3), (429, "", 3), (429, "ModelNotReadyException", 3),
        (500, "InternalServerException", 3), (503, "ServiceUnavailableException", 3),
    ])
    func triesAgainWhatAWSDoes(_ status: Int, _ code: String, _ attempts: Int) async throws {
        let server = try FakeServer { _ in Converse.refusal(status, code, "as scripted") }
        let departures = Departures()
        let words = await ask(try bedrock(server.url), departures)
        #expect(server.requests.count == attempts && departures.all.count == attempts, "each attempt is listed")
        #expect(words.contains("Converse: HTTP \(status)") && words.contains(code) && words.contains("as scripted"))
        #expect(!words.contains("\n"))
    }

    @Test func whatCannotBeListedIsNotSent() async throws {
        let server = try FakeServer { _ in Converse.text("yes") }
        await #expect(throws: AWSError.self) {
            try await bedrock(server.url).answer(Converse.prompt, within: 5, leaving: { _ in throw Refusal("full") })
        }
        #expect(server.requests.isEmpty)
    }

    @Test func aTokenGoesInPlaceOfASignature() async throws {
        let server = try FakeServer { _ in Converse.text("yes") }
        #expect(try await ask(bedrock(server.url, token: "hush-bearer")) == "yes")
        #expect(server.requests.first?.header("Authorization") == "Bearer hush-bearer")
        #expect(throws: AWSError.self) { try bedrock("http://model.example", token: "hush-bearer") }
        let refused = try FakeServer { _ in Converse.refusal(403, "AccessDeniedException", "no") }
        #expect(try await !ask(bedrock(refused.url, token: "hush-bearer")).contains("hush"))
    }

    @Test func theDoctorsQuestionCostsNothing() async throws {
        func trial(_ status: Int, _ code: String, _ words: String) async throws -> BedrockModel.Trial {
            let server = try FakeServer { request in
                let body = try? JSON.decode(JSONValue.self, from: request.body)
                let isEmpty = body?["messages"]?.array?.isEmpty == true
                return isEmpty ? Converse.refusal(status, code, words) : Converse.text("spent")
            }
            return try await bedrock(server.url).trial(within: 3)
        }
        let mistake =
            "A conversation must start with a user message. Try again with a conversation that starts with one."
        guard case .usable = try await trial(400, "ValidationException", mistake) else { throw Refusal("not usable") }
        let others = [
            "Invocation of model ID m with on-demand throughput isn't supported. Retry with an inference profile.",
            "The provided model identifier is invalid.", "This model doesn't support tool use.",
        ]
        for words in others {
            guard case .refused = try await trial(400, "ValidationException", words) else { throw Refusal(words) }
        }
        guard case .unproven = try await trial(400, "ValidationException", "no") else { throw Refusal("proven") }
        guard case .refused(let closed) = try await trial(403, "AccessDeniedException", mistake) else {
            throw Refusal("not refused")
        }
        #expect(closed.status == 403)
        guard case .refused(let away) = try await bedrock(nobody).trial(within: 3) else { throw Refusal("answered") }
        #expect(away.kind == .transport)
    }
}

/// Everything that can come back in place of an answer: a line with a name, in bounded time, and no crash.
@Suite(.timeLimit(.minutes(1))) struct BedrockFaultTests {
    @Test func refused() async throws {
        #expect(try await ask(bedrock(nobody)).contains("does not accept connections"))
    }

    @Test(arguments: [
        "<html><body>502 Bad Gateway</body></html>", "", "{\"output\": {\"message\": {\"conte", "[1, 2]", "null",
        "{\"output\": {\"message\": {\"content\": \"text\"}}, \"stopReason\": \"end_turn\"}", "\u{0}\u{1}",
    ])
    func nonsense(_ body: String) async throws {
        let server = try FakeServer { _ in ServerResponse(status: 200, body: Array(body.utf8)) }
        #expect(try await ask(bedrock(server.url)).contains("not what the service gives"))
    }

    @Test func twentyMegabytes() async throws {
        let server = try FakeServer { _ in ServerResponse(status: 200, body: [UInt8](repeating: 32, count: 20 << 20)) }
        #expect(try await ask(bedrock(server.url)).contains("longer than 1048576 bytes"))
    }

    @Test func htmlErrors() async throws {
        let server = try FakeServer { _ in
            ServerResponse(status: 500, headers: [("Content-Type", "text/html")], body: Array("<h1>boom</h1>".utf8))
        }
        #expect(try await ask(bedrock(server.url)).contains("HTTP 500"))
    }

    @Test func expiredKeysAndSkewedClocksAreMendedOnce() async throws {
        let skewed = Mutex(0)
        let server = try FakeServer { _ in
            guard
                skewed.withLock({ count in
                    count += 1; return count == 1
                })
            else { return Converse.text("yes") }
            var answer = Converse.refusal(403, "RequestTimeTooSkewed")
            answer.headers.append(("Date", "Tue, 24 Nov 2026 13:00:00 GMT"))
            return answer
        }
        #expect(try await ask(bedrock(server.url)) == "yes")
        let expired = try FakeServer { _ in Converse.refusal(403, "ExpiredTokenException", "the token has expired") }
        #expect(try await ask(bedrock(expired.url)).contains("ExpiredTokenException: the token has expired"))
        #expect(expired.requests.count == 1)
    }
}
