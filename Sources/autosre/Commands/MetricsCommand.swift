import AutoSRECore
import AutoSREPlatform
import RootCause

/// `autosre metrics changepoints`: where the series of a file enter new regimes.
struct MetricsCommand: Command {
    static let specification = Specification(
        name: "metrics", summary: "Find where series of metrics enter a new regime",
        details: [
            "autosre metrics changepoints reads a CSV file with a header of names, a row for each moment and a column for each",
            "series; the first column may be time. An empty field or nan is missing; a counter is read as its growth. The",
            "answer names, for each series, the rows (the first is 0) at which another level, spread or slope begins and",
            "lasts for five values or more. Lone peaks, seasons that are there three times, drifts and restarts of counters",
            "are none. docs/metrics.md says how it works and what it cannot do.",
        ],
        options: [
            .init(name: "--input", value: "FILE.csv", help: "the series; - reads standard input"),
            .init(
                name: "--output", value: "FILE.json",
                help: "the answer as JSON, {\"series\":{\"NAME\":[ROW,…]}}; - prints it"),
            .init(name: "--threads", value: "N", help: "how many threads work (default: the machine's, at most 4)"),
        ],
        operands: [.init(name: "changepoints", isRequired: true)],
        examples: [
            .init(
                line: "autosre metrics changepoints --input metrics.csv",
                what: "which series changed, and at which rows"),
            .init(
                line: "autosre metrics changepoints --input - --output -",
                what: "the same of a stream, for programs"),
        ], exitCodes: ExitCode.Meaning.files)

    private let input: String
    private let output: String?
    private let threads: Int

    init(_ arguments: Arguments) throws(UsageError) {
        guard arguments.operands.first == "changepoints" else {
            throw arguments.error("unknown word '\(arguments.operands.first ?? "")'; changepoints is expected")
        }
        guard let input = arguments.value("--input") else { throw arguments.error("--input is missing") }
        (self.input, output) = (input, arguments.value("--output"))
        threads = try arguments.number("--threads", 1...64, default: min(4, Host.processors))
        let written = output.flatMap { Files.isRegularFile($0) ? Files.identity(of: $0) : nil }
        guard written == nil || written != Files.identity(of: input) else {
            throw arguments.error("\(input) would be overwritten: name another file")
        }
    }

    func run(_ console: Console) async throws -> ExitCode {
        let (series, gaps) = try MetricsReading.read(input)
        let rows = await MetricsReading.changePoints(series, threads: threads)
        for gap in gaps { console.log("Not read: \(gap)") }
        let found = Dictionary(uniqueKeysWithValues: zip(series.map(\.name), rows))
        let answer = try JSON.text(["series": found])
        if let output, output != "-" {
            try Files.writeThrough(output, Array((answer + "\n").utf8))
        } else if output == nil, StandardStreams.outputIsTerminal {
            for line in Self.page(series.map(\.name), rows) { console.line(line) }
        } else {
            console.json(answer)
        }
        return .success
    }

    /// What a person reads: the series that changed.
    static func page(_ names: [String], _ rows: [[Int]]) -> [String] {
        let changed = zip(names, rows).filter { !$1.isEmpty }
        let lines = changed.map { "\($0): \($1.map(String.init).joined(separator: ", "))" }
        let count = "\(changed.count) of \(names.count.counted("series", "series")) changed"
        return (lines.isEmpty ? [] : ["New regimes begin at rows (the first is 0):"] + lines) + [count]
    }
}
