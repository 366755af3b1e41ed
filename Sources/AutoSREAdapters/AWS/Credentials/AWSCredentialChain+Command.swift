public import AutoSRECore
import AutoSREPlatform

extension AWSCredentialChain {
    /// Runs a user's `credential_process` as a guarded child that ends with us, its errors unheard. What it prints
    /// is for a moment in a file that only the user can read, in memory (`/dev/shm`) where the system has that.
    /// - Parameter variables: the command's environment.
    public static func commandRunner(variables: [String: String], world: any World) -> CommandRunner {
        { words, seconds in
            let folder = Files.isDirectory("/dev/shm") ? "/dev/shm" : variables["TMPDIR"] ?? "/tmp"
            // The shell expands nothing: the words come to it as they are.
            let script = ["-c", "exec \"$@\" 2>/dev/null", "sh"] + words
            let group = try GuardedGroup(
                "/bin/sh", arguments: { _ in script }, environment: { _ in variables }, under: folder)
            do {
                let output = try await output(of: group, until: world.now().advanced(bySeconds: seconds), world)
                await group.end()
                return output
            } catch {
                await group.end()
                throw error
            }
        }
    }

    private static func output(
        of group: GuardedGroup, until deadline: Instant, _ world: any World
    ) async throws -> [UInt8] {
        while group.isRunning {
            let next = world.now().advanced(bySeconds: 0.02)
            guard next < deadline else { throw AWSError(.credentials, "the command does not end") }
            try await world.sleep(until: next)
        }
        return try Files.read(group.logPath, maximumBytes: 64 << 10)
    }
}
