import AutoSRECore
import AutoSREPlatform
import Foundation
import RootCause
import Testing

@testable import autosre

/// The commands over files show what others wrote: none of it reaches a terminal as it came.
@Suite(.timeLimit(.minutes(2))) struct HostileOutputTests {
    private let folder = NSTemporaryDirectory() + "autosre-hostile-\(UUID().uuidString)"

    private func path(_ name: String, _ text: String) throws -> String {
        try Files.createDirectories(folder)
        try Files.write("\(folder)/\(name)", Array(text.utf8))
        return "\(folder)/\(name)"
    }

    private func run(_ words: String...) async throws -> Capture {
        let capture = Capture()
        guard case .command(let command) = try Request(words) else { throw UsageError("no command") }
        _ = try await command.run(capture.console)
        return capture
    }

    /// A pipe gets the bytes of the log, for programs; a terminal gets none that it would obey.
    @Test func minedTemplatesAreInertOnATerminal() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let evil = HostileLines.all.map { "ERROR \($0) failed" }.joined(separator: "\n")
        let log = try path("log", evil + "\n")
        for option in ["--templates", "--assignments"] {
            let shown = try PseudoTerminal(
                ["logs", "mine", "--input", log, option, "-"], columns: 80, folder: folder)
            #expect(shown.code == 0 && shown.output.contains("<script>") && shown.output.contains("ignore previous"))
            HostileLines.expectInert(shown.output.replacing("\r\n", with: "\n"))
        }
        let table = "\(folder)/templates.csv"
        let process = try PseudoTerminal(
            ["logs", "mine", "--input", log, "--templates", table], columns: 80, folder: folder)
        let kept = String(decoding: try Files.read(table), as: UTF8.self)
        #expect(process.code == 0 && kept.unicodeScalars.contains("\u{9B}"), "a file has what the log has")
    }

    @Test(arguments: HostileLines.all) func whatChangedIsInert(_ evil: String) async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let calm = (0..<50).map { "INFO order \($0) placed" }.joined(separator: "\n")
        let before = try path("before", calm)
        let bad = (0..<40).map { "ERROR \($0) \(evil) failed" }.joined(separator: "\n")
        let after = try path("after", calm + "\n" + bad)
        let said = try await run("logs", "diff", "--before", before, "--after", after)
        #expect(said.output.contains("failed"), "\(said.output)")
        HostileLines.expectInert(said.output)
        let json = try await run("logs", "diff", "--before", before, "--after", after, "--output", "json")
        #expect(!json.output.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
    }

    @Test(arguments: HostileLines.all) func seriesAndCasesAreInert(_ evil: String) async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let rows = (0..<60).map { "\($0 < 30 ? 1 : 9)" }.joined(separator: "\n")
        let shown = try PseudoTerminal(
            ["metrics", "changepoints", "--input", try path("metrics.csv", "\"\(evil)\"\n\(rows)\n")], columns: 80,
            folder: folder)
        #expect(shown.code == 0 && shown.output.contains("1 of 1 series changed"), "\(shown.output)")
        HostileLines.expectInert(shown.output.replacing("\r\n", with: "\n"))
        try Files.createDirectories("\(folder)/case")
        for file in CausePageTests.files().named {
            let isJSON = file.name.hasSuffix(".json")
            let text = String(decoding: file.bytes, as: UTF8.self)
            try Files.write(
                "\(folder)/case/\(file.name)", isJSON ? file.bytes : Array(text.replacing("pay", with: evil).utf8))
        }
        let checked = try await run("case", "check", "\(folder)/case")
        #expect(checked.output.contains("no cause was confirmed"), "\(checked.output)")
        HostileLines.expectInert(checked.output)
    }
}
