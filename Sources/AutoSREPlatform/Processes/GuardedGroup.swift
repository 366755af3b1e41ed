internal import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program with all its children in a process group and a private folder of their own, both of which end with us.
///
/// A watchdog in a session of its own waits at the end of a pipe whose other end only we hold: when we end, killed or
/// not, it reads the end of the file, kills the group and removes the folder. The program itself waits at a gate until
/// the watchdog knows its group, so that there is no moment at which killing us leaves it behind.
public final class GuardedGroup: Sendable {
    /// The private folder (0700), for everything that the program keeps.
    public let folder: String
    /// What the program writes to its standard output and error, from the first byte on.
    public let logPath: String

    private struct State {
        var program: Child?
        var watchdog: Child?
        var leash: Int32
    }

    private let state: Mutex<State>

    /// Waits for the group's id, then for our end. What is being killed may still write for a moment, so removing is
    /// tried again, for a second at the most.
    private static let watch = """
        IFS= read -r group || { rm -rf -- "$1"; exit 0; }
        IFS= read -r rest
        kill -s KILL -- "-$group" 2>/dev/null
        for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
            rm -rf -- "$1" 2>/dev/null && [ ! -e "$1" ] && exit 0
            sleep 0.05
        done
        """

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
        let leash = try Pipe()
        defer { leash.closeReader() }
        let gate = try Pipe()
        defer { gate.close() }
        let watchdog = try spawn(
            SpawnOrder(
                path: "/bin/sh", words: ["sh", "-c", Self.watch, "autosre-watchdog", folder],
                environment: ["PATH": "/usr/bin:/bin"], input: leash.reader, output: "/dev/null"))
        var started = State(program: nil, watchdog: watchdog, leash: leash.writer)
        do {
            let child = try spawn(
                SpawnOrder(
                    path: "/bin/sh", words: ["sh", "-c", Self.gate, "autosre-gate", program] + arguments(folder),
                    environment: variables, input: gate.reader, output: logPath, channel: channel?.other))
            channel?.closeOther()
            started.program = child
            writeLine("\(child.pid)", to: leash.writer)
            writeLine("go", to: gate.writer)
        } catch {
            close(leash.writer)
            throw error
        }
        state = Mutex(started)
    }

    deinit { letGo() }

    /// Whether the program itself, whatever its children do, still runs.
    public var isRunning: Bool {
        state.withLock { state in
            guard let program = state.program else { return false }
            return !program.hasEnded()
        }
    }

    /// Ends the whole group and removes the folder; returns when that is done, or after two seconds.
    public func end() async {
        letGo()
        for _ in 0..<400 where !isGone { await nap() }
    }

    /// The watchdog does the same when the leash is cut; the group is killed here too, in case somebody killed the
    /// watchdog.
    private func letGo() {
        state.withLock { state in
            if let program = state.program { kill(-program.pid, SIGKILL) }
            if state.leash >= 0 { close(state.leash) }
            state.leash = -1
        }
    }

    /// The program is given back last: while the watchdog may still kill its group, the id has to be ours.
    private var isGone: Bool {
        state.withLock { state in
            guard let watchdog = state.watchdog else { return true }
            guard watchdog.hasEnded(), state.program?.hasEnded() != false else { return false }
            watchdog.reap()
            state.program?.reap()
            (state.program, state.watchdog) = (nil, nil)
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

private struct Pipe {
    let reader: Int32
    let writer: Int32

    init() throws(ProcessError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw ProcessError(program: "a pipe", code: errno) }
        (reader, writer) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    func closeReader() { _ = systemClose(reader) }

    func close() {
        _ = systemClose(reader)
        _ = systemClose(writer)
    }
}

/// A short line fits a pipe; where the reader is gone there is nobody to tell.
private func writeLine(_ text: String, to descriptor: Int32) {
    let bytes = Array("\(text)\n".utf8)
    _ = write(descriptor, bytes, bytes.count)
}

private let systemClose = close
