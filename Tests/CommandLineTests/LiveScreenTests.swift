import AutoSRECore
import Synchronization
import Testing

@testable import autosre

@Suite(.timeLimit(.minutes(1))) struct LiveScreenTests {
    private func region(_ texts: String...) -> [[Span]] { texts.map { [Span($0, .green)] } }

    @Test("only the region is redrawn, in one piece, and only when it changes")
    func frames() {
        var screen = LiveScreen()
        var terminal = TinyTerminal(columns: 40)
        terminal.feed("before\n")
        terminal.feed(screen.frame(above: [], region: region("one", "two"), columns: 40))
        #expect(terminal.text == "before\none\ntwo")
        #expect(screen.frame(above: [], region: region("one", "two"), columns: 40).isEmpty)
        let frame = screen.frame(above: ["done"], region: region("three", "4"), columns: 40)
        #expect(frame.hasPrefix("\u{1B}[?2026h") && frame.hasSuffix("\u{1B}[?2026l"))
        terminal.feed(frame)
        #expect(terminal.text == "before\ndone\nthree\n4")
        terminal.feed(screen.frame(above: ["over"], region: [], columns: 40))
        #expect(terminal.text == "before\ndone\nover\n" && terminal.unknown.isEmpty)
    }

    @Test("a terminal that was made narrower, or wider, keeps nothing of the old region", arguments: [12, 20, 31, 60])
    func resize(columns: Int) {
        var screen = LiveScreen()
        var terminal = TinyTerminal(columns: 40)
        terminal.feed("before\n")
        let wide = region("a line of thirty-eight columns, really", "another one that is quite as long here")
        terminal.feed(screen.frame(above: [], region: wide, columns: 40))
        terminal.resize(to: columns)
        terminal.feed(screen.frame(above: [], region: region("short", "too"), columns: columns))
        #expect(terminal.text == "before\nshort\ntoo")
    }

    @Test("rows that a terminal holds together for good cost nothing above", arguments: [(20, 60), (20, 10), (12, 40)])
    func resizeTwice(first: Int, second: Int) {
        var screen = LiveScreen()
        var terminal = TinyTerminal(columns: 40, holdsWraps: true)
        terminal.feed("before\n")
        let wide = region("a line of thirty-eight columns, really", "another one that is quite as long here")
        for (columns, lines) in [(40, wide), (first, region("short", "too")), (second, region("brief", "three"))] {
            terminal.resize(to: columns)
            terminal.feed(screen.frame(above: [], region: lines, columns: columns))
        }
        #expect(terminal.text == "before\nbrief\nthree")
    }

    @Test("a resize is drawn even where nothing else changed")
    func unchanged() {
        var screen = LiveScreen()
        _ = screen.frame(above: [], region: region("one"), columns: 40)
        #expect(!screen.frame(above: [], region: region("one"), columns: 20).isEmpty)
        #expect(screen.frame(above: [], region: region("one"), columns: 20).isEmpty)
    }

    private final class Box: Sendable { let hidden = Mutex<[Bool]>([]) }

    private func show(_ sample: SampleRun, on view: LiveView) throws {
        var run = try Run(opening: sample.journal[0])
        for (index, entry) in sample.journal.enumerated() {
            if index > 0 { try run.apply(entry) }
            view.show(entry, of: run, bodies: sample.bodies)
        }
    }

    @Test("the view leaves the blocks, shows the cursor again and lets others write between")
    func view() async throws {
        var run = try SampleRun()
        try run.recover()
        let (capture, box) = (Capture(), Box())
        let surroundings = LiveView.Surroundings(
            columns: { 60 }, now: { Instant(seconds: 1_700_000_001) },
            sleep: { _ in
                try Task.checkCancellation()
                await Task.yield()
            }, cursorHidden: { hide in box.hidden.withLock { $0.append(hide) } })
        let view = LiveView(console: capture.console, verificationSeconds: 60, surroundings: surroundings)
        let journal = run
        try await view.during {
            try show(journal, on: view)
            view.log("careful\u{1B}[2J")
        }
        var terminal = TinyTerminal(columns: 60)
        terminal.feed(capture.output)
        #expect(!terminal.isCursorHidden && terminal.unknown.isEmpty && terminal.tallest == 1)
        #expect(box.hidden.withLock { $0 } == [true, false])
        for part in [" ✓  1 Detect", " ✓  8 Verify", " ✓ 10 Report"] { #expect(terminal.text.contains(part)) }
        #expect(!terminal.text.contains("━"), "the region is gone")
        #expect(capture.errors == "careful\n")
    }

    @Test("work that throws leaves the terminal in order too")
    func throwing() async {
        struct Broken: Error {}
        let (capture, box) = (Capture(), Box())
        let surroundings = LiveView.Surroundings(
            columns: { 40 }, now: { Instant(seconds: 0) }, sleep: { _ in throw CancellationError() },
            cursorHidden: { hide in box.hidden.withLock { $0.append(hide) } })
        let view = LiveView(console: capture.console, verificationSeconds: 60, surroundings: surroundings)
        await #expect(throws: Broken.self) { try await view.during { throw Broken() } }
        #expect(box.hidden.withLock { $0 } == [true, false])
        #expect(capture.output.hasSuffix("\u{1B}[?25h"))
    }

    @Test("without colours nothing is live")
    func plain() async throws {
        let capture = Capture()
        let presenter = Presenter(.text, capture.console, limits: Limits())
        let run = try SampleRun()
        let observer = presenter.observer(NoEvidence())
        try await presenter.during { await observer.observe(run.journal[0], of: run.run) }
        #expect(capture.output.contains("Alert") && !capture.output.contains("\u{1B}"))
    }

    private struct NoEvidence: EvidenceStore {
        func put(_ evidence: [MintedEvidence]) async throws {}
        func bytes(of reference: EvidenceReference) async throws -> [UInt8] { throw StoreError.unknownRun }
    }
}
