import Foundation
import Testing

@testable import autosre

/// The program on a real pseudo-terminal.
@Suite(.timeLimit(.minutes(1)), .serialized) final class TerminalTests {
    private let folder = NSTemporaryDirectory() + "autosre-terminal-\(UUID().uuidString)"

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: folder) }

    @Test("the demo is alive on a terminal, ends in a card and leaves the page", arguments: [40, 80, 120])
    func demo(columns: Int) throws {
        let run = try PseudoTerminal(["demo", "--output", "out"], columns: UInt16(columns), folder: folder)
        #expect(run.code == 0)
        var terminal = TinyTerminal(columns: columns)
        terminal.feed(run.output)
        #expect(terminal.unknown.isEmpty && !terminal.isCursorHidden)
        let text = terminal.text
        for step in LiveStep.allCases { #expect(text.contains(" ✓ \(LiveRenderer.name(step))"), "\(step)") }
        #expect(terminal.tallest == 1, "the program breaks lines itself, between words")
        for part in ["╭─ Recovered ", "What decided", "v1.4.2  →  v1.4.1", "out/post-mortem.html"] {
            #expect(text.contains(part), "\(part) is not in\n\(text)")
        }
        #expect(!text.contains("⠋") && run.output.contains("\u{1B}[?2026h"))
        let page = try String(contentsOfFile: folder + "/out/post-mortem.html", encoding: .utf8)
        #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("<svg "))
    }

    @Test("an interruption while it waits leaves the terminal in order")
    func interrupted() throws {
        let environment = [
            "OPERATIONS_DASHBOARD_URL": "http://127.0.0.1:1", "RECOVERY_VERIFY_TIMEOUT_SECONDS": "50",
        ]
        let run = try PseudoTerminal(
            ["run"], columns: 80, environment: environment, folder: folder, interruptAt: "of at most 50 s")
        #expect(run.code == 130)
        var terminal = TinyTerminal(columns: 80)
        terminal.feed(run.output)
        #expect(terminal.unknown.isEmpty && !terminal.isCursorHidden && run.output.contains("\u{1B}[?25l"))
        #expect(terminal.text.contains(" ! Stopped: by SIGINT") && terminal.text.contains("Stopped by SIGINT."))
        #expect(!terminal.text.contains("of at most 50 s"), "the region is gone")
    }

    @Test("plain lines where the terminal is told to be plain", arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
    func plain(environment: [String: String]) throws {
        let run = try PseudoTerminal(
            ["demo", "--output", "out"], columns: 80, environment: environment, folder: folder)
        #expect(run.code == 0 && !run.output.contains("\u{1B}"))
        #expect(run.output.contains("Recovered   in ") && run.output.contains("Incident inc-"))
    }
}
