import Foundation
import Synchronization

/// A process that a test started: leader of a group of its own, its output read to the end while it runs, ended by its
/// own id, at the latest when this goes out of use. `Foundation.Process` takes 60 ms to start one and knows no groups.
final class Child: Sendable {
    /// How a process ended.
    enum Ending: Sendable, Equatable {
        case exited(Int32)
        case killed(Int32)
    }

    private let running: Running
    private let scratch: Scratch

    /// Starts `path` in `scratch`, which stays as long as this does; `environment` is all that it gets.
    /// - Parameter onLine: called for each line of standard output as soon as it is there, with its number from 1.
    init(
        _ path: String, _ arguments: [String], environment: [String: String], in scratch: Scratch,
        closesOutput: Bool = false, onLine: @escaping @Sendable (Int, String, Running) -> Void = { _, _, _ in }
    ) throws {
        self.scratch = scratch
        var spawned = try Spawned(path, arguments, environment, scratch.path)
        if closesOutput { spawned.closeOutput() }
        let running = Running(pid: spawned.pid, streams: closesOutput ? 1 : 2)
        self.running = running
        let (output, errors) = (spawned.output, spawned.errors)
        if !closesOutput {
            Thread.detachNewThread {
                var number = 0
                running.read(output, keep: { $0.output += $1 }) { line in
                    number += 1
                    onLine(number, line, running)
                }
            }
        }
        Thread.detachNewThread { running.read(errors, keep: { $0.errors += $1 }) { _ in } }
        Thread.detachNewThread { running.awaitEnding() }
    }

    deinit { signal(SIGKILL) }

    /// Its id, and its group's.
    var pid: pid_t { running.pid }
    /// Standard output so far.
    var output: String { String(decoding: running.state.withLock(\.output), as: UTF8.self) }
    /// Standard error so far.
    var errors: String { String(decoding: running.state.withLock(\.errors), as: UTF8.self) }
    /// How it ended, if it has.
    var ending: Ending? { running.state.withLock(\.ending) }
    /// When it ended, on the monotonic clock.
    var endedAt: Double { running.state.withLock(\.endedAt) }

    /// Sends a signal to its group, unless it has ended.
    func signal(_ number: Int32) { running.signal(number) }

    /// Ends it, and returns when it has ended.
    func stop() async throws {
        signal(SIGKILL)
        try await ended(within: 20)
    }

    /// Waits until it has ended and its streams are read to the end; kills it where that takes too long.
    @discardableResult
    func ended(within seconds: Double) async throws -> Ending {
        do {
            return try await awaiting("the end of process \(pid)", within: seconds) {
                running.state.withLock { $0.openStreams == 0 ? $0.ending : nil }
            }
        } catch {
            signal(SIGKILL)
            throw error
        }
    }
}
