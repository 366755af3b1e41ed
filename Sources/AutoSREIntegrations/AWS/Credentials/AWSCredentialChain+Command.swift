public import AutoSRECore
import AutoSREPlatform

extension AWSCredentialChain {
    /// Runs a user's `credential_process` as a guarded child that ends with us. What it prints is for a moment in a
    /// file that only the user can read, in memory (`/dev/shm`) where the system has that.
    /// - Parameter variables: the command's environment.
    /// - Throws: `CommandFailure` where it ends with a status, or not in time.
    public static func commandRunner(variables: [String: String], world: any World) -> CommandRunner {
        { words, seconds in
            let parent = Files.isDirectory("/dev/shm") ? "/dev/shm" : variables["TMPDIR"] ?? "/tmp"
            // The shell expands nothing: the words come to it as they are. However late we look, no file grows larger.
            let script =
                "ulimit -f \(Self.blocks); folder=$1; shift; \"$@\" 2>\"$folder/errors\"; echo \"$?\" >\"$folder/status\""
            let group = try GuardedGroup(
                "/bin/sh", arguments: { ["-c", script, "sh", $0] + words }, environment: { _ in variables },
                under: parent)
            do {
                let output = try await output(of: group, words.first ?? "", seconds, world)
                await group.end()
                return output
            } catch {
                await group.end()
                throw error
            }
        }
    }

    private static func output(
        of group: GuardedGroup, _ program: String, _ seconds: Double, _ world: any World
    ) async throws -> [UInt8] {
        let deadline = world.now().advanced(bySeconds: seconds)
        while group.isRunning {
            try checkFlood(of: group, program)
            let next = world.now().advanced(bySeconds: 0.02)
            guard next < deadline else { throw CommandFailure(program: program, seconds: seconds) }
            try await world.sleep(until: next)
        }
        try checkFlood(of: group, program)
        let status = Int(text(group, "status").prefix { $0.isNumber }) ?? 1
        guard status == 0 else {
            throw CommandFailure(program: program, status: status, errors: text(group, "errors"))
        }
        return try Files.read(group.logPath, maximumBytes: kilobytes.output << 10)
    }

    /// Blocks of 512 bytes that a file may have which the command writes: 64 MB, for it may write others of its own.
    private static let blocks = 131_072

    /// What a command may write to either stream: a key is a line, and memory is not to be filled with anything else.
    private static let kilobytes = (output: 64, errors: 1024)

    private static func checkFlood(of group: GuardedGroup, _ program: String) throws {
        let files = [(group.logPath, kilobytes.output), ("\(group.folder)/errors", kilobytes.errors)]
        for (path, limit) in files where ((try? Files.size(of: path)) ?? 0) > limit << 10 {
            throw CommandFailure(program: program, kilobytes: limit)
        }
    }

    /// A file of the group's folder; empty where it cannot be read.
    private static func text(_ group: GuardedGroup, _ name: String) -> String {
        do throws(FileError) {
            let bytes = try Files.read("\(group.folder)/\(name)", maximumBytes: kilobytes.errors << 10)
            return String(decoding: bytes, as: UTF8.self)
        } catch {
            return ""
        }
    }
}
