internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program with all its children in a process group and a private folder of their own, both of which end with us.
///
/// A watchdog sees to that. The program itself waits at a gate until the watchdog knows its group, so that there is no
/// moment at which killing us leaves it behind. A watchdog that somebody ends is replaced at once; where that cannot be
/// done, the group ends: nothing of ours runs unguarded.
public final class GuardedGroup: Sendable {
    /// The private folder (0700), for everything that the program keeps.
    public let folder: String
    /// What the program writes to its standard output and error, from the first byte on.
    public let logPath: String

    private struct State {
        var program: Child?
        var watchdog: Watchdog?
        /// Watchdogs that were ended by others.
        var former: [Child] = []
        var isEnding = false
    }

    private let state: Mutex<State>

    /// Whoever ends more watchdogs than this means it.
    private static let maximumReplacements = 5

    /// Ends where the gate is never opened, because we are gone.
    private static let gate = """
        IFS= read -r go || exit 1
        exec "$@" </dev/null
        """

    /// Starts `program` in a new folder below `parent`.
    /// - Parameters:
    ///   - arguments: its words without its name, given the folder.
    ///   - environment: all of its variables, given the folder.
    ///   - channel: a line to it, whose other end it gets as descriptor 3.
    public init(
        _ program: String, arguments: (_ folder: String) -> [String],
        environment: (_ folder: String) -> [String: String], under parent: String, channel: LineChannel? = nil
    ) throws {
        ProcessSignals.ignorePipe()
        folder = "\(parent)/autosre-\(SystemRandom.hex(16))"
        logPath = folder + "/program.log"
        try Files.createDirectories(folder)
        let variables = environment(folder)
        let gate = try Pipe()
        defer {
            gate.closeReader()
            gate.closeWriter()
        }
        let watchdog = try Watchdog(over: folder)
        do {
            let child = try spawn(
                SpawnOrder(
                    path: "/bin/sh", words: ["sh", "-c", Self.gate, "autosre-gate", program] + arguments(folder),
                    environment: variables, input: gate.reader, output: logPath, channel: channel?.other))
            channel?.closeOther()
            watchdog.look(after: child.pid)
            state = Mutex(State(program: child, watchdog: watchdog))
        } catch {
            watchdog.letGo()
            throw error
        }
        attend(watchdog)
        writeLine("go", to: gate.writer)
    }

    deinit { letGo() }

    /// Whether the program itself, whatever its children do, still runs.
    public var isRunning: Bool {
        state.withLock { state in
            guard let program = state.program else { return false }
            return !program.hasEnded()
        }
    }

    /// What the program has written so far; empty where there is nothing to be read yet.
    public var log: String {
        do { return String(decoding: try Files.read(logPath, maximumBytes: 4 << 20), as: UTF8.self) } catch {
            return ""
        }
    }

    /// Ends the whole group and removes the folder; returns when that is done, or after two seconds.
    public func end() async {
        letGo()
        for _ in 0..<400 where !isGone { await nap() }
    }

    /// The watchdog does the same when the leash is cut; the group is killed here too, since somebody may just have
    /// ended the watchdog. One that is gone is replaced even now: the folder has to be removed.
    private func letGo() {
        state.withLock { state in
            guard !state.isEnding else { return }
            state.isEnding = true
            if let program = state.program { kill(-program.pid, SIGKILL) }
            if state.watchdog?.child.hasEnded() != false { replace(&state) }
            state.watchdog?.letGo()
        }
    }

    /// The program is given back last: while the watchdog may still kill its group, the id has to be ours.
    private var isGone: Bool {
        state.withLock { state in
            guard state.watchdog?.child.hasEnded() != false, state.program?.hasEnded() != false else { return false }
            for child in state.former { child.reap() }
            state.watchdog?.child.reap()
            state.program?.reap()
            (state.program, state.watchdog, state.former) = (nil, nil, [])
            return true
        }
    }

    /// Also where the task is cancelled: ending in order is what cancellation asks for.
    private func nap() async {
        await Task.detached {
            do { try await SystemClock.sleep(seconds: 0.005) } catch { return }
        }.value
    }
}

extension GuardedGroup {
    /// Replaces the watchdog as soon as it is gone. A thread waits for that rather than a dispatch source at a pipe:
    /// libdispatch for Linux now and then crashes where a pipe's other end goes away.
    private func attend(_ watchdog: Watchdog) {
        DispatchQueue(label: "autosre.watchdog").async { @Sendable [weak self] in
            watchdog.child.awaitEnd()
            self?.watchdogIsGone()
        }
    }

    private func watchdogIsGone() {
        let next: Watchdog? = state.withLock { state in
            guard !state.isEnding else { return nil }
            replace(&state)
            if state.watchdog == nil, let program = state.program { kill(-program.pid, SIGKILL) }
            return state.watchdog
        }
        if let next { attend(next) }
    }

    /// Puts a new watchdog in the place of one that is gone; none where there cannot be one.
    private func replace(_ state: inout State) {
        if let old = state.watchdog {
            old.letGo()
            state.former.append(old.child)
        }
        state.watchdog = nil
        guard state.isEnding || state.former.count <= Self.maximumReplacements else { return }
        do throws(ProcessError) {
            state.watchdog = try Watchdog(over: folder, endingToo: state.program?.pid)
        } catch {
            // No process can be had: the callers end the group.
            return
        }
    }
}
