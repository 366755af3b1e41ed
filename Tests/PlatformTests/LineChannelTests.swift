import AutoSREPlatform
import Foundation
import Testing

@Suite(.timeLimit(.minutes(1))) struct LineChannelTests {
    private func start(_ script: String) throws -> (group: GuardedGroup, channel: LineChannel) {
        let channel = try LineChannel()
        let group = try GuardedGroup(
            "/bin/sh", arguments: { _ in ["-c", script] },
            environment: { ["HOME": $0, "PATH": "/usr/bin:/bin"] }, under: "/tmp", channel: channel)
        return (group, channel)
    }

    private func next(_ channel: LineChannel) async throws -> LineChannel.Received {
        let end = SystemClock.monotonicSeconds() + 10
        while SystemClock.monotonicSeconds() < end {
            let received = channel.receive()
            if received != .nothing { return received }
            try await SystemClock.sleep(seconds: 0.005)
        }
        return .nothing
    }

    @Test func linesGoBothWaysBesideWhatIsPrinted() async throws {
        let (group, channel) = try start("echo noise; read line <&3; echo \"got $line\" >&3; echo second >&3")
        #expect(channel.send(Array("hello".utf8)))
        #expect(try await next(channel) == .line(Array("got hello".utf8)))
        #expect(try await next(channel) == .line(Array("second".utf8)))
        #expect(try await next(channel) == .ended)
        #expect(FileManager.default.contents(atPath: group.logPath) == Data("noise\n".utf8))
        await group.end()
    }

    /// The child reads the end when we hang up, so that it cannot outlive us by waiting for us.
    @Test func hangingUpIsTheEnd() async throws {
        let (group, channel) = try start("read line <&3 || exit 0; sleep 300")
        channel.close()
        let end = SystemClock.monotonicSeconds() + 10
        while group.isRunning, SystemClock.monotonicSeconds() < end { try await SystemClock.sleep(seconds: 0.005) }
        #expect(!group.isRunning && channel.receive() == .ended && !channel.send([1]))
        await group.end()
    }

    @Test func anEndlessLineIsTheEnd() async throws {
        let (group, channel) = try start("head -c 3000000 /dev/zero >&3; sleep 300")
        #expect(try await next(channel) == .ended)
        await group.end()
    }
}
