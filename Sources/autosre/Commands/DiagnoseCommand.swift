import AutoSREAnalysis
import AutoSRECore
import AutoSREPlatform
import RootCause

/// `autosre diagnose --case DIR` and `autosre diagnose RUN`: what broke, where, when it began and which change did it,
/// of a folder of evidence or of what a run had gathered.
struct DiagnoseCommand: Command {
    static let specification = Specification(
        name: "diagnose", summary: "Rank the root causes of an incident from a folder of its evidence, or of a run",
        details: [
            "DIR holds case.json and any of metrics.csv, logs.csv, traces.csv, deployments.json, topology.json and events.csv",
            "(docs/evidence-engine.md has their columns). RUN is an incident's or a run's ID: what it had gathered before anything",
            "was touched is read as it is kept; the run's own diagnosis is another engine's, and this one a second opinion.",
            "Nothing is asked of any system, and no model takes part. The answer ranks every candidate; where the evidence",
            "accuses nobody it says so. On a terminal it is a page to read, else JSON; autosre verify evaluates each claim again.",
        ],
        options: [
            .init(name: "--case", value: "DIR", help: "the folder"),
            .init(name: "--output", value: "FILE.json", help: "the answer as JSON; - prints it"),
            .init(name: "--incident-time", value: "UNIX", help: "when the incident was noticed, in seconds since 1970"),
            .init(name: "--threads", value: "N", help: "how many threads work (default: the machine's, at most 4)"),
            .init(name: "--no-llm", help: "no model takes part, as always here"),
        ],
        operands: [.init(name: "RUN", isRequired: false)],
        examples: [
            .init(line: "autosre diagnose --case case-1", what: "the ranking, with what speaks for each"),
            .init(line: "autosre diagnose --case case-1 --output answer.json", what: "the same for programs"),
            .init(line: "autosre diagnose run-5f0c11aa", what: "over what this run had gathered"),
        ], exitCodes: ExitCode.Meaning.files)

    private enum Subject: Sendable {
        case folder(String)
        case run(String)
    }

    private let subject: Subject
    private let output: String?
    private let incidentTime: Double?
    private let threads: Int

    init(_ arguments: Arguments) throws(UsageError) {
        switch (arguments.value("--case"), arguments.operands.first) {
        case (let folder?, nil): subject = .folder(folder)
        case (nil, let run?): subject = .run(run)
        case (nil, nil): throw arguments.error("--case is missing")
        default: throw arguments.error("--case and a RUN exclude each other")
        }
        output = arguments.value("--output")
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
        guard let found = try await material(console) else { return .failure }
        // Beside the analysis, of the bytes that it works on: an answer cites what it was made of.
        async let digests = CaseFolder.digests(of: found.files)
        let evidence = found.evidence
        let read = SystemClock.monotonicSeconds()
        let diagnosis = await RootCause.Diagnosis.make(evidence, threads: threads)
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
        return found.end
    }

    /// What is diagnosed, and how the command ends then.
    private struct Material {
        /// The bytes of a folder; none of a run, whose evidence has digests of its own.
        var files = CaseFiles()
        let evidence: CaseEvidence
        var end = ExitCode.success
    }

    /// Reads it; nil where nothing is there to be read, which was said.
    private func material(_ console: Console) async throws -> Material? {
        switch subject {
        case .folder(let folder):
            let files = try CaseFolder.read(folder)
            let evidence = try await CaseEvidence.read(files, threads: threads, incidentTime: incidentTime)
            return Material(files: files, evidence: evidence)
        case .run(let id):
            let found = try await RunFinder(console, command: Self.specification.name).find(id)
            let known = try await RunContents(of: found)
            guard !known.pieces.isEmpty else {
                console.complain("no evidence of \(found.run) is there any more")
                return nil
            }
            var evidence = known.contents.evidence(id: found.run.text)
            for lost in known.lost { evidence.gaps.append("\(lost.summary) is not there any more") }
            if let incidentTime {
                (evidence.incidentTime, evidence.windowEnd) = (incidentTime, max(evidence.windowEnd, incidentTime))
            }
            return Material(evidence: evidence, end: found.exitCode)
        }
    }
}
