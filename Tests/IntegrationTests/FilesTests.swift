@testable import AutoSREIntegrations
import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
import AutoSREStore
import Foundation
import Testing

@Suite("A team's own files", .timeLimit(.minutes(1)))
struct FilesTests {
    private let folder: Folder
    private let heard = Heard()

    init() throws { folder = try Folder() }

    private func logs(_ text: String) async throws -> [LogLine] {
        try folder.write("log_entries.json", text)
        return try await LogEntriesFile(directory: folder.path, warn: heard.add).collect(query()).logs
    }

    private func deployments(_ text: String) async throws -> [Change] {
        try folder.write("deployments.json", text)
        return try await DeploymentsFile(directory: folder.path, warn: heard.add).collect(query()).deployments
    }

    @Test("only the service's lines within the hour, in any time zone")
    func window() async throws {
        let lines = try await logs(
            """
            \u{FEFF}[
              {"service_name": "checkout", "timestamp": "2026-11-24T11:50:00Z", "message": "utc, [\\"x\\"] {"},
              {"service_name": "Checkout", "timestamp": "2026-11-24T20:40:00+09:00", "message": "tokyo"},
              {"service_name": "checkout", "timestamp": "2026-11-24T11:30:00", "message": "bare", "x": [{"a": "]"}]},
              {"service_name": "checkout", "timestamp": "2026-11-24T10:59:59Z", "message": "old"},
              {"service_name": "checkout", "timestamp": "2026-11-24T12:00:00Z", "message": "late"},
              {"service_name": "payments", "timestamp": "2026-11-24T11:50:00Z", "message": "other"},
              {"\\u0073ervice_name": "check\\u006fut", "timestamp": "2026-11-24T11:10:00Z", "message": "escaped"}
            ]
            """)
        #expect(lines.map(\.message) == ["escaped", "bare", "tokyo", "utc, [\"x\"] {"])
        #expect(heard.all.isEmpty)
    }

    @Test("bad entries are skipped with one warning, however often the file is read")
    func badEntries() async throws {
        try folder.write(
            "log_entries.json",
            """
            [1, null, {"service_name": "checkout"}, {"service_name": 5, "timestamp": "2026-11-24T11:50:00Z"},
             {"service_name": "checkout", "timestamp": "soon", "message": "x"}, "text", [2, 3],
             {"service_name": "checkout", "timestamp": "2026-11-24T11:50:00Z", "message": 7},
             {"service_name": "checkout", "timestamp": "2026-11-24T11:50:00Z", "message": "good"}]
            """)
        let source = LogEntriesFile(directory: folder.path, warn: heard.add)
        for _ in 0..<3 { #expect(try await source.collect(query()).logs.map(\.message) == ["good"]) }
        #expect(heard.all.count == 1)
        #expect(heard.all.first?.contains("8 of 9") == true)
    }

    @Test(
        "what stands behind the array's end is told, blanks and a cut array apart",
        arguments: [
            ("] [{\"a\": 1}]", "stands behind the end"), ("] junk", "stands behind the end"), ("] \n", nil), ("", nil),
        ])
    func behindTheEnd(rest: String, words: String?) async throws {
        let line = "{\"service_name\": \"checkout\", \"timestamp\": \"2026-11-24T11:50:00Z\", \"message\": \"good\"}"
        #expect(try await logs("[\(line)\(rest)").map(\.message) == ["good"])
        #expect(
            heard.all.isEmpty == (words == nil) && heard.all.allSatisfy { $0.contains(words ?? "") }, "\(heard.all)")
    }

    @Test("a file that is cut while it is written is a shorter file", arguments: ["", ",", ", {", ", {\"service_na"])
    func cutWhileWritten(rest: String) async throws {
        let line = "{\"service_name\": \"checkout\", \"timestamp\": \"2026-11-24T11:50:00Z\", \"message\": \"good\"}"
        #expect(try await logs("[\(line)\(rest)").map(\.message) == ["good"])
        #expect(heard.all.isEmpty, "\(heard.all)")
    }

    @Test(
        "of a history that is cut it is said, for what is missing may be of any time",
        arguments: ["", ",", ", {\"serv"])
    func cutHistory(rest: String) async throws {
        let entry = #"{"service_name": "checkout", "timestamp": "2026-11-24T11:50:00Z", "version": "v2"}"#
        for (text, isCut) in [("[\(entry)\(rest)", true), ("[\(entry)]", false)] {
            try folder.write("deployments.json", text)
            let found = try await DeploymentsFile(directory: folder.path, warn: heard.add).collect(query())
            let completeness = try #require(found.first?.completeness)
            #expect(found.deployments.map(\.version) == ["v2"])
            #expect(completeness.missing?.contains("the file is cut") == (isCut ? true : nil), "\(completeness)")
            #expect((completeness.whole == nil) == isCut)
        }
    }

