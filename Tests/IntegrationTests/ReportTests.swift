@testable import AutoSREIntegrations
import AutoSRECore
import Foundation
import Testing

@Suite("Reports", .timeLimit(.minutes(1)))
struct ReportTests {
    @Test("Pictures are found from where the document lies")
    func pathsFromAFolder() {
        #expect(RelativePath.of("demo/screenshots/a.png", from: "demo") == "screenshots/a.png")
        #expect(RelativePath.of("data/screenshots/a.png", from: "./out/x/") == "../../data/screenshots/a.png")
        #expect(RelativePath.of("data/a.png", from: "") == "data/a.png")
        #expect(RelativePath.of("/srv/a.png", from: "out") == "/srv/a.png")
        #expect(RelativePath.of("data/a.png", from: "/tmp") == "data/a.png")
    }

    @Test("the Markdown tells the whole story, in order")
    func markdown() throws {
        let text = MarkdownReport(try Story(notes: ["The actions were simulated."]).postMortem()).text
        var rest = text[...]
        let titles = [
            "# Post-mortem: inc-test0001", "## Summary", "## Impact", "## Timeline", "## Root cause",
            "## Other hypotheses", "## Actions", "## Verification", "## Prevention", "## Evidence", "## Notes",
        ]
        for title in titles {
            let range = try #require(rest.firstRange(of: title), "\(title)")
            rest = rest[range.upperBound...]
        }
        #expect(text.contains("**Recovery time:** 0.4 s") && text.contains("2026-11-24T12:00:00Z"))
        #expect(text.contains("p99 rose to 2,200 ms") && text.contains(Digest(of: "metrics").short))
        #expect(text.contains("v1.4.2 → v1.4.1") && text.contains("applied by http: checkout runs v1.4.1"))
        #expect(
            text.contains("- [ ] Watch the heap") && text.contains("missing: metrics from dashboard API: no answer"))
        #expect(text.contains("the load is too high (confidence 20 %"))
    }

    @Test("a word of a vendor's own is told as words, and is no markup")
    func otherTypes() throws {
        let moments = ["Alert received: error_rate on checkout from prometheus"]
        let story = try Story(type: "error_rate", moments: moments).postMortem()
        let slack = try JSON.text(JSONValue.array(SlackMessage(story, isRepeat: false).blocks))
        let texts = [MarkdownReport(story).text, slack]
        for text in texts {
            #expect(text.contains("error rate on checkout from prometheus") && !text.contains("error_rate"), "\(text)")
        }
        #expect(texts[0].contains("checkout was reported with an error rate."), "\(texts[0])")
        let hostile = try Story(type: "<b>|x").postMortem()
        #expect(!MarkdownReport(hostile).text.contains("<b>"))
    }

    @Test("what was refused is told with its picture")
    func refused() throws {
        let text = MarkdownReport(
            try Story(refusals: [refusal(reason: "v1.4.3 <b> runs", path: "/data/1 2.png")]).postMortem()
        ).text
        #expect(text.contains("- not carried out: v1.4.3 &lt;b&gt; runs"))
        #expect(text.contains("![refusal](</data/1 2.png>)"))
        let odd = MarkdownReport(try Story(refusals: [refusal(reason: "x", path: "/data/>)<b>\n# a.png")]).postMortem())
            .text
        #expect(!odd.contains("](") && odd.contains("refusal: /data/&gt;)&lt;b&gt; # a.png"))
    }

    private func refusal(reason: String, path: String) -> JSONValue {
        let picture: JSONValue = [
            "name": "refusal", "media_type": "image/png", "path": .string(path), "at": .string(noon.description),
        ]
        return ["reason": .string(reason), "artifacts": [picture]]
    }

    @Test("a run that did not recover claims no time")
    func notRecovered() throws {
        let text = MarkdownReport(try Story(outcome: .notRecovered, seconds: nil, moments: ["x"]).postMortem()).text
        #expect(!text.contains("Recovery time") && text.contains("not recovered"))
    }

    @Test(
        "hostile text is inert",
        arguments: [
            "<script>alert(1)</script>", "[x](http://evil.example)", "![x](y)", "`code`", "**bold** _it_ ~~no~~",
            "a\n# heading", "a\r\n- [x] done", "x | y | z", "www.evil.example", "&lt;b&gt;", "\u{1B}[31mred",
            "a\u{2028}b",
        ])
    func hostile(evil: String) throws {
        var story = Story(cause: evil, action: evil, prevention: evil, reason: evil, notes: [.string(evil)])
        story.moments = [evil]
        let calm = MarkdownReport(
            try Story(cause: "a", action: "a", prevention: "a", reason: "a", notes: ["a"], moments: ["a"]).postMortem())
        let text = MarkdownReport(try story.postMortem()).text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == calm.text.split(separator: "\n", omittingEmptySubsequences: false).count)
        #expect(!text.contains("<") && !text.contains("\u{1B}") && !text.contains("\u{2028}"))
        for markup in ["**bold**", "~~no~~", "://", "www.", " | y", "&lt;b"] {
            #expect(!text.contains(markup), "\(markup)")
        }
        #expect(try #/[^\\]\]\(/#.firstMatch(in: text) == nil)
        #expect(try #/(^|[^\\])`code`/#.firstMatch(in: text) == nil)
    }

    @Test("names and versions stay readable")
    func readable() throws {
        let text = MarkdownReport(try Story(cause: "latency_p99_ms of v1.4.2-rc.1 + 3 #4 (50 %)").postMortem()).text
        #expect(text.contains("latency_p99_ms of v1.4.2-rc.1 + 3 #4 (50 %)"))
    }

    @Test("the JSON is the post-mortem")
    func jsonReport() throws {
        let postMortem = try Story().postMortem()
        let text = try JSONReport(postMortem).text()
        #expect(try JSON.decode(PostMortem.self, from: Array(text.utf8)) == postMortem)
        #expect(text.contains("\n") && text.contains("\"recovery_time_seconds\""))
    }
}
