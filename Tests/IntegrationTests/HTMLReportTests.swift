import AutoSREIntegrations
import AutoSRECore
import AutoSRETesting
import Foundation
import Testing

@Suite("HTML report", .timeLimit(.minutes(1)))
struct HTMLReportTests {
    /// A minute of metrics and logs around a release, and what the post-mortem says of them.
    struct Sample {
        var message = "java.lang.OutOfMemoryError: Java heap space"
        var service = "checkout"
        var artifacts: [Artifact] = []

        var logs: Evidence {
            get throws {
                let lines = (0..<5).map { LogLine(at: noon.advanced(bySeconds: Double($0) - 30), message: message) }
                return try evidence(.logs(lines), "5 log lines")
            }
        }

        var metrics: Evidence {
            get throws {
                let times = (0..<60).map { noon.advanced(bySeconds: Double($0) * 15 - 900) }
                let values = (0..<60).map { $0 < 30 ? 200.0 : 2200.0 }
                return try evidence(
                    .metrics([MetricSeries(name: "latency_p99_ms", unit: "ms", times: times, values: values)]),
                    "1 metric")
            }
        }

        private func evidence(_ body: EvidenceBody, _ summary: String) throws -> Evidence {
            try Evidence(body, service: service, source: "dashboard API", collectedAt: noon, summary: summary)
        }

        var bodies: [EvidenceID: EvidenceBody] {
            get throws {
                let all = [try logs, try metrics]
                return Dictionary(uniqueKeysWithValues: all.map { ($0.reference.id, $0.body) })
            }
        }

        func postMortem() throws -> PostMortem {
            let onset = noon.advanced(bySeconds: -450)
            let window = TimeWindow(from: onset, until: noon)
            let before = TimeWindow(from: noon.advanced(bySeconds: -900), until: onset)
            let deployed = TimeWindow(from: onset.advanced(bySeconds: -60), until: onset.advanced(bySeconds: -59))
            let claims = [
                Claim(
                    "v1.4.2 was deployed", .deployed(version: "v1.4.2", window: deployed),
                    evidence: [try logs.reference.id]),
                Claim(
                    "5 lines like it", .logsMatch(pattern: "<*>", window: window, atLeast: 5),
                    evidence: [try logs.reference.id]),
                Claim(
                    "p99 rose",
                    .metricShifted(
                        name: "latency_p99_ms", before: before,
                        after: TimeWindow(from: noon.advanced(bySeconds: -200), until: noon), ratio: 2),
                    evidence: [try metrics.reference.id]),
            ]
            var story = Story()
            story.moments = [
                "Alert received: latency_spike on checkout", "Root cause: Action: nothing", "Action: rollback",
                "Recovery: recovered in 0.4 s",
            ]
            var value = try JSON.decode(JSONValue.self, from: JSON.encode(try story.postMortem())).object ?? [:]
            let chosen = Hypothesis(
                cause: story.cause, category: "bad_release", service: service, version: "v1.4.2", confidence: 0.91,
                claims: claims, recommendation: .rollback, prevention: "Watch.")
            let lost = Hypothesis(
                cause: "the load is too high", category: "load", service: service, confidence: 0.2, claims: [],
                counterEvidence: [claims[0]], recommendation: .scaleUp, prevention: "Scale.")
            value["hypotheses"] = .array([try json(chosen), try json(lost)])
            value["evidence"] = .array([try json(try logs.reference), try json(try metrics.reference)])
            let receipt = Receipt(
                intent: "i", effect: .applied, driver: "browser", confirmation: "runs v1.4.1",
                inverse: ActionKinds.standard.inverse(of: rollback()), artifacts: artifacts)
            value["receipts"] = .array([try json(receipt)])
            return try JSON.decode(PostMortem.self, from: JSON.encode(JSONValue.object(value)))
        }

        private func json(_ value: some Encodable) throws -> JSONValue {
            try JSON.decode(JSONValue.self, from: try JSON.encode(value))
        }
    }

    private func page(_ sample: Sample = Sample(), images: [ReportImage] = []) throws -> String {
        HTMLReport(try sample.postMortem(), evidence: try sample.bodies, images: images).text
    }

