import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Synchronization

/// The loop on a terminal while it happens: finished steps stay, the one under way moves. Fed by the entries of the
/// journal and by a ticker; all drawing is one function of state, time and width.
final class LiveView: Sendable {
    private struct State {
        var live: LiveState?
        var screen = LiveScreen()
        var isOn = false
    }

    private let state = Mutex(State())
    private let console: Console
    private let verificationSeconds: Double
    private let surroundings: Surroundings

    /// What a view needs of the machine.
    struct Surroundings: Sendable {
        /// Columns of the terminal now; read for each frame, so that a resize is seen by the next one.
        var columns: @Sendable () -> Int
        /// The time now.
        var now: @Sendable () -> Instant
        /// Waits so many seconds, or throws where the view is over.
        var sleep: @Sendable (Double) async throws -> Void
        /// Notes whether the cursor is hidden, so that whoever ends the process can show it.
        var cursorHidden: @Sendable (Bool) -> Void

        /// The process's own terminal and clock.
        static let standard = Surroundings(
            columns: { StandardStreams.terminalWidth() ?? 80 }, now: { SystemWorld().now() },
            sleep: { try await SystemClock.sleep(seconds: $0) }, cursorHidden: { Cursor.isHidden = $0 })
    }

    private static let frameSeconds = 0.1

    /// A view that draws on `console`.
    init(console: Console, verificationSeconds: Double, surroundings: Surroundings = .standard) {
        (self.console, self.verificationSeconds, self.surroundings) = (console, verificationSeconds, surroundings)
    }

    /// Columns of the terminal now.
    var columns: Int { surroundings.columns() }

    /// Takes the terminal's last region for as long as `work` goes on.
    func during<T: Sendable>(_ work: @Sendable () async throws -> T) async throws -> T {
        state.withLock { $0.isOn = true }
        surroundings.cursorHidden(true)
        console.raw(LiveScreen.hideCursor)
        defer { finish() }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.tick() }
            defer { group.cancelAll() }
            return try await work()
        }
    }

    /// Draws what an entry brings; `bodies` are those that a diagnosis cites.
    func show(_ entry: JournalEntry, of run: Run, bodies: [EvidenceID: EvidenceBody]) {
        state.withLock { state in
            var live = state.live ?? LiveState(joining: run, at: entry.at, times: console.times)
            let ended = live.apply(entry, of: run)
            state.live = live
            let columns = surroundings.columns()
            let blocks = LiveBlocks(columns: columns, bodies: bodies, times: console.times).lines(
                entry, of: run, ended: ended)
            draw(&state, above: blocks.map { $0.render(colours: true) }, columns)
        }
    }

    /// Writes to standard error without disturbing the region.
    func log(_ text: String) {
        state.withLock { state in
            guard state.isOn else { return console.log(text) }
            console.raw(state.screen.frame(above: [], region: [], columns: surroundings.columns()))
            console.log(text)
            draw(&state, above: [], surroundings.columns())
        }
    }

    /// A frame every tenth of a second until the task is cancelled.
    private func tick() async {
        while !Task.isCancelled {
            if !console.isBehind() { state.withLock { draw(&$0, above: [], surroundings.columns()) } }
            do { try await surroundings.sleep(Self.frameSeconds) } catch { return }
        }
    }

    private func draw(_ state: inout State, above: [String], _ columns: Int) {
        var region: [[Span]] = []
        if state.isOn, let live = state.live {
            let renderer = LiveRenderer(columns: columns, verificationSeconds: verificationSeconds)
            region = renderer.region(live, at: surroundings.now())
        }
        console.raw(state.screen.frame(above: above, region: region, columns: columns))
    }

    private func finish() {
        state.withLock { state in
            state.isOn = false
            console.raw(state.screen.frame(above: [], region: [], columns: surroundings.columns()))
        }
        console.raw(LiveScreen.showCursor)
        surroundings.cursorHidden(false)
    }
}

/// Whether the terminal's cursor is hidden by this process.
enum Cursor {
    private static let hidden = Mutex(false)

    /// Whether it is hidden.
    static var isHidden: Bool {
        get { hidden.withLock { $0 } }
        set { hidden.withLock { $0 = newValue } }
    }

    /// Shows it again, for a process that ends in the middle of a view.
    static func restore() {
        guard isHidden else { return }
        OutputQueue.standard.write(LiveScreen.showCursor + "\n")
    }
}
