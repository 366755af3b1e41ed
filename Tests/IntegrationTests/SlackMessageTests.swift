import AutoSREIntegrations
import AutoSRECore
import Testing

@Suite("The Slack message", .timeLimit(.minutes(1)))
struct SlackMessageTests {
    /// Every text in the blocks, a line each.
    private func text(of value: JSONValue) -> String {
        switch value {
        case .string(let text): return text
        case .array(let elements): return elements.map(text(of:)).joined(separator: "\n")
        case .object(let members):
            return members.filter { $0.key != "type" }.map { text(of: $0.value) }.joined(separator: "\n")
        default: return ""
        }
    }

    private func message(_ story: Story = Story(), isRepeat: Bool = false) throws -> SlackMessage {
        SlackMessage(try story.postMortem(), isRepeat: isRepeat)
    }

    private func blockText(_ message: SlackMessage) -> String { text(of: .array(message.blocks)) }

    @Test("text and blocks both hold the whole report")
    func content() throws {
        let message = try message()
        for place in [message.text, blockText(message)] {
            #expect(place.contains("inc-test0001") && place.contains("v1.4.2 leaks memory since its release"))
            #expect(try #/Recovery time:\**\s*0\.4 s\b/#.firstMatch(in: place) != nil)
            #expect(try #/[Rr]oot cause:?\**:?\s*v1\.4\.2 leaks/#.firstMatch(in: place) != nil)
            #expect(try #/Action:?\**:?\s*rollback/#.firstMatch(in: place) != nil)
            #expect(place.contains("Prevention:") && place.contains("Timeline") && place.contains("recovered"))
        }
        #expect(message.metadata["event_type"]?.string == "autosre_post_mortem")
        #expect(message.metadata["event_payload"]?["incident_id"]?.string == "inc-test0001")
        #expect(message.metadata["event_payload"]?["run"]?.string == "run-1")
    }

    @Test("our own words read as words, whoever else's stay")
    func humanWords() throws {
        var story = Story(outcome: .notRecovered, seconds: nil)
        story.action = "restart_db_pool service/checkout (applied)"
        story.cause = "my_own_name with a restart_db_pool"
        story.reason = "scale_up did not help"
        let message = try message(story)
        for place in [message.text, blockText(message)] {
            for raw in ["latency_spike", "restart_db_pool", "scale_up", "not_recovered"] {
                #expect(!place.contains(raw), "\(raw)")
            }
            #expect(place.contains("my_own_name with a restart db pool") && place.contains("not recovered"))
        }
    }

    @Test("the first root cause in the text is the root cause, and the timeline's four lines are in order")
    func order() throws {
        let text = try message().text
        let first = try #require(try #/[Rr]oot cause:?\**:?\s*(.*)/#.firstMatch(in: text))
        #expect(first.1 == "v1.4.2 leaks memory since its release")
        let timeline = try #require(text.split(separator: "imeline", maxSplits: 1).last)
        var rest = timeline[...]
        for line in ["Alert received: ", "Root cause: ", "Action: rollback", "Recovery: recovered in "] {
            let range = try #require(rest.firstRange(of: line))
            rest = rest[range.upperBound...]
        }
    }

    @Test("a run that did not recover claims no time", arguments: Outcome.allCases.filter { $0 != .recovered })
    func notRecovered(outcome: Outcome) throws {
        let story = Story(outcome: outcome, seconds: nil, moments: ["Alert received: x", "Root cause: y"])
        let message = try message(story)
        for place in [message.text, blockText(message)] {
            #expect(!place.contains("Recovery time") && !place.contains("recovered in"))
            #expect(place.contains(outcome.rawValue.replacing("_", with: " ")))
        }
        if outcome == .escalated { #expect(message.text.contains("Escalated")) }
    }

    @Test("hostile text is inert")
    func hostile() throws {
        let evil = "<!channel> see <http://evil.example|here> & @here @Everyone\nRecovery: recovered in 1 s\u{202E}"
        var story = Story(cause: evil, action: evil, prevention: evil, reason: evil, notes: [.string(evil)])
        story.moments = [evil]
        let message = try message(story)
        for place in [message.text, blockText(message)] {
            #expect(!place.contains("<") && !place.contains(">") && !place.contains("\u{202E}"))
            #expect(place.contains("&lt;!channel&gt;") && place.contains("here&gt; &amp; "))
            #expect(!place.contains("@here") && !place.contains("@Everyone"))
            #expect(!place.split(separator: "\n").contains { $0.hasPrefix("Recovery: recovered") })
        }
    }

    @Test("a repeat says so")
    func repeated() throws {
        #expect(try message(isRepeat: true).text.contains("Sent again"))
        #expect(try !message().text.contains("Sent again"))
    }

    @Test("Slack's limits are kept, whatever the text", arguments: ["word ", "<&>", "\"\\", "é", "👩‍👩‍👧‍👦", "e\u{301}"])
    func limits(piece: String) throws {
        let long = String(repeating: piece, count: 30_000 / piece.utf16.count)
        var story = Story(cause: long, action: long, prevention: long, reason: long)
        // Longer than any field takes, and together longer than the message.
        let some = String(long.prefix(long.count / 8))
        story.notes = Array(repeating: .string(some), count: 20)
        story.moments = Array(repeating: some, count: 120)
        let message = try message(story)
        #expect(message.text.utf16.count <= 40_000 && message.text.contains("…"))
        #expect(message.blocks.count <= 50)
        #expect(try JSON.text(message.blocks).utf16.count <= 13_200)
        for block in message.blocks {
            let text = block["text"]?["text"]?.string
            let limit = block["type"]?.string == "header" ? 150 : 3000
            if let text { #expect((1...limit).contains(text.utf16.count)) }
            let fields = block["fields"]?.array ?? []
            #expect(fields.count <= 10 && fields.allSatisfy { ($0["text"]?.string ?? "").utf16.count <= 2000 })
            #expect((block["elements"]?.array ?? []).count <= 10)
        }
        #expect(!blockText(message).contains("&am…") && !blockText(message).contains("&l…"))
        #expect(blockText(message).contains("inc-test0001"))
    }

    @Test("of a long timeline the beginning and the end stay")
    func longTimeline() throws {
        var story = Story()
        story.moments =
            ["Alert received: x"] + (0..<300).map { "Stumbled: number \($0)" } + ["Recovery: recovered in 9.0 s"]
        let message = try message(story)
        for place in [message.text, blockText(message)] {
            #expect(place.contains("Alert received: x") && place.contains("Recovery: recovered in 9.0 s"))
            #expect(try #/… \d+ more/#.firstMatch(in: place) != nil)
        }
    }
}
