import AutoSRECore
import AutoSREPlatform
import AutoSRETesting
import Foundation
import RootCause
import Testing

@testable import autosre

/// `autosre case export|check`: what a run knew, as a case that is diagnosed and compared.
@Suite(.timeLimit(.minutes(1))) struct CaseCommandTests {
    private let folder = NSTemporaryDirectory() + "autosre-cases-\(UUID().uuidString)"
    private static let begin = Instant(seconds: 1_700_000_000)

    private func command(_ words: String...) async throws -> (code: ExitCode, said: Capture) {
        let capture = Capture()
        guard case .command(let command) = try Request(["case"] + words) else { throw UsageError("no command") }
        return (try await command.run(capture.console), capture)
    }

    /// A service that fails since its roll-out, ten minutes after the evidence begins; another one is well.
    private static func pieces() throws -> [Evidence] {
        var random = SplitMix64(state: 11)
        let moments = (0..<900).map { begin.advanced(bySeconds: Double($0)) }
        func series(_ name: String, _ level: (Int) -> Double) -> MetricSeries {
            MetricSeries(
                name: name, unit: "", times: moments, values: moments.indices.map { level($0) + random.unit() })
        }
        func piece<Content: EvidenceContent>(_ content: Content, _ service: String) throws -> Evidence {
            try Evidence(
                EvidenceBody(content), service: service, source: "test", collectedAt: begin, summary: "made up")
        }
        let lines = (0..<300).map { number in
            LogLine(
                at: begin.advanced(bySeconds: Double(number) * 3),
                message: number >= 205 ? "order \(number) failed, \"quoted\", at Pool.take" : "order \(number) placed",
                level: number >= 205 ? "ERROR" : "INFO", instance: "pay-1")
        }
        let rollouts = [
            Change(rollout: "v2", of: .service("pay"), at: begin.advanced(bySeconds: 590), status: "running"),
            Change(rollout: "v1", of: .service("pay"), at: begin.advanced(bySeconds: -9_000), status: "superseded"),
        ]
        let edges = [Topology.Edge(.service("shop"), .calls, .service("pay"))]
        return [
            try piece(Metrics(SeriesColumns([series("cpu") { $0 >= 600 ? 80 : 20 }])), "pay"),
            try piece(Metrics(SeriesColumns([series("cpu") { _ in 30 }])), "shop"),
            try piece(Logs(LogColumns(lines)), "pay"), try piece(Changes(rollouts), "pay"),
            try piece(Topology(entities: [], edges: edges), "pay"),
        ]
    }

    private func export(_ name: String, _ confirmed: CaseExport.Confirmed?) throws -> [String] {
        let incident = Incident(
            id: "inc-1", service: "pay", type: .latencySpike, detectedAt: Self.begin.advanced(bySeconds: 660),
            payload: .null)
        let entry = try JournalEntry(
            run: RunID("run-1"), seq: 1, at: Self.begin, event: .opened(Alert(incident: incident, source: "test")),
            previousDigest: JournalEntry.genesis)
        return try CaseExport(Run(opening: entry), Self.pieces(), confirmed: confirmed).write(to: "\(folder)/\(name)")
    }

    @Test func whatIsExportedIsReadWithoutAGap() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let files = try export("a", .cause(component: "pay", kind: "deployment", deployment: "change-2"))
        #expect(files == ["case.json", "metrics.csv", "logs.csv", "deployments.json", "topology.json"])
        let evidence = try CaseEvidence(try CaseFolder.read("\(folder)/a"))
        #expect(evidence.gaps == ["no traces.csv", "no events.csv"], "\(evidence.gaps)")
        let logs = String(decoding: try Files.read("\(folder)/a/logs.csv"), as: UTF8.self).split(separator: "\n")
        #expect(logs.count == 301 && logs[1] == "1700000000.000000,pay,pay-1,,INFO order 0 placed")
        #expect(logs.last == "1700000897.000000,pay,pay-1,,\"ERROR order 299 failed, \"\"quoted\"\", at Pool.take\"")
        let about = try JSON.decode(JSONValue.self, from: Files.read("\(folder)/a/case.json"))
        #expect(about["confirmed_cause"]?["component"] == "pay" && about["incident_time"]?.number == 1_700_000_660)
        let changes = try JSON.decode(JSONValue.self, from: Files.read("\(folder)/a/deployments.json")).array ?? []
        #expect(changes.last?["from"] == "v1" && changes.last?["to"] == "v2" && changes.last?["id"] == "change-2")
    }

    @Test func aRightCaseIsRight() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try export("a", .cause(component: "pay", kind: nil, deployment: "change-2"))
        let (code, said) = try await command("check", "\(folder)/a")
        #expect(code == .success && said.output.contains("right: \(folder)/a: found pay"), "\(said.output)")
        #expect(said.output.contains("rollback") && said.output.contains(": allow"), "\(said.output)")
        #expect(said.output.hasSuffix("1 of 1 case is right\n"))
    }

    /// All cases of a folder; each way to be wrong is named.
    @Test func whatIsWrongIsNamed() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try export("a", .cause(component: "shop", kind: nil, deployment: nil))
        _ = try export("b", .cause(component: "pay", kind: "traffic", deployment: nil))
        _ = try export("c", .cause(component: "pay", kind: nil, deployment: "change-1"))
        _ = try export("d", .nobody)
        _ = try export("e", nil)
        _ = try export("f", .cause(component: "pay", kind: nil, deployment: nil))
        let (code, said) = try await command("check", folder, "--output", "json")
        let objects = try said.output.split(separator: "\n").map { try JSON.decode(JSONValue.self, from: $0.utf8) }
        let faults = objects.dropLast().map { $0["fault"]?.string ?? "" }
        #expect(
            faults == [
                "wrong component", "wrong kind", "wrong deployment", "wrong component", "no cause was confirmed", "",
            ])
        #expect(code == .failure && objects.last?["right"] == 1 && objects.last?["cases"] == 6)
    }

    /// The policy that judges is the one that is given.
    @Test func thePolicySpeaks() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try export("a", .cause(component: "pay", kind: nil, deployment: nil))
        let policy = "\(folder)/policy.yaml"
        try Files.write(policy, Array("mode: off\n".utf8))
        let (code, said) = try await command("check", "\(folder)/a", "--policy", policy)
        #expect(code == .success && said.output.contains("deny (mode)"), "\(said.output)")
    }

    @Test(arguments: [
        (["export", "run-1"], "a RUN and a DIR"), (["dig", "x"], "export or check"), (["check"], "is missing"),
        (["check", "x", "--cause", "y"], "check has no --cause"), (["export", "r", "d", "--kind", "error"], "--cause"),
        (["export", "r", "d", "--cause", "x", "--no-cause"], "exclude"),
        (["export", "r", "d", "--cause", "x", "--kind", "magic"], "unknown kind"),
    ])
    func wrongUsageIsNamed(_ words: [String], _ part: String) {
        let error = #expect(throws: UsageError.self) { try Request(["case"] + words) }
        #expect(error.map { "\($0)" }?.contains(part) == true, "\(error.map { "\($0)" } ?? "")")
    }

    @Test func aFolderWithoutCasesIsNotRight() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Files.createDirectories(folder)
        #expect(try await command("check", folder).code == .failure)
        await #expect(throws: FileError.self) { try await command("check", "/nowhere") }
    }
}
