import AutoSRECore
import AutoSREPlatform
import Foundation
import Testing

@testable import AutoSREIntegrations

/// What the documents show is what is read.
@Suite("Documented forms", .timeLimit(.minutes(1)))
struct DocumentedFormTests {
    /// The fenced example below `<!-- name -->` in a document.
    private func example(_ name: String, in document: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let text = try String(contentsOf: root.appending(path: "docs/\(document)").standardizedFileURL, encoding: .utf8)
        let start = try #require(text.firstRange(of: "<!-- \(name) -->\n```"))
        let body = text[start.upperBound...].drop { $0 != "\n" }.dropFirst()
        let end = try #require(body.firstRange(of: "\n```"))
        return String(body[..<end.lowerBound])
    }

    @Test("log_entries.json")
    func logFile() async throws {
        let folder = try Folder()
        let heard = Heard()
        try folder.write("log_entries.json", try example("log_entries.json", in: "records.md"))
        let found = try await LogEntriesFile(directory: folder.path, warn: heard.add).collect(query())
        #expect(found.logs.map(\.at.timeOfDay) == ["11:50:00", "11:51:00", "11:52:00", "11:53:00"])
        #expect(found.logs.map(\.level) == ["INFO", "ERROR", "warn", "error"])
        #expect(heard.all.isEmpty)
    }

    @Test("deployments.json")
    func history() async throws {
        let folder = try Folder()
        let heard = Heard()
        try folder.write("deployments.json", try example("deployments.json", in: "records.md"))
        let found = try await DeploymentsFile(directory: folder.path, warn: heard.add).collect(query())
        #expect(found.deployments.map(\.version) == ["v9.0.3", "v9.0.2", "v9.0.1"])
        #expect(found.deployments.map(\.unfitness) == [nil, "is failed", nil])
        #expect(found.deployments.first?.at == noon.advanced(bySeconds: -900))
        #expect(heard.all.isEmpty)
    }

