public import AutoSRECore
import AutoSREWeb

/// A post-mortem as one self-contained web page: style and charts inside, no script, nothing from anywhere else, so
/// that it can be mailed, archived and opened offline. Pure. Text from alerts, logs or models is inert in it.
public struct HTMLReport: Sendable {
    let postMortem: PostMortem
    let bodies: [EvidenceID: EvidenceBody]
    let images: [ReportImage]
    /// What a person types to undo what stays although nobody knows whether it helped.
    let undoCommands: [String]
    /// The hypothesis that was acted on, or believed.
    let chosen: Hypothesis?
    /// The moments that every chart shows.
    let marks: [ReportMark]

    /// Makes a report.
    /// - Parameters:
    ///   - evidence: the bodies of what the post-mortem cites, as the evidence store has them; missing ones are named.
    ///   - images: the drivers' screenshots, in time order.
    public init(
        _ postMortem: PostMortem, evidence: [EvidenceID: EvidenceBody] = [:], images: [ReportImage] = []
    ) {
        undoCommands = UndoCommand.commands(for: postMortem)
        (self.postMortem, bodies, self.images) = (postMortem, evidence, images)
        chosen = postMortem.hypotheses.first { $0.cause == postMortem.rootCause }
        marks = ReportMark.marks(of: postMortem, chosen: chosen)
    }

    /// The document; ends in a newline.
    public var text: String {
        var lines = head
        lines += header + navigation + ["<main>"]
        for section in sections { lines += section.html }
        lines += ["</main>"] + footer + ["</body>", "</html>"]
        return lines.joined().text + "\n"
    }

    /// A part of the page; one without a body is left out.
    struct Section {
        let id: String
        let title: String
        let body: [HTML]

        var html: [HTML] {
            ["<section id=\"\(id)\">", "<h2>\(title)</h2>"] + body + ["</section>"]
        }
    }

    private var sections: [Section] {
        let all = [
            Section(id: "summary", title: "Summary", body: summary),
            Section(id: "impact", title: "Impact", body: impact),
            Section(id: "timeline", title: "Timeline", body: timeline),
            Section(id: "charts", title: "What the metrics show", body: charts),
            Section(id: "cause", title: "Root cause", body: rootCause),
            Section(id: "others", title: "Hypotheses that lost", body: otherHypotheses),
            Section(id: "actions", title: "Actions", body: actions),
            Section(id: "screenshots", title: "Screenshots", body: screenshots),
            Section(id: "lessons", title: "What went well, what went wrong", body: lessons),
            Section(id: "prevention", title: "Prevention", body: prevention),
            Section(id: "evidence", title: "Evidence", body: evidence),
        ]
        return all.filter { !$0.body.isEmpty }
    }

    /// Nothing may be loaded or run, whatever got into the page: https://www.w3.org/TR/CSP3/.
    private static let policy: HTML = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

    private var head: [HTML] {
        [
            "<!DOCTYPE html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">",
            "<meta http-equiv=\"Content-Security-Policy\" content=\"\(Self.policy)\">",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
            "<meta name=\"color-scheme\" content=\"light dark\">", "<meta name=\"referrer\" content=\"no-referrer\">",
            "<title>Post-mortem \(HTML.line(postMortem.incidentID, limit: 100))</title>",
            "<style>\(HTML(trusted: HTMLStyle.sheet))</style>", "</head>", "<body>",
        ]
    }

    private var header: [HTML] {
        let incident = HTML.line(postMortem.incidentID, limit: 100)
        let start: HTML = postMortem.timeline.first.map { HTML.time($0.at, $0.at.wholeSeconds) } ?? ""
        let run = HTML.line(postMortem.run.text, limit: 100)
        let severity = postMortem.severity.map { HTML.line($0.rawValue, limit: 100) + " · " } ?? ""
        return [
            "<header>", "<p class=\"eyebrow\">Post-mortem · \(incident)</p>",
            "<h1>\(HTML.line(HumanText.title(postMortem.type))) on \(HTML.line(postMortem.serviceWords, limit: 200))</h1>",
            "<p>\(nature)<span class=\"badge \(tone)\">\(HumanText.words(outcome))</span> "
                + "<span class=\"meta\">\(severity)\(start) · \(run) · times are UTC</span></p>",
            "</header>",
        ]
    }

    /// What is made up says so before anything else.
    private var nature: HTML {
        postMortem.isSimulated ? "<span class=\"badge open\">simulated evidence</span> " : ""
    }

    private var navigation: [HTML] {
        let links: [HTML] = sections.map { "<a href=\"#\($0.id)\">\($0.title)</a>" }
        return ["<nav aria-label=\"Sections\">"] + links + ["</nav>"]
    }

    private var footer: [HTML] {
        ["<footer><p>Made by AutoSRE from the journal of this run and from nothing else. Times are UTC.</p></footer>"]
    }

    var outcome: String { postMortem.outcomeWord }

    private var tone: String {
        guard let outcome = postMortem.outcome else { return "open" }
        return outcome.isSuccess ? "good" : "bad"
    }
}
