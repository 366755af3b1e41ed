import AutoSRECore
import AutoSREPlatform
import Foundation
import Testing

@testable import AutoSREIntegrations

/// One character must not cost what stands beside it.
@Suite("Characters that no JSON may hold", .timeLimit(.minutes(1)))
struct BrokenTextTests {
    private let folder: Folder
    private let heard = Heard()

    init() throws { folder = try Folder() }

    private func deployments(_ text: String) async throws -> [Change] {
        try folder.write("deployments.json", text)
        return try await DeploymentsFile(directory: folder.path, warn: heard.add).collect(query()).deployments
    }

    /// What no JSON string may hold: half of an emoji, as JavaScript cuts it, Latin-1, and what is glued together.
    static let broken: [([UInt8], String)] = [
        (Array(#"\ud83d"#.utf8), "\u{FFFD}"), (Array(#"\ude00\ud83d\ude00"#.utf8), "\u{FFFD}😀"), ([0xFC], "\u{FFFD}"),
        ([0xED, 0xA0, 0xBD], "\u{FFFD}\u{FFFD}\u{FFFD}"), ([0x09], "\t"),
        ([0x1B, 0x5B, 0x33, 0x31, 0x6D], "\u{1B}[31m"),
        ([0x00], "\0"), (Array(#"C:\Users"#.utf8), "C:\u{FFFD}Users"), (Array(#"\u12"#.utf8), "\u{FFFD}u12"),
    ]

    private func file(_ name: String, _ parts: [[UInt8]]) throws { try folder.write(name, Data(parts.flatMap(\.self))) }

    @Test("a character that no JSON may hold costs no line", arguments: 0..<broken.count)
    func brokenMessage(place: Int) async throws {
        let (written, read) = Self.broken[place]
        let line = Array(#"{"service_name": "checkout", "timestamp": "2026-11-24T11:50:00Z", "message": "a"#.utf8)
        let end = Array(#"b"}"#.utf8)
        try file("log_entries.json", [[0x5B], line, end, [0x2C], line, written, end, [0x5D]])
        let found = try await LogEntriesFile(directory: folder.path, warn: heard.add).collect(query())
        #expect(found.logs.map(\.message) == ["ab", "a\(read)b"])
        #expect(found.first?.completeness?.whole != nil && heard.all.isEmpty, "\(heard.all)")
    }

    @Test("nor does it cost a deployment, unless it is in the version's name", arguments: 0..<broken.count)
    func brokenAuthor(place: Int) async throws {
        let (written, read) = Self.broken[place]
        let head = Array(#"{"service_name": "checkout", "timestamp": "2026-11-24T11:50:00Z", "author": "M"#.utf8)
        let version = Array(#"", "version": "v1"#.utf8)
        let end = Array(#""}"#.utf8)
        try file("deployments.json", [[0x5B], head, written, version, end, [0x5D]])
        let source = DeploymentsFile(directory: folder.path, warn: heard.add)
        #expect(try await source.collect(query()).deployments.map(\.version) == ["v1"])
        #expect(heard.all.isEmpty, "\(heard.all)")
        guard read.contains("\u{FFFD}") else { return }
        try file("deployments.json", [[0x5B], head, version, written, end, [0x5D]])
        let error = await #expect(throws: RecordFile.Unusable.self) { try await source.collect(query()) }
        #expect(error?.description.contains("a character of its version is unknown") == true, "\(error as Any)")
    }

    @Test("a status in which one is broken still says that it failed")
    func brokenStatus() async throws {
        let entry = #"{"service_name":"checkout","version":"v1","timestamp":"2026-11-01T00:00:00Z","status":"#
        let found = try await deployments(#"[\#(entry){"state":"failed","note":"\ud83d"}}]"#)
        #expect(found.first?.status.rawValue.contains("failed") == true && found.first?.unfitness != nil)
    }

    @Test(
        "a time that is none is told as that, with escapes as without",
        arguments: [#"2026-11-24T03:50:00\u221208:00"#, #"vorgestern fr\u00fch"#, #"x\ny"#, "gestern", #"\ud83d"#])
    func escapedTimes(written: String) async throws {
        let entry = #"{"service_name": "checkout", "version": "v1", "timestamp": "\#(written)"}"#
        let error = await #expect(throws: (any Error).self) { try await deployments("[\(entry)]") }
        #expect(error.map { "\($0)" }?.contains("has a timestamp of no form that is known") == true, "\(heard.all)")
    }

    @Test("names and values may be written with escapes")
    func escapedMembers() async throws {
        let entry =
            #"{"service\u005fname": "check\u006fut", "time\u0073tamp": "2026-11-24T11\u003a50:00Z", "version": "v1"}"#
        #expect(try await deployments("[\(entry)]").map(\.version) == ["v1"])
        let other = entry.replacing("check", with: "ch\\u0065ap")
        #expect(try await deployments("[\(other)]").isEmpty)
        #expect(heard.all.isEmpty, "\(heard.all)")
    }

    /// What a dashboard answers with `written` in the place of `@@`.
    private func dashboard(_ written: [UInt8], _ answers: [String: String]) throws -> DashboardEvidence {
        let server = try FakeServer { request in
            guard let answer = answers[request.path] else { return Answers.missing }
            let parts = answer.split(separator: "@@", omittingEmptySubsequences: false).map { Array($0.utf8) }
            return ServerResponse(body: Array(parts.joined(separator: written)))
        }
        return DashboardEvidence(DashboardClient(baseURL: server.url, client: client))
    }

    private static let path = "/api/services/checkout"
    private static let lines = """
        {"logs": [{"timestamp": "2026-11-24T11:50:00Z", "level": "INFO", "message": "a@@b"},
         {"timestamp": "2026-11-24T11:51:00Z", "level": "ERROR", "message": "fine"}]}
        """

    @Test("nor a dashboard's lines, and its place is told", arguments: 0..<broken.count)
    func dashboardsLines(place: Int) async throws {
        let (written, read) = Self.broken[place]
        let found = try await dashboard(written, [Self.path + "/logs": Self.lines]).collect(query())
        #expect(found.logs.map(\.message) == ["a\(read)b", "fine"])
        let completeness = try #require(found.first?.completeness)
        let whole = TimeWindow(from: try instant("2026-11-24T11:50:00Z"), until: noon)
        #expect(completeness.whole == whole, "no line is missing")
        #expect(completeness.missing?.hasPrefix("its answer holds ") == true, "\(completeness)")
        #expect(
            completeness.missing?.contains("near byte ") == true && completeness.missing?.contains("a\(read)b") == false
        )
    }

    @Test("nor its metrics, traces or history, but what runs has to be known", arguments: 0..<broken.count)
    func dashboardsOthers(place: Int) async throws {
        let (written, read) = Self.broken[place]
        let service = """
            {"id": "checkout", "version": "v2", "status": "@@", "deployments": [
             {"version": "v2", "timestamp": "2026-11-24T11:48:00Z", "author": "@@"},
             {"version": "v1@@", "timestamp": "2026-11-15T08:00:00Z"}]}
            """
        let metrics = """
            {"timestamps": ["2026-11-24T11:59:45Z", "@@"], "series": [
             {"name": "latency_p99_ms", "unit": "ms", "note": "@@", "values": [812.5, 900]}]}
            """
        let traces = """
            {"spans": [{"trace_id": "t", "span_id": "s", "component": "@@", "operation": "GET /",
             "start_time": "2026-11-24T11:59:30Z", "duration_ms": 812.5}]}
            """
        let source = try dashboard(
            written, [Self.path: service, Self.path + "/metrics": metrics, Self.path + "/traces": traces])
        let found = try await source.collect(query())
        #expect(found.metrics.map(\.values) == [[812.5]])
        #expect(found.contains { $0.body.kind == .traces } && found.state?.version == "v2")
        let isKnown = !read.contains("\u{FFFD}")
        #expect(found.deployments.map(\.version) == (isKnown ? ["v2", "v1\(read)"] : ["v2"]))
        let running = #"{"id": "checkout", "version": "v2@@", "deployments": []}"#
        let state = try? await dashboard(written, [Self.path: running]).collect(query()).state?.version
        #expect(state == (isKnown ? "v2\(read)" : nil))
    }

    @Test(
        "an answer that is broken is told as that, with the place, and another one as another",
        arguments: [
            (
                #"{"logs": [{"timestamp": "2026-11-24T11:50:00Z" "message": "x"}]}"#,
                "the dashboard's answer is not JSON"
            ),
            (#"{"logs": [{"#, "the dashboard's answer is not JSON"),
            (#"{"lines": []}"#, "the dashboard's answer has no logs"),
            ("<html>login</html>", "not the dashboard's API: HTTP 200 with another body"),
            ("[]", "not the dashboard's API: HTTP 200 with another body"),
        ])
    func brokenAnswer(answer: String, words: String) async throws {
        let source = DashboardEvidence(
            DashboardClient(
                baseURL: try FakeServer { _ in ServerResponse(body: Array(answer.utf8)) }.url, client: client),
            kinds: [.logs])
        let error = await #expect(throws: DashboardClient.Failure.self) { try await source.collect(query()) }
        let told = error?.description ?? ""
        #expect(told.hasPrefix(words) && told.contains("near byte") == answer.hasPrefix("{"), "\(told)")
    }
}
