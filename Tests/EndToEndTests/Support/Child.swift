import AutoSREPlatform
import Foundation
import Synchronization

/// A process that a test started: leader of a group of its own, its output read to the end while it runs, ended by its
/// own id. `Foundation.Process` takes 60 ms to start one and knows no groups.
final class Child: Sendable {
    /// How a process ended.
    enum Ending: Sendable, Equatable {
        case exited(Int32)
        case killed(Int32)
    }

    /// Its id, and its group's.
    let pid: pid_t
    private let state = Mutex(State())
    private let scratch: Scratch

    private struct State {
        var output: [UInt8] = []
        var errors: [UInt8] = []
        var openStreams = 2
        var ending: Ending?
        var endedAt = 0.0
    }

    /// Starts `path` in `scratch`, which stays as long as this does; `environment` is all that it gets.
    /// - Parameter onLine: called for each line of standard output as soon as it is there, with its number from 1.
    init(
        _ path: String, _ arguments: [String], environment: [String: String], in scratch: Scratch,
        closesOutput: Bool = false, onLine: @escaping @Sendable (Int, String, Child) -> Void = { _, _, _ in }
    ) throws {
        self.scratch = scratch
        var spawned = try Spawned(path, arguments, environment, scratch.path)
        pid = spawned.pid
        if closesOutput {
            spawned.closeOutput()
            state.withLock { $0.openStreams = 1 }
        } else {
            let descriptor = spawned.output
            Thread.detachNewThread { [self] in
                var number = 0
                read(descriptor, keep: { $0.output += $1 }) { line in
                    number += 1
                    onLine(number, line, self)
                }
            }
        }
        let descriptor = spawned.errors
        Thread.detachNewThread { [self] in read(descriptor, keep: { $0.errors += $1 }) { _ in } }
        Thread.detachNewThread { [self] in awaitEnding() }
    }

    deinit { signal(SIGKILL) }

    /// Sends a signal to its group, unless it has ended.
    func signal(_ number: Int32) {
        state.withLock { state in
            guard state.ending == nil else { return }
            _ = kill(-pid, number)
        }
    }

    /// Ends it, and returns when it has ended.
    func stop() async throws {
        signal(SIGKILL)
        try await ended(within: 20)
    }

    /// Standard output so far.
    var output: String { String(decoding: state.withLock(\.output), as: UTF8.self) }
    /// Standard error so far.
    var errors: String { String(decoding: state.withLock(\.errors), as: UTF8.self) }
    /// How it ended, if it has.
    var ending: Ending? { state.withLock(\.ending) }
    /// When it ended, on the monotonic clock.
    var endedAt: Double { state.withLock(\.endedAt) }

    /// Waits until it has ended and its streams are read to the end; kills it where that takes too long.
    @discardableResult
    func ended(within seconds: Double) async throws -> Ending {
        do {
            return try await awaiting("the end of process \(pid)", within: seconds) {
                state.withLock { $0.openStreams == 0 ? $0.ending : nil }
            }
        } catch {
            signal(SIGKILL)
            throw error
        }
    }

    private func awaitEnding() {
        var information = siginfo_t()
        while waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        // Under the lock, so that no signal goes to a number that another process has got by then.
        state.withLock { state in
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7F
            state.ending = signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal)
            state.endedAt = SystemClock.monotonicSeconds()
        }
    }

    private func read(
        _ descriptor: Int32, keep: (inout State, ArraySlice<UInt8>) -> Void, _ each: (String) -> Void
    ) {
        var line: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Foundation.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            state.withLock { keep(&$0, chunk[..<count]) }
            for byte in chunk[..<count] {
                if byte != UInt8(ascii: "\n") { line.append(byte); continue }
                each(String(decoding: line, as: UTF8.self))
                line = []
            }
        }
        close(descriptor)
        state.withLock { $0.openStreams -= 1 }
    }
}