    @Test("what the health signal said goes on where the metrics end")
    func healthSignal() throws {
        var value = try JSON.decode(JSONValue.self, from: JSON.encode(try Sample().postMortem())).object ?? [:]
        let readings: [(Double, JSONValue)] = [(-60, "bad"), (0, "bad"), (1, "unknown"), (2, "good"), (5, "good")]
        value["readings"] = .array(
            readings.map { ["at": .string(noon.advanced(bySeconds: $0.0).description), "status": $0.1] })
        let told = try JSON.decode(PostMortem.self, from: JSON.encode(JSONValue.object(value)))
        let text = HTMLReport(told).text
        #expect(text.contains("1 is good, 0 is bad") && text.contains("health signal rose from about 0 to 1."))
        #expect(Markup.unbalanced(text) == nil)
        let times = text.matches(of: /<text class="tick (?:middle|end)"[^>]*>(..:..:..)</).map { String($0.1) }
        #expect(times.contains("11:59:30") && times.contains("12:00:00"), "to the second: \(times)")
        #expect(!text.contains("class=\"shade\""), "it says by itself when it is bad")
        #expect(try !page().contains("1 is good"), "not where it was not read")
    }

    @Test("what was taken back is marked as such, beside what was done")
    func undoIsMarked() throws {
        let sample = Sample()
        var value = try JSON.decode(JSONValue.self, from: JSON.encode(try sample.postMortem())).object ?? [:]
        var timeline = value["timeline"]?.array ?? []
        for (seconds, kind) in [(30.0, "undo_plan"), (31, "action")] {
            let at = JSONValue.string(noon.advanced(bySeconds: seconds).description)
            timeline.append(["at": at, "kind": .string(kind), "text": "Undo"])
        }
        value["timeline"] = .array(timeline)
        let told = try JSON.decode(PostMortem.self, from: JSON.encode(JSONValue.object(value)))
        let text = HTMLReport(told, evidence: try sample.bodies).text
        #expect(text.contains("class=\"key undo\">undo ") && text.contains("class=\"key action\">action "))
        #expect(text.contains("class=\"mark undo\"") && text.contains(".undo{"))
    }

    @Test("the page tells the whole story, in order")
    func story() throws {
        let text = try page()
        var rest = text[...]
        for title in [
            "Summary", "Impact", "Timeline", "What the metrics show", "Root cause", "Hypotheses that lost", "Actions",
            "What went well, what went wrong", "Prevention", "Evidence",
        ] {
            let range = try #require(rest.firstRange(of: "<h2>\(title)</h2>"), "\(title)")
            rest = rest[range.upperBound...]
        }
        for part in [
            "200 ms → 2,200 ms", "the load is too high", "71 points below", "type=\"checkbox\"", "and 2 more",
            "release v1.4.2 was deployed", "first sign: latency_p99_ms",
            "All 3 claims behind the cause hold over the evidence.", "The alert came 8 min after the first sign",
            "No metrics from dashboard API: no answer.",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(try text.contains(Sample().metrics.reference.id.hex) && text.contains(Sample().logs.reference.id.hex))
    }

    @Test("it is one file: nothing is loaded, run or sent")
    func selfContained() throws {
        let text = try page()
        let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        #expect(text.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">"))
        for word in [
            "<script", "<link", "<iframe", "<form", "http://", "https://", "url(", "@import", " on", "javascript:",
        ] {
            let found = text.ranges(of: word).filter {
                word != " on" || text[$0.upperBound...].prefix(8).contains("=\"")
            }
            #expect(found.isEmpty, "\(word)")
        }
        #expect(text.contains("prefers-color-scheme:dark") && text.contains("@media print"))
    }

    @Test("tags are balanced, ids unique, and every link inside the page leads somewhere")
    func wellFormed() throws {
        let text = try page()
        #expect(Markup.unbalanced(text) == nil)
        let ids = text.matches(of: /id="([^"]+)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        let links = text.matches(of: /href="#([^"]+)"/).map { String($0.1) }
        #expect(links.count > 12)
        for link in links { #expect(ids.contains(link), "#\(link)") }
    }

