import AutoSREIntegrations
import AutoSRECore

/// The forms in which a post-mortem can be had.
enum ReportForm: String, CaseIterable, Sendable {
    /// For people.
    case markdown
    /// For people, as one web page with charts.
    case html
    /// For programs: docs/json-output.md.
    case json
    /// The message that Slack would get.
    case slack

    /// The form that a file's ending says; nil where it says none of ours.
    init?(file path: String) {
        let name = path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
        guard let dot = name.lastIndex(of: ".") else { return nil }
        switch name[dot...].lowercased() {
        case ".html", ".htm": self = .html
        case ".md", ".markdown", ".mdown", ".mkd": self = .markdown
        case ".json": self = .json
        default: return nil
        }
    }

    /// It in words.
    var words: String {
        switch self {
        case .markdown: "Markdown"
        case .html: "HTML"
        case .json: "JSON"
        case .slack: "Slack's message"
        }
    }

    /// The post-mortem in this form, with a line break at the end.
    /// - Parameter folder: where it will lie; empty for the working directory.
    func text(_ postMortem: PostMortem, _ material: ReportMaterial, in folder: String = "") throws -> String {
        switch self {
        case .html:
            HTMLReport(postMortem, evidence: material.bodies, images: material.images).text
        case .markdown: MarkdownReport(postMortem, in: folder).text
        case .json: try JSONReport(postMortem).text()
        case .slack: try Self.slack(SlackMessage(postMortem, isRepeat: false))
        }
    }

    private static func slack(_ message: SlackMessage) throws -> String {
        let body: JSONValue = [
            "text": .string(message.text), "blocks": .array(message.blocks), "metadata": message.metadata,
        ]
        return try JSON.text(body, pretty: true) + "\n"
    }
}
