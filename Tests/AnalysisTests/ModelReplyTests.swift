import AutoSRECore
import Testing

@testable import AutoSREAnalysis

@Suite(.timeLimit(.minutes(1))) struct ModelReplyTests {
    @Test(arguments: [
        answer("rollback"), "```json\n\(answer("rollback"))\n```",
        "Here you are:\n\(answer("rollback"))\nHope it helps {",
        "\(answer("rollback"))\n\(answer("rollback"))", "{ not json } \(answer("rollback"))", "[\(answer("rollback"))]",
        "{\"thought\": \"{}\"} \(answer("rollback"))",
    ])
    func readsWhatIsAroundIt(_ text: String) throws {
        let reply = try ModelReply(text)
        #expect(reply.recommendation == .rollback && reply.confidence == 0.9 && reply.summary == "SUMMARY-7f3a")
        #expect(reply.reasoning == "because" && reply.claims.isEmpty)
    }

    @Test(arguments: [
        "", "  \n", "I would roll back.", "{}", "[]", "null", "{\"summary\": 5, \"recommended_action\": \"rollback\"}",
        "{\"summary\":\"x\",\"recommended_action\":7,\"confidence\":0.9}",
        "{\"summary\":\"x\",\"recommended_action\":\"explode\",\"confidence\":0.9}",
        "{\"summary\":\"x\",\"recommended_action\":\"Rollback\",\"confidence\":0.9}",
        "{\"summary\":\"x\",\"recommended_action\":\"rollback\"}",
        "{\"summary\":\"x\",\"recommended_action\":\"rollback\",\"confidence\":\"0.9\"}",
        "{\"summary\":\"x\",\"recommended_action\":\"rollback\",\"confidence\":true}",
        "{\"summary\":\"x\",\"recommended_action\":\"rollback\",\"confidence\":1.01}",
        "{\"summary\":\"x\",\"recommended_action\":\"rollback\",\"confidence\":-0.1}",
        "{\"summary\":\"x\",\"recommended_action\":\"rollback\",\"confidence\":1e999}",
        "{\"summary\":\" \",\"recommended_action\":\"rollback\",\"confidence\":0.9}",
        "{\"summary\":\"x\",\"recommended_action\":\"rollback\",\"confidence\":0.9,\"reasoning\":[]}",
        "{\"summary\":\"x\",\"recommended_action\":\"rollback\",\"confidence\":0.9,\"claims\":\"T1\"}",
        "{\"summary\":\"x\",\"recommended_action\":\"rollback\",\"confidence\":0.9,\"claims\":[{\"evidence\":[1]}]}",
        "{\"answer\": {\"summary\":\"x\",\"recommended_action\":\"rollback\",\"confidence\":0.9}}",
        answer("rollback") + answer("restart"), String(answer("rollback").dropLast()),
        String(repeating: "{", count: 100_000), String(repeating: "{\"a\":[", count: 5000),
    ])
    func nothingElseIsAnAnswer(_ text: String) {
        #expect(throws: UnusableReply.self) { try ModelReply(text) }
    }

    @Test func wordsAreOnOneLineAndBounded() throws {
        let hostile = "a\\u001b[31m\\n\\u202eb" + String(repeating: "x", count: 5000)
        let reply = try ModelReply(answer("escalate", summary: hostile))
        #expect(reply.summary.hasPrefix("a [31m b") && reply.summary.count == 601)
    }

    @Test func claimsMayCiteOrNot() throws {
        let claims = #"[{"statement": "one", "evidence": ["T1", "[m2]"]}, "two", {"statement": "three"}]"#
        let reply = try ModelReply(answer("restart", claims: claims))
        #expect(reply.claims.map(\.text) == ["one", "two", "three"])
        #expect(reply.claims[0].labels == ["T1", "[m2]"])
        let more = #"{"summary":"x","recommended_action":"restart","confidence":1,"evidence":["C1"]}"#
        #expect(try ModelReply(more).claims.flatMap(\.labels) == ["C1"])
    }
}