    @Test("times")
    func times() throws {
        let forms = try example("times", in: "records.md").split(separator: "\n").map(String.init)
        #expect(forms.count >= 30)
        let moment = Instant("2026-11-24T11:00:00Z")
        for form in forms {
            let read = Instant(form)
            #expect(read == moment, "\(form) is \(read.map { "\($0)" } ?? "no time")")
        }
        for none in [
            "", "soon", "2026-11-24", "11:00:00", "May  1 12:00:00", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z",
            "0", "-1",
            "12345", "1e99", "11/24/2026 11:00:00", "2026-11-24 11:00:00 IST", "20261324110000123", "12345678901",
            "2026-11-24T11", "99999-01-01T00:00:00Z", "2026-11-24T11:00:00+99:00", "Tue Nov 24 2026",
            "2026-W54-1T00:00:00Z", "2026-W00-1T00:00:00Z", "2026-W48-8T00:00:00Z", "2027-W53-1T00:00:00Z",
            "2026-366T00:00:00Z", "2026-000T00:00:00Z", "2026-W48-2", "/Date(5)/", "/Date(1795518000000+1)/", "@soon",
            "Tue 2026-11-24 11:00:00 IST", "Tue 2026-13-24 11:00:00 UTC", "Nov 24 26 11:00 UTC", "Tue 24 Nov 11:00:00",
        ] { #expect(Instant(none) == nil, "\(none)") }
    }

    @Test("levels in messages")
    func levels() throws {
        for line in try example("levels", in: "records.md").split(separator: "\n") {
            let (level, message) = (line.prefix { $0 != " " }, String(line.drop { $0 != " " }.dropFirst()))
            let found = LogLevel(inMessage: message)?.word(on: nil) ?? ""
            #expect(found.uppercased() == level, "\(message) is \(found)")
        }
        for plain in [
            "served 3", "an error occurred", "X-ERROR: 3", "GET /ERROR_CODE", "level= x", "drive [E] is full", "{",
            "<999>x", "",
        ] {
            #expect(LogLevel(inMessage: plain) == nil, "\(plain)")
        }
    }

    @Test(
        "levels under other names and in other dress",
        arguments: [
            #""Level": "Error""#, #""LEVEL": "ERROR""#, #""logLevel": "error""#, #""@level": "error""#,
            #""@l": "Error""#,
            #""Severity": "[error]""#, #""level": "LogLevel.ERROR""#, #""level": "ERR!""#, #""level": " E ""#,
            #""level": 400, "level_name": "ERROR""#, #""log": {"level": "error"}"#,
        ])
    func otherLevels(member: String) throws {
        let text = #"{"timestamp": "2026-11-24T11:00:00Z", "message": "x", \#(member)}"#
        var reader = JSONReader()
        let lines = LogRecord.lines([try LogRecord(LooseRecord(Array(text.utf8), with: &reader))])
        let level = lines[0].level.lowercased()
        #expect(level == "error" || level == "err", "\(level)")
    }

    @Test(
        "times in MongoDB's JSON, and numbers that are dates",
        arguments: [
            #"{"$date": "2026-11-24T11:00:00Z"}"#, #"{"$date": 1795518000000}"#,
            #"{"$date": {"$numberLong": "1795518000000"}}"#, "20261124110000", "20261124110000000",
            "[2026,11,24,11,0]", "[2026,11,24,11,0,0]", "[2026, 11, 24, 11, 0, 0, 5000]",
            #""\/Date(1795518000000)\/""#,
        ])
    func timesInJSON(value: String) async throws {
        let folder = try Folder()
        let heard = Heard()
        let entry = #"{"service_name": "checkout", "version": "v1", "timestamp": \#(value)}"#
        try folder.write("deployments.json", "[\(entry)]")
        let found = try await DeploymentsFile(directory: folder.path, warn: heard.add).collect(query())
        #expect(found.deployments.map(\.at.wholeSeconds) == ["2026-11-24T11:00:00Z"], "\(heard.all)")
    }

    @Test("arrays that are no time", arguments: ["[]", "[2026,11,24]", "[11,24,2026,11,0]", "[2026,11,24,25,0]"])
    func arraysWithoutTime(value: String) {
        #expect((try? JSON.decode(Instant.self, from: Array(value.utf8))) == nil)
    }

    @Test(
        "a file's numbered levels are on one scale",
        arguments: [
            ([30: 120, 50: 100, 60: 1], 50, "ERROR"), ([30: 9, 40: 1], 40, "WARN"),
            ([20: 90, 30: 4, 40: 2], 40, "ERROR"),
            ([20: 90, 50: 2], 50, "CRITICAL"), ([6: 90, 3: 4], 3, "ERROR"), ([7: 1, 4: 1], 4, "WARNING"),
            ([0: 90, 4: 1, 8: 3], 8, "ERROR"), ([-4: 3, 0: 5], 0, "INFO"), ([0: 5], 0, ""),
            ([9: 3, 17: 1], 17, "ERROR"),
            ([800: 3, 1000: 1], 1000, "SEVERE"), ([20_000: 3, 40_000: 1], 40_000, "ERROR"), ([123_456: 2], 123_456, ""),
            ([400: 3, 200: 2, 500: 1], 200, "ERROR"),
            ([200: 90, 400: 3], 400, ""), ([200: 90, 450: 3], 450, "ERROR"), ([200: 90, 410: 3], 410, ""),
        ])
    func scales(counts: [Int: Int], number: Int, word: String) {
        #expect(LogLevel.number(number, nil).word(on: LogScale(of: counts)) == word)
    }

    @Test("members that are not needed never cost their line")
    func optional() async throws {
        let folder = try Folder()
        let heard = Heard()
        let odd = ["7", "null", "true", "[]", "{}", "\"\"", "{\"name\": \"ERROR\"}", "1e400", "-3.5"]
        let lines = odd.map { value in
            """
            {"service_name": "checkout", "timestamp": "2026-11-24T11:50:00Z", "message": "x", "level": \(value),
             "instance": \(value), "status": \(value), "severity": \(value), "log": \(value), "version": "v1"}
            """
        }
        for name in ["log_entries.json", "deployments.json"] {
            try folder.write(name, "[\(lines.joined(separator: ","))]")
        }
        let logs = try await LogEntriesFile(directory: folder.path, warn: heard.add).collect(query()).logs
        let history = try await DeploymentsFile(directory: folder.path, warn: heard.add).collect(query()).deployments
        #expect(logs.count == odd.count && history.count == DeploymentsFile.limit)
        #expect(heard.all.isEmpty)
    }

    @Test("the dashboard's answers")
    func dashboard() throws {
        func bytes(_ name: String) throws -> [UInt8] { Array(try example(name, in: "dashboard-api.md").utf8) }
        let service = try JSON.decode(DashboardService.self, fromLoose: bytes("service"))
        #expect(service.faults.isEmpty && service.runningVersion == "v2" && service.state?.replicasMaximum == 12)
        #expect(service.history(of: .service("checkout"), limit: 5, by: noon).map(\.version) == ["v2", "v1"])
        #expect(service.state?.instances.count == 1 && service.state?.pool?.inUse == 14)
        let logs = try DashboardLogs(bytes("logs"), of: "checkout")
        let since = noon.advanced(bySeconds: -3600)
        let lines = logs.lines(since: since, until: noon)
        #expect(lines.map(\.level) == ["ERROR"])
        #expect(logs.completeness(of: lines, until: noon, limit: 20_000).whole?.from == lines.first?.at)
        let (series, faults) = try DashboardMetrics(bytes("metrics")).series(since: since, until: noon)
        #expect(series.map(\.unit) == ["ms", "ratio", "MB"] && faults.count == 1)
        #expect(series.map(\.values) == [[120, 900], [0.41], [524.288, 1048.576]])
    }

    @Test("a part of the lines, however it is told, is no whole", arguments: [100, 1000])
    func pages(count: Int) throws {
        let line = #"{"timestamp": "2026-11-24T11:59:00Z", "message": "x"}"#
        func completeness(_ count: Int, _ more: String = "") throws -> Completeness {
            let all = Array(repeating: line, count: count).joined(separator: ",")
            let logs = try DashboardLogs(Array("{\"logs\": [\(all)]\(more)}".utf8), of: "checkout")
            return logs.completeness(
                of: logs.lines(since: noon.advanced(bySeconds: -3600), until: noon), until: noon, limit: 20_000)
        }
        #expect(try completeness(count).whole == nil && completeness(count).missing != nil)
        #expect(try completeness(count + 1).whole != nil)
        let parts = [
            "\"truncated\": true", "\"truncated\": \"true\"", "\"truncated\": 1", "\"truncated\": {\"at\": 5}",
            "\"has_more\": true", "\"next_cursor\": \"abc\"", "\"next\": \"/logs?page=2\"", "\"nextToken\": 7",
            "\"meta\": {\"page\": {\"hasNextPage\": true}}",
        ]
        for part in parts { #expect(try completeness(count + 1, ", \(part)").whole == nil, "\(part)") }
        let wholes = [
            "\"truncated\": false", "\"truncated\": null", "\"truncated\": \"no\"", "\"has_more\": 0",
            "\"next_cursor\": \"\"", "\"links\": {\"next\": null, \"self\": \"/logs\"}", "\"took\": 4",
        ]
        for whole in wholes { #expect(try completeness(count + 1, ", \(whole)").whole != nil, "\(whole)") }
    }
}
