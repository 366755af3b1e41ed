import AutoSRECore
import AutoSREPlatform
import Foundation
import Testing

@testable import autosre

/// `autosre logs mine|diff` over files.
@Suite(.timeLimit(.minutes(1))) struct LogsCommandTests {
    private let folder = NSTemporaryDirectory() + "autosre-logs-\(UUID().uuidString)"

    private func path(_ name: String, _ text: String? = nil) throws -> String {
        try Files.createDirectories(folder)
        if let text { try Files.write("\(folder)/\(name)", Array(text.utf8)) }
        return "\(folder)/\(name)"
    }

    private func run(_ words: String...) async throws -> Capture {
        let capture = Capture()
        guard case .command(let command) = try Request(["logs"] + words) else { throw UsageError("no command") }
        #expect(try await command.run(capture.console) == .success)
        return capture
    }

    private static let calm = (0..<200).map { "INFO order \($0) placed by user \($0 * 7 % 90) in \($0 % 50) ms" }
    private static let bad = (0..<40).flatMap { number in
        [
            "ERROR connection to 10.0.0.\(number) refused", "    at Pool.take(Pool.java:\(number))",
            "INFO order \(number) placed by user 3 in 5 ms",
        ]
    }

    @Test func eachLineHasItsTemplate() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let input = try path("log", Self.bad.joined(separator: "\n") + "\n")
        let (lines, templates) = (try path("lines.csv"), try path("templates.csv"))
        _ = try await run("mine", "--input", input, "--assignments", lines, "--templates", templates)
        let rows = try String(decoding: Files.read(lines), as: UTF8.self).split(separator: "\n")
        #expect(rows.first == "LineId,TemplateId,Template" && rows.count == 121)
        #expect(rows[1] == "1,1,ERROR connection to <*> refused" && rows[2] == "2,1,ERROR connection to <*> refused")
        #expect(rows[3].hasPrefix("3,2,INFO order <*> placed by user"))
        let table = try String(decoding: Files.read(templates), as: UTF8.self).split(separator: "\n")
        #expect(table[0] == "TemplateId,Template,Count" && table[1] == "1,ERROR connection to <*> refused,80")
    }

    @Test func anyNumberOfThreadsGivesTheSame() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        // Several chunks of the reader's.
        let text = (0..<400).flatMap { number in Self.bad.map { "\(number % 60) \($0) \($0)" } }.joined(separator: "\n")
        let input = try path("log", text)
        var seen: Set<[UInt8]> = []
        for threads in ["1", "2", "5"] {
            let lines = try path("lines-\(threads).csv")
            _ = try await run("mine", "--input", input, "--assignments", lines, "--threads", threads)
            seen.insert(try Files.read(lines))
        }
        #expect(text.utf8.count > 2 << 20 && seen.count == 1)
    }

    @Test func whatIsNewComesFirst() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let before = try path("before", Self.calm.joined(separator: "\n"))
        let after = try path("after", (Self.calm + Self.bad).joined(separator: "\n"))
        let text = try await run("diff", "--before", before, "--after", after)
        #expect(text.output.split(separator: "\n")[1].contains("ERROR connection to <*> refused"))
        let json = try await run("diff", "--before", before, "--after", after, "--output", "json")
        let first = try JSON.decode(JSONValue.self, from: (json.output.split(separator: "\n").first ?? "").utf8)
        #expect(first["change"] == "new" && first["after"] == 80 && first["severity"] == "error")
        let same = try await run("diff", "--before", before, "--after", before)
        #expect(same.output == "Nothing is new, gone, surged or faded.\n")
    }

    @Test(arguments: [
        (["mine"], "--input is missing"), (["diff", "--before", "x"], "--after is missing"), (["dig"], "mine or diff"),
        (["mine", "--input", "x", "--before", "y"], "mine has no --before"), ([], "mine|diff"),
        (["mine", "--input", "x", "--assignments", "-", "--templates", "-"], "only one"),
        (["mine", "--input", "x", "--threads", "0"], "from 1 to 64"),
    ])
    func wrongUsageIsNamed(_ words: [String], _ part: String) {
        let error = #expect(throws: UsageError.self) { try Request(["logs"] + words) }
        #expect(error.map { "\($0)" }?.contains(part) == true, "\(error.map { "\($0)" } ?? "")")
    }

    @Test func aFileThatIsNotThereIsAnError() async throws {
        await #expect(throws: FileError.self) { try await run("mine", "--input", "/nowhere/log") }
    }

    @Test func theLogItselfIsNotOverwritten() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (input, table) = (try path("log", "one line\n"), try path("lines.csv", "kept"))
        await #expect(throws: UsageError.self) {
            try await run("mine", "--input", input, "--assignments", "\(folder)/./log")
        }
        await #expect(throws: UsageError.self) {
            try await run("mine", "--input", input, "--assignments", table, "--templates", table)
        }
        #expect(try String(decoding: Files.read(input), as: UTF8.self) == "one line\n")
        #expect(try String(decoding: Files.read(table), as: UTF8.self) == "kept")
    }
}
