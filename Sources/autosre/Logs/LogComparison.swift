import AutoSRECore
import LogMining

/// What is new, gone, surged or faded in one log against another, errors that came or grew first.
struct LogComparison {
    private let shifts: [TemplateShift]
    private let mined: MinedTemplates

    /// - Parameters:
    ///   - mined: the templates of both logs.
    ///   - before: how many lines of the first each form's number stands for.
    ///   - total: the same of both.
    init(_ mined: MinedTemplates, before: [Int], total: [Int]) {
        self.mined = mined
        let early = mined.sums(before + Array(repeating: 0, count: total.count - before.count))
        let all = mined.sums(total)
        let lines = (before: Double(early.reduce(0, +)), after: Double(all.reduce(0, +) - early.reduce(0, +)))
        shifts = TemplateShift.ranked(
            mined.templates.indices.map { index in
                let text = mined.templates[index].text
                return TemplateShift(
                    template: index + 1, before: early[index], after: all[index] - early[index],
                    severity: LogEvidence.effective(LogSeverity(line: Array(text.utf8).span), text), exposure: lines)
            })
    }

    /// For people.
    var rows: [String] {
        guard !shifts.isEmpty else { return ["Nothing is new, gone, surged or faded."] }
        let head = ["CHANGE", "BEFORE", "AFTER", "DEVIATION", "SEVERITY", "TEMPLATE"]
        return Table.rows(
            [head]
                + shifts.map { shift in
                    [
                        shift.kind.rawValue, String(shift.before), String(shift.after), Self.tenths(shift.deviation),
                        "\(shift.severity)", String(text(of: shift).prefix(Self.longest)).printable,
                    ]
                })
    }

    /// For programs.
    var objects: [JSONValue] {
        shifts.enumerated().map { rank, shift in
            [
                "schema": .integer(Int64(JSONLines.schema)), "type": "template_shift",
                "rank": .integer(Int64(rank + 1)), "change": .string(shift.kind.rawValue),
                "before": .integer(Int64(shift.before)), "after": .integer(Int64(shift.after)),
                "deviation": .number((shift.deviation * 10).rounded() / 10), "severity": .string("\(shift.severity)"),
                "template": .string(text(of: shift)),
            ]
        }
    }

    /// Characters of a template that a terminal shows.
    private static let longest = 300

    private func text(of shift: TemplateShift) -> String { mined.templates[shift.template - 1].text }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value.magnitude * 10).rounded())
        return (value < 0 ? "-" : "") + "\(tenths / 10).\(tenths % 10)"
    }
}
