/// Steps of requests, as tracing has them.
public struct Traces: EvidenceContent {
    /// The kind's word.
    public static let kind = EvidenceKind.traces
    /// The steps.
    public let spans: SpanColumns

    /// Wraps spans.
    public init(_ spans: SpanColumns) { self.spans = spans }

    /// Reads columns (`traces/1`).
    public init(encoded bytes: [UInt8]) throws { spans = try SpanColumns(encoded: bytes) }
    /// Columns.
    public func encoded() -> [UInt8] { spans.encoded() }

    /// Names of services and operations; numbers of requests are texts too.
    public func cleaned(by texts: inout some TextCleaner) throws -> Traces {
        let clean = try texts.lines(spans.texts) { _ in "" }
        return Traces(
            SpanColumns(texts: clean, fields: spans.fields, starts: spans.starts, durations: spans.durations))
    }

    /// How many there are, and how many failed.
    public var summary: String {
        let failed = spans.indices.count { spans.text(.status, of: $0) == SpanStatus.error.rawValue }
        return spans.count.counted("span") + (failed > 0 ? ", \(failed) failed" : "")
    }

    /// Where the time goes: each step's number, failures, and longest time, the longest first.
    public var exhibits: [Exhibit] {
        let rows = steps.prefix(20).map { step in
            [
                Exhibit.Cell.text(step.service), .text(step.operation), .text("\(step.count)"), .text("\(step.failed)"),
                .text(Figure.text((Double(step.longest) / 1e6).rounded(), "ms")),
            ]
        }
        return [.table(name: "steps", columns: ["service", "operation", "times", "failed", "longest"], rows: rows)]
    }

    private struct Step {
        let service, operation: String
        var count = 0
        var failed = 0
        var longest = Int64(0)
    }

    private var steps: [Step] {
        var steps: [[Int32]: Step] = [:]
        for row in spans.indices {
            let base = row * SpanColumns.Field.count
            let key = [SpanColumns.Field.service, .operation].map { spans.fields[base + $0.rawValue] }
            var step =
                steps[key] ?? Step(service: spans.text(.service, of: row), operation: spans.text(.operation, of: row))
            step.count += 1
            if spans.text(.status, of: row) == SpanStatus.error.rawValue { step.failed += 1 }
            step.longest = max(step.longest, spans.durations[row])
            steps[key] = step
        }
        return steps.values.sorted { ($0.longest, $1.service, $1.operation) > ($1.longest, $0.service, $0.operation) }
    }

    /// Texts and numbers.
    public var roughBytes: Int { spans.texts.bytes.count + 40 * spans.count + 256 }
}
