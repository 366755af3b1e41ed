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
        let page = CausePage(answer).lines.joined(separator: "\n")
        #expect(page.contains("% pay") || page.contains("%  pay"), "\(page)")
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
