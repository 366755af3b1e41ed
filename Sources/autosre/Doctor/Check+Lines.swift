import AutoSRECore
import AutoSREEngine

extension Check {
    /// The check of a system by its name, where there may be several.
    func of(_ system: String?) -> Check {
        guard let system else { return self }
        return Check(name: "\(system).\(name)", status: status, detail: detail, advice: advice)
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
