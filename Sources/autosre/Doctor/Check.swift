import AutoSRECore
import AutoSREEngine

/// What one look at a configured part found, and what to do about it.
struct Check: Sendable, Hashable {
    /// How bad it is.
    enum Status: String, Sendable {
        /// It works.
        case ok
        /// A run works without it, but less well than it could.
        case warn
        /// A run needs it.
        case fail
    }

    /// The part.
    let name: String
    /// How bad it is.
    let status: Status
    /// What was found.
    let detail: String
    /// What to do; empty where nothing is to be done.
    var advice = ""

    /// It works.
    static func ok(_ name: String, _ detail: String) -> Check { Check(name: name, status: .ok, detail: detail) }

    /// It works, as far as it was looked at: `unchecked` says what was not.
    static func ok(_ name: String, _ detail: String, unchecked: String) -> Check {
        .ok(name, "\(detail); not checked: \(unchecked)")
    }

    /// It could be better.
    static func warn(_ name: String, _ detail: String, do advice: String) -> Check {
        Check(name: name, status: .warn, detail: detail, advice: advice)
    }

    /// A run needs it.
    static func fail(_ name: String, _ detail: String, do advice: String) -> Check {
        Check(name: name, status: .fail, detail: detail, advice: advice)
    }

    /// The check without secrets.
    func safe(_ redactor: Redactor) -> Check {
        Check(
            name: name, status: status, detail: redactor.safe(detail, upTo: Self.longestText),
            advice: redactor.safe(advice, upTo: Self.longestText))
    }

    /// Bytes of a text that are shown.
    private static let longestText = 1 << 10

    /// The check for people: a line, and another for what to do.
    var lines: [Line] {
        let style: Style =
            switch status {
            case .ok: .green
            case .warn: .yellow
            case .fail: .red
            }
        let head = status.rawValue + String(repeating: " ", count: 6 - status.rawValue.count)
        let title = name + String(repeating: " ", count: max(1, 12 - name.count))
        var lines = [Line(spans: [Span(head, style), Span(title, .bold), Span(detail)], hasColumns: false)]
        if !advice.isEmpty { lines.append(Line(spans: [Span("→ \(advice)")], indent: 18, hasColumns: false)) }
        return lines
    }

    /// The check for programs: docs/json-output.md.
    func json() throws -> String {
        try JSON.text(
            [
                "schema": .integer(Int64(JSONLines.schema)), "type": "check", "name": .string(name),
                "status": .string(status.rawValue), "detail": .string(detail), "advice": .string(advice),
            ] as JSONValue)
    }
}
