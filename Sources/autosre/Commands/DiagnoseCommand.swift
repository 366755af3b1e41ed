import AutoSRECore
import AutoSREPlatform
import RootCause

/// `autosre diagnose --case DIR`: what broke, where, when it began and which change did it, of a folder of evidence.
struct DiagnoseCommand: Command {
    static let specification = Specification(
        name: "diagnose", summary: "Rank the root causes of an incident from a folder of its evidence",
        details: [
            "DIR holds case.json and any of metrics.csv, logs.csv, traces.csv, deployments.json, topology.json and events.csv",
            "(docs/evidence-engine.md has their columns). Nothing is asked of any system, and no model takes part. The answer",
            "ranks every candidate; where the evidence accuses nobody it says so. On a terminal it is a page to read, else",
            "JSON; autosre verify evaluates each claim again.",
        ],
        options: [
            .init(name: "--case", value: "DIR", help: "the folder"),
            .init(name: "--output", value: "FILE.json", help: "the answer as JSON; - prints it"),
            .init(name: "--incident-time", value: "UNIX", help: "when the incident was noticed, in seconds since 1970"),
            .init(name: "--threads", value: "N", help: "how many threads work (default: the machine's, at most 4)"),
            .init(name: "--no-llm", help: "no model takes part, as always here"),
        ],
        examples: [
            .init(line: "autosre diagnose --case case-1", what: "the ranking, with what speaks for each"),
            .init(line: "autosre diagnose --case case-1 --output answer.json", what: "the same for programs"),
        ], exitCodes: ExitCode.Meaning.files)

    private let folder: String
    private let output: String?
    private let incidentTime: Double?
    private let threads: Int

    init(_ arguments: Arguments) throws(UsageError) {
        guard let folder = arguments.value("--case") else { throw arguments.error("--case is missing") }
        (self.folder, output) = (folder, arguments.value("--output"))
        threads = try arguments.number("--threads", 1...64, default: min(4, Host.processors))
        incidentTime = try arguments.value("--incident-time").map { text throws(UsageError) in
            guard let time = Double(text), time.isFinite, time >= 0, time < 1e12 else {
                throw arguments.error("--incident-time takes seconds since 1970, not '\(text)'")
            }
            return time
        }
    }

    func run(_ console: Console) async throws -> ExitCode {
        let begun = SystemClock.monotonicSeconds()
        let files = try CaseFolder.read(folder)
        // Beside the analysis, of the bytes that it works on: an answer cites what it was made of.
        async let digests = CaseFolder.digests(of: files)
        let evidence = try await CaseEvidence.read(files, threads: threads, incidentTime: incidentTime)
        let read = SystemClock.monotonicSeconds()
        let diagnosis = await Diagnosis.make(evidence, threads: threads)
        let done = SystemClock.monotonicSeconds()
        let timing = [(key: "read", milliseconds: (read - begun) * 1000), ("analyse", (done - read) * 1000)]
        let answer = diagnosis.json(timing: timing, digests: await digests).text
        if let output, output != "-" {
            try Files.writeThrough(output, Array((answer + "\n").utf8))
        } else if output == nil, StandardStreams.outputIsTerminal {
            let page = CausePage(diagnosis, evidence, times: console.times, width: console.width ?? 80)
            for line in page.lines { console.line(line) }
        } else {
            console.json(answer)
        }
        return .success
    }
}