    @Test("where its first entry is cut nothing is usable, and that is said")
    func cutAtOnce() async throws {
        await #expect(throws: RecordFile.Unusable.self) { _ = try await logs("[{\"service_name\": \"chec") }
        #expect(heard.all.first?.contains("ends within its first entry") == true, "\(heard.all)")
    }

    @Test(
        "a file with nothing of use is said to be unusable, and is not as one that is not there",
        arguments: [
            "[1, 2]", "{}", "", "   ", "[{", "[{\"service_name\": \"checkout\"}]", "nonsense", "[\"\\", "null",
            #"[{"service_name": "checkout", "timestamp": "yesterday", "message": "x", "version": "v1"}]"#,
        ])
    func foreign(text: String) async throws {
        let errors = [
            await #expect(throws: (any Error).self) { try await logs(text) },
            await #expect(throws: (any Error).self) { try await deployments(text) },
        ]
        #expect(errors.allSatisfy { $0.map { "\($0)" }?.contains("docs/records.md") == true })
        #expect(heard.all.count == 2 && heard.all.allSatisfy { $0.contains("unusable") })
    }

    @Test("a message by another logger's name is one too")
    func messageNames() async throws {
        let entries = ["msg", "text", "log"].map {
            #"{"service_name": "checkout", "timestamp": "2026-11-24T11:50:00Z", "\#($0)": "by \#($0)"}"#
        }
        #expect(
            try await logs("[\(entries.joined(separator: ","))]").map(\.message) == ["by msg", "by text", "by log"])
        #expect(heard.all.isEmpty)
    }

    @Test(
        "entries without a message or version are never nothing: the file is unusable, with the first one's fault",
        arguments: ["", #", {"service_name": "payments", "timestamp": "2026-11-24T11:50:00Z"}"#])
    func undecodable(more: String) async throws {
        let entry = #"{"service_name": "checkout", "timestamp": "2026-11-24T11:50:00Z", "m": "x"}"#
        let errors = [
            await #expect(throws: (any Error).self) { try await logs("[\(entry), \(entry)\(more)]") },
            await #expect(throws: (any Error).self) { try await deployments("[\(entry), \(entry)\(more)]") },
        ]
        for (error, name) in zip(errors, ["message", "version"]) {
            let words = error.map { "\($0)" } ?? ""
            #expect(words.contains("none of its 2 entries") && words.contains("it has no \(name)"), "\(words)")
        }
        #expect(heard.all.count == 2 && heard.all.allSatisfy { $0.contains("unusable") })
    }

    @Test("an empty list is no evidence and no fault", arguments: ["[]", "[", " [ ] "])
    func empty(text: String) async throws {
        #expect(try await logs(text).isEmpty)
        #expect(try await deployments(text).isEmpty)
        #expect(heard.all.isEmpty)
    }

    @Test("bytes that are not UTF-8 do no harm")
    func notUTF8() async throws {
        try folder.write("deployments.json", Data([0xFF, 0xFE, 0x5B]))
        await #expect(throws: (any Error).self) {
            try await DeploymentsFile(directory: folder.path, warn: heard.add).collect(query())
        }
        var entry = Data(#"[{"service_name":"checkout","timestamp":"2026-11-24T11:50:00Z","message":""#.utf8)
        entry += [0xFF, 0xFE] + Data(#""}]"#.utf8)
        try folder.write("log_entries.json", entry)
        _ = try? await LogEntriesFile(directory: folder.path, warn: heard.add).collect(query())
        #expect(heard.all.count >= 1)
    }

    @Test("lines that are all later than now are a gap: perhaps local times")
    func later() async throws {
        let entry = #"[{"service_name": "checkout", "timestamp": "2026-11-24T13:10:00", "message": "x"}]"#
        try folder.write("log_entries.json", entry)
        let found = try await LogEntriesFile(directory: folder.path, warn: heard.add).collect(query())
        #expect(found.logs.isEmpty)
        let missing = try #require(found.first?.completeness?.missing)
        #expect(missing.contains("later than") && missing.contains("offset"))
    }

    @Test("no file is no evidence and no warning")
    func absent() async throws {
        #expect(try await LogEntriesFile(directory: folder.path, warn: heard.add).collect(query()).isEmpty)
        #expect(heard.all.isEmpty)
    }

    @Test("the newest five deployments, whatever their age, and none that has not happened")
    func history() async throws {
        var entries: [String] = []
        for day in [3, 1, 7, 2, 6, 4, 5] {
            let time = "2025-03-0\(day)T00:00:00Z"
            entries.append(#"{"service_name":"checkout","version":"v7.0.\#(day)","timestamp":"\#(time)","status":"x"}"#)
        }
        entries.append(#"{"service_name":"checkout","version":"v9","timestamp":"2027-01-01T00:00:00Z","status":"x"}"#)
        entries.append(
            #"{"service_name":"payments","version":"v8.8.8","timestamp":"2025-03-09T00:00:00Z","status":"x"}"#)
        let found = try await deployments("[\(entries.joined(separator: ",\n"))]")
        #expect(found.map(\.version) == ["v7.0.7", "v7.0.6", "v7.0.5", "v7.0.4", "v7.0.3"])
        #expect(heard.all.isEmpty)
    }

    @Test(
        "a status that is no text is what is written there, so that no word in it is lost",
        arguments: [
            (#"{"state": "failed"}"#, #"{"state":"failed"}"#), (#"["failed"]"#, #"["failed"]"#), ("false", "false"),
            ("null", ""), (#""failed""#, "failed"),
        ])
    func otherStatuses(written: String, status: String) async throws {
        let entry = #"{"service_name":"checkout","version":"v1","timestamp":"2026-11-01T00:00:00Z","status":"#
        let found = try await deployments("[\(entry)\(written)}]")
        #expect(found.map(\.status.rawValue) == [status])
        #expect((found.first?.unfitness == nil) == status.isEmpty)
    }

    /// Sources as they are plugged in for one of two dashboards that read the same directory.
    private func sources(of system: String, _ services: String) throws -> [any EvidenceSource] {
        try folder.write(
            "autosre.yaml",
            """
            integrations:
              alpha: {kind: dashboard, url: "http://127.0.0.1:1"}
              beta: {kind: dashboard, url: "http://127.0.0.1:2"}
            \(services)
            """)
        let configuration = try Configuration.load(
            environment: ["LOG_STORAGE_DATA_DIR": folder.path], directory: folder.path)
        let store = MemoryStore()
        let context = IntegrationContext(
            configuration: configuration, world: StillWorld(), client: client, journal: store,
            gate: EgressGate(textGuard: Redactor(), ledger: store, now: { noon }), pictures: nil, simulated: nil,
            isDemo: false, log: heard.add)
        let planned = try #require(Integrations.all.systems(configuration).first { $0.name == system })
        return try Integration.files.connect(context.for(planned)).sources
    }

    @Test(
        "what two systems read counts for none of both that nothing ties the service to",
        arguments: [
            ("", []), ("services: {checkout: {workload: alpha}}", ["alpha"]),
            ("services: {kasse: {workload: {in: beta, name: checkout}}}", []),
            ("services: {kasse: {workload: {in: beta, name: checkout}, logs: {in: beta, name: checkout}}}", ["beta"]),
            ("services: {payments: {workload: alpha}}", []),
        ])
    func sharedByTwo(services: String, owners: [String]) async throws {
        let entry =
            #"{"service_name": "checkout", "timestamp": "2026-11-24T11:50:00Z", "message": "m", "version": "v"}"#
        for name in ["log_entries.json", "deployments.json"] { try folder.write(name, "[\(entry)]") }
        for system in ["alpha", "beta"] {
            for source in try sources(of: system, services) {
                #expect(try await source.collect(query(service: "payments")).isEmpty)
                guard !owners.contains(system) else {
                    #expect(try await source.collect(query()).count == 1, "\(system) \(services)")
                    continue
                }
                let error = await #expect(throws: RecordFile.Unusable.self) { try await source.collect(query()) }
                #expect(error?.description.contains("tie the service's logs or workload") == true)
            }
        }
    }

    @Test("of many lines the newest are kept, in order")
    func many() async throws {
        var text = "["
        for index in 0..<50_000 {
            let at = noon.advanced(bySeconds: -3600 + Double((index * 7919) % 50_000) * 0.07)
            text += index > 0 ? ",\n" : ""
            text += #"{"service_name":"checkout","timestamp":"\#(at)","message":"line"}"#
        }
        let lines = try await logs(text + "]")
        #expect(lines.count == LogEntriesFile.limit)
        #expect(lines.map(\.at) == lines.map(\.at).sorted())
        #expect(try #require(lines.first).at == noon.advanced(bySeconds: -3600 + 30_000 * 0.07))
    }
}