    @Test("each chart marks release, first sign, alert, action and recovery")
    func charts() throws {
        let text = try page()
        let svg = try #require(text.firstMatch(of: /<figure>.*?(<svg.*?)<\/figure>/)?.1)
        for kind in ["change", "onset", "alert", "action", "recovery"] {
            #expect(svg.contains("class=\"mark \(kind)\""), "\(kind)")
        }
        let labels = svg.matches(of: /<text class="label [^>]*>([^<]*)</).map { String($0.1) }
        for word in ["release v1.4.2", "first sign", "alert", "action", "recovery"] {
            #expect(labels.count { $0.contains(word) } == 1, "\(word) in \(labels)")
        }
        #expect(labels.count < 5, "marks at one place share a label: \(labels)")
        let end = svg.firstMatch(of: /class="mark recovery" x1="([0-9.]+)%"/).flatMap { Double($0.1) }
        #expect(end ?? 100 < 95, "the chart goes on after the recovery")
        #expect(svg.contains("class=\"shade\"") && svg.contains("2,500 ms"))
        let numbers = svg.matches(of: /(?:y|y1|y2)="(-?[0-9.]+)"/).compactMap { Double($0.1) }
        #expect(numbers.count > 10 && numbers.allSatisfy { (0...260).contains($0) })
        let shares = svg.matches(of: /"(-?[0-9.]+)%"/).compactMap { Double($0.1) }
        #expect(shares.count > 10 && shares.allSatisfy { (0...100).contains($0) })
        #expect(svg.matches(of: /class="mark action"/).count <= 2, "what a cause is called is no action")
    }

    @Test("our own words read as words, what would undo it is named, and nothing is said twice")
    func wording() throws {
        let text = try page()
        #expect(text.contains("<h1>Latency spike on checkout</h1>") && text.contains("times are UTC"))
        #expect(text.contains("what would undo it:") && !text.contains("taken back by"))
        let impact = try #require(text.firstMatch(of: /<section id="impact">(.*?)<\/section>/.dotMatchesNewlines())?.1)
        let items = impact.matches(of: /<li>(.*?)<\/li>/).map { String($0.1) }
        #expect(Set(items).count == items.count && !items.joined().contains("latency_spike"))
    }

    @Test("a run that ends unverified says how to undo what stays")
    func undoOfUnverified() throws {
        let story = try Sample().postMortem()
        var value = try JSON.decode(JSONValue.self, from: JSON.encode(story)).object ?? [:]
        value["outcome"] = "unverified"
        value["place"] = ["OPERATIONS_DASHBOARD_URL": "http://d"]
        let unverified = try JSON.decode(PostMortem.self, from: JSON.encode(JSONValue.object(value)))
        for text in [HTMLReport(unverified).text, MarkdownReport(unverified).text] {
            #expect(text.contains("To undo it:") && text.contains("http://d/api/services/checkout/rollback"))
        }
        #expect(!MarkdownReport(story).text.contains("To undo it:"))
    }

    @Test("samples that are no numbers, one sample, none, and very many do no harm", arguments: [0, 1, 2, 5000])
    func oddSeries(count: Int) throws {
        var values = [Double](repeating: 0, count: count)
        if count > 1 { values[0] = .nan }
        if count > 4000 { values[4000] = 99 }
        let times = (0..<count).map { noon.advanced(bySeconds: Double($0 - count)) }
        let series = MetricSeries(name: "m", unit: "", times: times, values: values)
        let sample = Sample()
        let id = try sample.metrics.reference.id
        let text = HTMLReport(try sample.postMortem(), evidence: [id: .metrics([series])]).text
        #expect(Markup.unbalanced(text) == nil && !text.contains("nan"))
        #expect(text.contains("<path") == (count > 0))
        #expect(text.utf8.count < 60_000)
        if count > 4000 { #expect(text.contains("after 99 at "), "a spike is not lost") }
    }

    @Test("a timeline across midnight says which day")
    func midnight() throws {
        var value = try JSON.decode(JSONValue.self, from: JSON.encode(try Sample().postMortem())).object ?? [:]
        #expect(try page().contains("<p class=\"meta\">\(noon.wholeSeconds.prefix(10)), UTC;"))
        let alert = try #require(Instant("2026-11-28T00:02:13Z"))
        value["timeline"] = .array(
            [("alert", "Alert received", 0.0), ("action", "Action: rollback", -200)].map {
                [
                    "at": .string(alert.advanced(bySeconds: $0.2).description), "kind": .string($0.0),
                    "text": .string($0.1),
                ]
            })
        value["hypotheses"] = []
        let text = HTMLReport(try JSON.decode(PostMortem.self, from: JSON.encode(JSONValue.object(value)))).text
        #expect(text.contains("<p class=\"meta\">UTC; + counts from the alert.</p>"))
        for day in ["2026-11-27", "2026-11-28"] {
            #expect(text.contains("<small>\(day)</small><time datetime=\"\(day)"), "\(day)")
        }
    }

    @Test("what stays low is no impact, and an action that was not carried out is no success")
    func onlyTrouble() throws {
        let window = TimeWindow(from: noon.advanced(bySeconds: -60), until: noon)
        let calm = Claim(
            "cpu stays low", .metricAtMost(name: "cpu", window: window, value: 0.5), evidence: [Digest(of: "m")])
        let cause = Hypothesis(
            cause: Story().cause, category: "load", service: "checkout", confidence: 0.9, claims: [calm],
            recommendation: .rollback, prevention: "Watch.")
        var value = try JSON.decode(JSONValue.self, from: JSON.encode(try Story().postMortem())).object ?? [:]
        value["hypotheses"] = .array([try JSON.decode(JSONValue.self, from: try JSON.encode(cause))])
        func text() throws -> String {
            HTMLReport(try JSON.decode(PostMortem.self, from: JSON.encode(JSONValue.object(value)))).text
        }
        let impact = try #require(try text().firstMatch(of: /(?s)<section id="impact">.*?<\/section>/)?.0)
        #expect(!impact.contains("cpu stays low"))
        #expect(try text().contains("The first action came"))
        value["receipts"] = []
        #expect(try !text().contains("The first action came"))
    }

    @Test("a wide table can be scrolled by keyboard")
    func tables() throws {
        let box = "<div class=\"scroll\" role=\"group\" aria-label=\"metrics\" tabindex=\"0\"><table>"
        #expect(try page().contains(box))
    }

    @Test("what was refused is shown with what differed")
    func refused() throws {
        let picture = Artifact(name: "refusal", mediaType: "image/png", path: "/none.png", at: noon)
        let refusal = try JSON.decode(
            JSONValue.self, from: JSON.encode(PostMortem.Refused(reason: "v1.4.3 <runs>", artifacts: [picture])))
        let postMortem = try Story(outcome: .failed, seconds: nil, refusals: [refusal]).postMortem()
        let images = ReportImage.load(postMortem.receipts, postMortem.refusals)
        #expect(images.map(\.note) == ["v1.4.3 <runs>"])
        let text = HTMLReport(postMortem, images: images).text
        #expect(
            text.contains("<strong>not carried out</strong>: v1.4.3 &lt;runs&gt; (<a href=\"#screenshots\">picture"))
        #expect(text.contains("<strong>What differed:</strong> v1.4.3 &lt;runs&gt;</figcaption>"))
        #expect(text.contains("This picture is not available any more.") && Markup.unbalanced(text) == nil)
    }

    @Test(
        "hostile text is inert wherever it comes from",
        arguments: [
            "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='alert(1)",
            "</pre></section></body>",
            "<!--", "]]>", "&lt;b&gt;", "</style><script>", "\u{1B}[31mred", "a\u{202E}b\u{200B}c\u{2066}d\u{061C}",
            "a\u{0}b\r\nc",
            "x<\u{301}y>", "<\u{E0001}b>",
        ])
    func hostile(evil: String) throws {
        let calm = Markup.tags(try page(Sample(message: "calm", service: "calm")))
        var sample = Sample(message: evil, service: evil)
        sample.artifacts = [Artifact(name: evil, mediaType: "image/png", path: "/none", at: noon)]
        let story = Story(cause: evil, action: evil, prevention: evil, reason: evil, notes: [.string(evil)])
        for text in [
            try page(sample), HTMLReport(try story.postMortem()).text,
            try page(sample, images: [ReportImage(name: evil, at: noon, bytes: nil)]),
        ] {
            #expect(Markup.unbalanced(text) == nil)
            #expect(!text.contains("<script") && !text.contains("<img") && !text.contains("<!--"))
            for scalar in text.unicodeScalars {
                let isPlain = scalar == "\n" || scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)
                let turns: [ClosedRange<UInt32>] = [
                    0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xE0000...0xE007F,
                ]
                #expect(isPlain && !turns.contains { $0.contains(scalar.value) } && scalar.value != 0x61C)
            }
        }
        #expect(Markup.tags(try page(sample)) == calm)
    }
}
