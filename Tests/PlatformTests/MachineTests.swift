import AutoSRECore
import AutoSREPlatform
import Foundation
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct MachineTests {
    @Test func clocksRunForward() async throws {
        let wall = SystemClock.now()
        #expect(abs(Double(wall.milliseconds) / 1000 - Date().timeIntervalSince1970) < 1)
        let start = SystemClock.monotonicSeconds()
        try await SystemClock.sleep(seconds: 0.02)
        let taken = SystemClock.monotonicSeconds() - start
        #expect(taken >= 0.02)
        for nothing in [0, -1, Double.nan] { try await SystemClock.sleep(seconds: nothing) }
    }

    @Test func sleepingEndsWithTheTask() async {
        let task = Task { try await SystemClock.sleep(seconds: 1e300) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    /// `Europe` is what the C library makes of a `TZ` of Europe/Nowhere: UTC by another name.
    @Test(arguments: [
        ("CET", 3600, "CET"), ("-03", -10_800, "-03"), ("UTC", 0, "UTC"), ("Europe", 0, "UTC"), ("", 0, "UTC"),
        (nil, 0, "UTC"), (nil, 3600, "local time"),
    ])
    func zonesAreCalledWhatTheyAre(name: String?, offset: Int, shown: String) {
        #expect(LocalTime.zone(named: name, offset: offset) == shown)
    }

    @Test func randomTextIsHexadecimalAndNew() {
        let texts = Set((0..<100).map { _ in SystemRandom.hex(33) })
        #expect(texts.count == 100)
        for text in texts { #expect(text.count == 33 && text.allSatisfy { $0.isHexDigit && !$0.isUppercase }) }
        #expect(SystemRandom.hex(0).isEmpty && SystemRandom.hex(-1).isEmpty)
    }

    @Test func processesAreToldApart() throws {
        #expect(Host.processID == getpid())
        let own = try #require(Host.processStart(getpid()))
        #expect(own == Host.processStart(getpid()))
        #expect(Host.processStart(1) != nil)
        #expect(Host.processStart(0) == nil && Host.processStart(-1) == nil)
        #expect(Host.processStart(Int32.max) == nil)
        #expect(Host.bootID.count == 36)
    }

    @Test func theEnvironmentIsRead() {
        setenv("AUTOSRE_PLATFORM_TEST", "a=b", 1)
        #expect(Environment.all()["AUTOSRE_PLATFORM_TEST"] == "a=b")
        #expect(Environment.all()["PATH"] == ProcessInfo.processInfo.environment["PATH"])
    }
}

/// Signals and closed pipes change the whole process, so these run as children of their own.
@Suite(.timeLimit(.minutes(1)), .serialized)
struct ProcessSignalTests {
    @Test func signalsReachTheHandlerEvenIfTheyWereIgnored() async {
        signal(SIGUSR1, SIG_IGN)
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        ProcessSignals.install([SIGUSR1, SIGUSR2]) { continuation.yield($0) }
        kill(getpid(), SIGUSR1)
        kill(getpid(), SIGUSR2)
        var iterator = stream.makeAsyncIterator()
        let first = await iterator.next()
        let second = await iterator.next()
        #expect(Set([first, second]) == [SIGUSR1, SIGUSR2])
    }

    @Test func aClosedPipeDoesNoHarm() {
        ProcessSignals.ignorePipe()
        var ends: [Int32] = [0, 0]
        pipe(&ends)
        close(ends[0])
        let saved = dup(2)
        dup2(ends[1], 2)
        let written = StandardStreams.write("nobody reads this\n", to: .error)
        dup2(saved, 2)
        close(saved)
        close(ends[1])
        #expect(!written)
    }
}
