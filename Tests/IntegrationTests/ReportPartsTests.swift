import AutoSREIntegrations
import AutoSRECore
import AutoSRETesting
import Foundation
import Testing

@Suite("Parts of reports", .timeLimit(.minutes(1)))
struct ReportPartsTests {
    private static let png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2])

    private func receipt(_ path: String, _ type: String = "image/png") -> Receipt {
        Receipt(
            intent: "i", effect: .applied, driver: "browser", confirmation: "c", inverse: nil,
            artifacts: [Artifact(name: "before the click", mediaType: type, path: path, at: noon)])
    }

    @Test("screenshots are in the page itself", arguments: [0, 1, 2])
    func screenshots(extra: Int) throws {
        let folder = try Folder()
        let bytes = Self.png + Data(repeating: 0xAB, count: extra)
        try folder.write("a.png", bytes)
        let images = ReportImage.load([
            receipt(folder.path + "/a.png"), receipt(folder.path + "/log.txt", "text/plain"),
        ])
        #expect(images.count == 1)
        let text = HTMLReport(try Story().postMortem(), images: images).text
        #expect(text.contains("src=\"data:image/png;base64,\(bytes.base64EncodedString())\""))
        #expect(text.contains("before the click · <time") && text.contains("<h2>Screenshots</h2>"))
    }

    @Test("how bad it is stands beside the alert, where its source says so")
    func severity() throws {
        func pages(_ severity: String?) throws -> (markdown: String, html: String) {
            var story = Story()
            story.severity = severity
            let postMortem = try story.postMortem()
            return (MarkdownReport(postMortem).text, HTMLReport(postMortem).text)
        }
        let (graded, plain) = (try pages("sev<2>"), try pages(nil))
        #expect(graded.markdown.contains("- **Alert:** latency spike, sev"))
        #expect(graded.html.contains("<span class=\"meta\">sev&lt;2&gt; · "))
        #expect(plain.markdown.contains("- **Alert:** latency spike\n"))
        #expect(plain.html.contains("<span class=\"meta\"><time"))
    }

    @Test("a picture that is gone, too big, a folder or no picture is named and not shown")
    func noScreenshot() throws {
        let folder = try Folder()
        try folder.write("page.png", "<svg onload=alert(1)>")
        try folder.write("big.png", Self.png + Data(count: 2 << 20))
        let paths = ["none.png", "page.png", "big.png", ""].map { "\(folder.path)/\($0)" }
        let images = ReportImage.load(paths.map { receipt($0) })
        #expect(images.count == 4)
        let text = HTMLReport(try Story().postMortem(), images: images).text
        #expect(!text.contains("<img") && text.matches(of: /not available any more/).count == 4)
    }

    @Test("pictures are bounded in number and in all")
    func bounded() throws {
        let folder = try Folder()
        try folder.write("a.png", Self.png + Data(count: (2 << 20) - 16))
        let images = ReportImage.load((0..<20).map { _ in receipt(folder.path + "/a.png") })
        #expect(images.count == 12)
        #expect(images.compactMap(\.bytes).count == 4)
    }

    @Test("a proof shows the deciding lines and figures")
    func proof() throws {
        let window = TimeWindow(from: noon, until: noon.advanced(bySeconds: 10))
        let lines = (0..<4).map {
            LogLine(at: noon.advanced(bySeconds: Double($0) * 3), message: "heap is \($0) % full")
        }
        let series = MetricSeries(
            name: "m", unit: "1/s", times: [noon, noon.advanced(bySeconds: 20)], values: [1, 1234.5])
        let (logs, metrics) = (Digest(of: "l"), Digest(of: "m"))
        let bodies: [EvidenceID: EvidenceBody] = [
            logs: .logs(lines + [LogLine(at: noon, message: "x")]), metrics: .metrics([series]),
        ]
        let lineClaim = Claim(
            "c", .logsMatch(pattern: "heap is <*> % full", window: window, atLeast: 1), evidence: [logs])
        let proof = ClaimProof(of: lineClaim, in: bodies, limit: 2)
        #expect(proof.count == 4 && proof.lines == Array(lines.prefix(2)) && proof.figures.isEmpty)
        let later = TimeWindow(from: noon.advanced(bySeconds: 11), until: noon.advanced(bySeconds: 30))
        let shift = Claim("c", .metricShifted(name: "m", before: window, after: later, ratio: 2), evidence: [metrics])
        #expect(ClaimProof(of: shift, in: bodies).figures == "1 /s → 1,235 /s")
        #expect(ClaimProof(of: shift, in: [:]) == ClaimProof(of: lineClaim, in: [:]))
    }

    @Test("our own words read as words in the evidence too")
    func humanWords() throws {
        let reference = try Evidence(
            .alert(Incident(id: "i", service: "s", type: .latencySpike, detectedAt: noon, payload: .object([:]))),
            service: "checkout", source: "alert", collectedAt: noon, summary: "latency_spike on checkout"
        ).reference
        var value = try JSON.decode(JSONValue.self, from: JSON.encode(try Story().postMortem())).object ?? [:]
        value["evidence"] = .array([try JSON.decode(JSONValue.self, from: JSON.encode(reference))])
        let told = try JSON.decode(PostMortem.self, from: JSON.encode(JSONValue.object(value)))
        for text in [HTMLReport(told).text, MarkdownReport(told).text] {
            #expect(text.contains("latency spike on checkout") && !text.contains("latency_spike"))
        }
    }

    @Test("a post-mortem without anything still makes a page")
    func empty() throws {
        let text = HTMLReport(try Story(outcome: nil, seconds: nil, moments: []).postMortem()).text
        #expect(Markup.unbalanced(text) == nil && text.contains("running"))
        #expect(text.contains("Its body is not here"))
    }
}
