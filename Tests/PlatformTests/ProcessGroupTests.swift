import AutoSREPlatform
import Foundation
import Testing

@Suite(.timeLimit(.minutes(1))) struct ProcessGroupTests {
    /// A program with a child in the background, which writes both ids.
    private static let family = """
        sleep 300 & echo "child $!" >"$HOME/ids"; echo "self $$" >>"$HOME/ids"; echo "$LEFT|$KEPT"; wait
        """

    private func start(_ script: String, _ more: [String: String] = [:]) throws -> GuardedGroup {
        try GuardedGroup(
            "/bin/sh", arguments: { _ in ["-c", script] },
            environment: { ["HOME": $0, "PATH": "/usr/bin:/bin"].merging(more) { $1 } }, under: "/tmp")
    }

    private func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }

    private func ids(_ group: GuardedGroup) async throws -> [pid_t] {
        try await eventually {
            let numbers = text(group.folder + "/ids").split(whereSeparator: \.isWhitespace).compactMap { pid_t($0) }
            return numbers.count == 2 ? numbers : nil
        }
    }

    private func eventually<T>(_ value: () async throws -> T?) async throws -> T {
        let end = SystemClock.monotonicSeconds() + 10
        while SystemClock.monotonicSeconds() < end {
            if let value = try await value() { return value }
            try await SystemClock.sleep(seconds: 0.005)
        }
        throw CocoaError(.fileNoSuchFile)
    }

    /// Running, as opposed to gone or a zombie that its parent has not asked for.
    private func isAlive(_ pid: pid_t) -> Bool {
        let stat = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
        return !stat.isEmpty && !stat.contains(") Z")
    }

    @Test func theWholeFamilyEndsAndTheFolderGoes() async throws {
        let group = try start(Self.family, ["KEPT": "yes"])
        let family = try await ids(group)
        #expect(group.isRunning && family.allSatisfy(isAlive))
        let mode = try FileManager.default.attributesOfItem(atPath: group.folder)[.posixPermissions] as? Int
        #expect(mode == 0o700)
        await group.end()
        #expect(!group.isRunning)
        try await gone(family, group.folder)
    }

    /// Only what was given: no variable of ours.
    @Test func nothingOfOursIsInherited() async throws {
        let group = try start(Self.family, ["KEPT": "yes"])
        _ = try await ids(group)
        let log = try await eventually { text(group.logPath).isEmpty ? nil : text(group.logPath) }
        #expect(log == "|yes\n")
        await group.end()
    }

    @Test func theLastReferenceEndsItToo() async throws {
        var group: GuardedGroup? = try start(Self.family)
        let folder = try #require(group?.folder)
        let family = try await ids(try #require(group))
        group = nil
        try await gone(family, folder)
    }

    /// Ending in order is what a cancelled task has to do.
    @Test func aCancelledTaskEndsIt() async throws {
        let group = try start(Self.family)
        let family = try await ids(group)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            await group.end()
        }
        task.cancel()
        await task.value
        try await gone(family, group.folder)
    }

    @Test func aProgramThatIsNotThereSaysSo() async throws {
        let group = try GuardedGroup(
            "/nonexistent/program", arguments: { _ in [] }, environment: { _ in [:] }, under: "/tmp")
        let log = try await eventually { group.isRunning ? nil : text(group.logPath) }
        #expect(log.contains("/nonexistent/program"))
        await group.end()
        #expect(!FileManager.default.fileExists(atPath: group.folder))
    }

    /// The watchdogs of a folder that run now.
    private func watchdogs(_ folder: String) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { pid in
            let words = (try? Data(contentsOf: URL(filePath: "/proc/\(pid)/cmdline"))) ?? Data()
            let parts = words.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            return parts.suffix(2) == ["autosre-watchdog", folder]
        }
    }

    /// Kills the watchdog, and waits until another has taken its place, or none.
    private func killWatchdog(_ folder: String, expectingAnother: Bool = true) async throws {
        let old = try await eventually { watchdogs(folder).first }
        #expect(kill(old, SIGKILL) == 0)
        _ = try await eventually {
            let now = watchdogs(folder)
            return expectingAnother ? now.first { $0 != old } : (now.isEmpty ? 0 : nil)
        }
    }

    @Test func aWatchdogThatIsEndedIsReplaced() async throws {
        let group = try start(Self.family)
        let family = try await ids(group)
        for _ in 1...3 { try await killWatchdog(group.folder) }
        #expect(group.isRunning && family.allSatisfy(isAlive))
        await group.end()
        try await gone(family, group.folder)
        #expect(watchdogs(group.folder).isEmpty)
    }

    /// Whoever ends one after the other gets what is guarded: it does not go on unguarded.
    @Test func withoutAWatchdogNothingGoesOn() async throws {
        let group = try start(Self.family)
        let family = try await ids(group)
        for _ in 1...5 { try await killWatchdog(group.folder) }
        try await killWatchdog(group.folder, expectingAnother: false)
        _ = try await eventually { group.isRunning || family.contains(where: isAlive) ? nil : true }
        await group.end()
        try await gone(family, group.folder)
    }

    @Test func whatAProgramWritesIsRead() async throws {
        let environment: (String) -> [String: String] = { ["HOME": $0, "PATH": "/usr/bin:/bin"] }
        let script = "echo one; echo two >&2; exit 3"
        let output = try await Programs.output(of: "/bin/sh", ["-c", script], environment: environment, within: 5)
        #expect(output == "one\ntwo\n")
        let late = try await Programs.output(of: "/bin/sleep", ["60"], environment: environment, within: 0.2)
        #expect(late == nil)
    }

    @Test func programsAreFoundAsAShellDoes() {
        #expect(Programs.find(["nobody", "sh"], path: "/nonexistent:/bin") == "/bin/sh")
        #expect(Programs.find(["bin"], path: "/usr") == nil, "a folder is no program")
        #expect(Programs.find(["sh"], path: "") == nil)
    }

    private func gone(_ family: [pid_t], _ folder: String) async throws {
        _ = try await eventually {
            !family.contains(where: isAlive) && !FileManager.default.fileExists(atPath: folder) ? true : nil
        }
    }
}
