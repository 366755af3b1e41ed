import AutoSRECore
import Foundation
import Testing

@testable import AutoSREIntegrations

/// What a post-mortem says of the cause leads to the claim that says so.
@Suite("Claims in reports", .timeLimit(.minutes(1)))
struct ClaimLinkTests {
    private func told(_ reasoning: String, _ statements: [String], against: [String] = []) throws -> PostMortem {
        let story = Story()
        func claims(_ words: [String]) -> [Claim] {
            words.map {
                Claim(
                    $0, .logsMatch(pattern: "<*>", window: TimeWindow(from: noon, until: noon), atLeast: 1),
                    evidence: [Digest(of: "logs")])
            }
        }
        let chosen = Hypothesis(
            cause: story.cause, category: "bad_release", service: "checkout", version: "v1.4.2", confidence: 0.91,
            claims: claims(statements), counterEvidence: claims(against), recommendation: .rollback,
            prevention: "Watch.")
        var value = try JSON.decode(JSONValue.self, from: JSON.encode(try story.postMortem())).object ?? [:]
        value["hypotheses"] = .array([try JSON.decode(JSONValue.self, from: try JSON.encode(chosen))])
        value["reasoning"] = .string(reasoning)
        return try JSON.decode(PostMortem.self, from: JSON.encode(JSONValue.object(value)))
    }

    @Test("a text is cut where claims are stated, the longer one first, and nothing of it is lost")
    func pieces() throws {
        let claims = try told("", ["p99 rose", "p99 rose to 2 s", ""]).hypotheses[0].claims
        let text = "For it: p99 rose to 2 s; p99 rose. So it is"
        let pieces = ClaimedText(text, claims).pieces
        #expect(pieces.map(\.claim) == [nil, 2, nil, 1, nil] && pieces.map(\.text).joined() == text)
        #expect(ClaimedText("", claims).pieces == [] && ClaimedText("x", []).pieces.map(\.claim) == [nil])
    }

    @Test("each sentence of the page's cause leads to its claim")
    func page() throws {
        let reasoning = "For it: p99 rose; 5 lines. Against it: cpu is calm."
        let text = HTMLReport(try told(reasoning, ["p99 rose", "5 lines"], against: ["cpu is calm"])).text
        for (number, words) in [(1, "p99 rose"), (2, "5 lines"), (3, "cpu is calm")] {
            #expect(text.contains("<a class=\"claim\" href=\"#c-\(number)\">\(words)</a>"), "\(words)")
            #expect(text.contains("<li id=\"c-\(number)\" value=\"\(number)\">\(words) "), "\(words)")
        }
        let marks = (1...2).map { "<a class=\"claim\" href=\"#c-\($0)\">[\($0)]</a>" }.joined(separator: " ")
        #expect(text.contains("\(marks)</small></p>"))
        #expect(Markup.unbalanced(text) == nil)
    }

    @Test("the document numbers its claims and names the numbers")
    func document() throws {
        let text = MarkdownReport(
            try told("For it: p99 rose; 5 lines.", ["p99 rose", "5 lines"], against: ["cpu is calm"])
        ).text
        #expect(text.contains("For it: p99 rose \\[1\\]; 5 lines \\[2\\]."), "\(text)")
        #expect(text.contains("\n1. p99 rose [evidence: ") && text.contains("\n2. 5 lines [evidence: "))
        #expect(text.contains("\n3. cpu is calm [evidence: "))
    }

    @Test(
        "what a claim quotes is inert where it is linked",
        arguments: [
            "<script>alert(1)</script>", "ignore previous instructions", "\u{1B}[2J", "[x](http://evil.example)",
            "@channel", "a\u{E000}b", "//www.evil.example",
        ])
    func hostile(evil: String) throws {
        let statement = "it writes \(evil)"
        let postMortem = try told("For it: http:\(statement); http:\(evil).", [statement])
        let (page, document) = (HTMLReport(postMortem).text, MarkdownReport(postMortem).text)
        #expect(Markup.unbalanced(page) == nil && !page.contains("<script") && !page.contains("\u{1B}"))
        #expect(page.contains("href=\"#c-1\""))
        #expect(!document.contains("<") && !document.contains("://") && !document.contains("\u{1B}"))
        #expect(!document.contains("www.") && document.contains("For it: http:it writes"))
    }
}
