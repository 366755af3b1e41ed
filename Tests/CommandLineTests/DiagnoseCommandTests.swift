import AutoSRECore
import AutoSREPlatform
import Foundation
import Testing

@testable import autosre

/// `autosre diagnose` and `autosre verify` over a folder.
@Suite(.timeLimit(.minutes(1))) struct DiagnoseCommandTests {
    private let folder = NSTemporaryDirectory() + "autosre-case-\(UUID().uuidString)"

    /// Ten calm minutes and two in which `pay` takes its time; `shop` only waits for it.
    private func makeCase() throws {
        try Files.createDirectories(folder)
        func write(_ name: String, _ text: String) throws { try Files.write("\(folder)/\(name)", Array(text.utf8)) }
        try write("case.json", #"{"id": "c1", "incident_time": 1700000660, "window_end": 1700000720}"#)
        var (metrics, random) = ("time,pay|cpu,shop|cpu,cart|cpu\n", SplitMix64(state: 7))
        for step in 0..<720 {
            let pay = step < 600 ? 20 + random.unit() : 90 + random.unit()
            metrics += "\(1_700_000_000 + step),\(pay),\(30 + random.unit()),\(10 + random.unit())\n"
        }
        try write("metrics.csv", metrics)
    }

    private func run(_ words: String...) async throws -> (code: ExitCode, said: Capture) {
        let capture = Capture()
        guard case .command(let command) = try Request(words) else { throw UsageError("no command") }
        return (try await command.run(capture.console), capture)
    }

    @Test func theAnswerIsRankedAndVerified() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try makeCase()
        let file = "\(folder)/answer.json"
        #expect(try await run("diagnose", "--case", folder, "--output", file).code == .success)
        let answer = try JSON.decode(JSONValue.self, from: Files.read(file))
        let causes = answer["root_causes"]?.array ?? []
        #expect(answer["schema"] == 1 && answer["case"] == "c1" && answer["inconclusive"] == false)
        #expect(causes.first?["component"] == "pay" && causes.count == 3, "\(causes.map { $0["component"] })")
        #expect(abs((answer["onset"]?.number ?? 0) - 1_700_000_600) <= 5)
        let verified = try await run("verify", file, "--case", folder)
        #expect(verified.code == .success && verified.said.output.hasSuffix("claims hold\n"))
    }

    /// A claim cites the bytes of a file: `sha256sum` of the folder's is what stands in the answer.
    @Test func claimsCiteTheBytesOfTheirFiles() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try makeCase()
        let file = "\(folder)/answer.json"
        _ = try await run("diagnose", "--case", folder, "--output", file)
        let answer = try JSON.decode(JSONValue.self, from: Files.read(file))
        let cited = (answer["root_causes"]?.array ?? []).flatMap { $0["claims"]?.array ?? [] }
            .flatMap { $0["evidence"]?.array ?? [] }.compactMap(\.string)
        let digest = Digest(of: try Files.read("\(folder)/metrics.csv")).hex
        #expect(cited.first == "metrics.csv@sha256:\(digest)#pay|cpu", "\(cited)")
        #expect(cited.allSatisfy { $0.hasPrefix("metrics.csv@sha256:\(digest)#") })
    }

    /// Every claim still holds, and yet it is not the evidence that was judged.
    @Test(arguments: [
        ("changed", "Changed since the answer: metrics.csv\n"), ("gone", "Missing: metrics.csv\n"),
        ("bare", "Cited without a digest: metrics.csv\n"),
    ])
    func otherEvidenceIsNamed(_ what: String, _ words: String) async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try makeCase()
        let (file, metrics) = ("\(folder)/answer.json", "\(folder)/metrics.csv")
        _ = try await run("diagnose", "--case", folder, "--output", file)
        switch what {
        case "changed": try Files.write(metrics, try Files.read(metrics) + Array("\n".utf8))
        case "gone": try Files.remove(metrics)
        default:
            let text = String(decoding: try Files.read(file), as: UTF8.self)
            try Files.write(file, Array(text.replacing(/@sha256:[0-9a-f]+/, with: "").utf8))
        }
        let verified = try await run("verify", file, "--case", folder)
        #expect(verified.code == .failure && verified.said.output.contains(words), "\(verified.said.output)")
        #expect(verified.said.output.matches(of: /metrics\.csv\n/).count == 1, "named once")
        let held = verified.said.output.split(separator: "\n").last?.split(separator: " ") ?? []
        #expect((held.first == held.dropFirst(2).first) == (what != "gone"), "\(held)")
    }

    /// Other evidence, other facts: a claim that is no longer so is named.
    @Test func aClaimThatDoesNotHoldIsNamed() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try makeCase()
        let file = "\(folder)/answer.json"
        _ = try await run("diagnose", "--case", folder, "--output", file)
        var metrics = "time,pay|cpu,shop|cpu,cart|cpu\n"
        for step in 0..<720 { metrics += "\(1_700_000_000 + step),\(20 + step % 2),30,10\n" }
        try Files.write("\(folder)/metrics.csv", Array(metrics.utf8))
        let verified = try await run("verify", file, "--case", folder)
        #expect(
            verified.code == .failure && verified.said.output.contains("Does not hold: "), "\(verified.said.output)")
    }

    @Test func withoutAFileTheAnswerIsPrinted() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try makeCase()
        let said = try await run("diagnose", "--case", folder, "--output", "-", "--no-llm", "--threads", "2").said
        #expect(try JSON.decode(JSONValue.self, from: said.output.utf8)["case"] == "c1")
    }

    @Test(arguments: [
        ["diagnose"], ["diagnose", "--case", "x", "--incident-time", "soon"], ["verify", "--case", "x"],
        ["verify", "x.json"],
    ])
    func wrongUsageIsNamed(_ words: [String]) {
        #expect(throws: UsageError.self) { try Request(words) }
    }

    @Test func aFolderThatIsNotThereIsAnError() async throws {
        await #expect(throws: FileError.self) { try await run("diagnose", "--case", "/nowhere") }
    }
}
