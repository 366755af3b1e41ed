import AutoSRECore
import AutoSREPlatform
import AutoSREStore
import Foundation
import Synchronization
import Testing

@testable import autosre

/// What leaves is in a list, or is said; what cannot be written is an error.
@Suite(.timeLimit(.minutes(1))) struct LeavingTests {
    private let egress = Egress(
        run: RunID("run-1"), at: Instant(seconds: 1), purpose: .notification, destination: "slack.example:443",
        bytes: 812)

    @Test func whatIsNotKeptIsSaid() async throws {
        let told = Mutex<[String]>([])
        let ledger = SpokenLedger(store: MemoryStore()) { line in told.withLock { $0.append(line) } }
        try await ledger.record(egress)
        #expect(try await ledger.egress(of: egress.run) == [egress])
        let lines = told.withLock { $0 }
        #expect(lines.count == 1 && lines[0].contains("812 bytes to slack.example:443"), "\(lines)")
    }

    @Test func anAnswerThatIsNotWrittenIsNoSuccess() {
        let capture = Capture()
        let full = FileError(action: "write", path: "standard output", code: 28)
        #expect(ExitCode.success.unlessLost(nil, capture.console) == .success && capture.errors.isEmpty)
        #expect(ExitCode.success.unlessLost(full, capture.console) == .failure)
        #expect(ExitCode.usage.unlessLost(full, capture.console) == .usage)
        #expect(capture.errors.contains("autosre: cannot write standard output: "))
    }

    /// The report may be what nobody read; a reader that hung up has had what it wanted.
    @Test func outputThatNobodyReadIsNoSuccess() {
        var ends: [Int32] = [-1, -1]
        // As the program does at its start: the queue that nobody read still writes when the reading end is closed.
        ProcessSignals.ignorePipe()
        // The writing end stays open: a queue that nobody read may still write.
        pipe(&ends)
        let unread = OutputQueue(output: ends[1], errors: ends[1])
        unread.write(String(repeating: "line\n", count: 100_000))
        let loss = unread.finish(patience: 0.05)
        #expect(loss != nil && ExitCode.success.unlessLost(loss) == .failure)
        #expect(ExitCode.interrupted(by: "SIGTERM").unlessLost(loss).value == 143)

        close(ends[0])
        let gone = OutputQueue(output: ends[1], errors: ends[1])
        gone.write("line\n")
        let wanted = gone.finish(patience: 10)
        #expect(wanted != nil && ExitCode.success.unlessLost(wanted) == .success)
        #expect(ExitCode.success.unlessLost(OutputQueue.Loss?.none) == .success)
    }
}
