import AutoSREPlatform
import Foundation
import Synchronization

/// What the threads that watch a process know of it. They hold this and not the `Child`, which ends the process when it
/// goes out of use.
final class Running: Sendable {
    struct State {
        var output: [UInt8] = []
        var errors: [UInt8] = []
        var openStreams: Int
        var ending: Child.Ending?
        var endedAt = 0.0
    }

    let pid: pid_t
    let state: Mutex<State>

    init(pid: pid_t, streams: Int) {
        self.pid = pid
        state = Mutex(State(openStreams: streams))
    }

    /// Sends a signal to the process's group, unless it has ended.
    func signal(_ number: Int32) {
        state.withLock { state in
            guard state.ending == nil else { return }
            _ = kill(-pid, number)
        }
    }

    /// Blocks until the process has ended.
    func awaitEnding() {
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

    /// Reads a stream to its end; blocks.
    func read(
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
                if byte != UInt8(ascii: "\n") {
                    line.append(byte)
                    continue
                }
                each(String(decoding: line, as: UTF8.self))
                line = []
            }
        }
        close(descriptor)
        state.withLock { $0.openStreams -= 1 }
    }
}
