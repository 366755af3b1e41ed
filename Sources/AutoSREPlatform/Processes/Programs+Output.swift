extension Programs {
    /// Runs a program to its end in a private folder, with no input, and gives what it wrote to either stream.
    /// - Parameters:
    ///   - environment: all of its variables, given the folder.
    ///   - seconds: after these it is ended, with all its children.
    /// - Returns: at most 64 KiB, as text; nil where it did not end in time.
    /// - Throws: where it cannot be started, or what it wrote cannot be read.
    public static func output(
        of program: String, _ arguments: [String], environment: (_ folder: String) -> [String: String],
        within seconds: Double, under parent: String = "/tmp"
    ) async throws -> String? {
        let group = try GuardedGroup(
            program, arguments: { _ in arguments }, environment: environment, under: parent)
        do {
            let end = SystemClock.monotonicSeconds() + seconds
            while group.isRunning {
                guard SystemClock.monotonicSeconds() < end else {
                    await group.end()
                    return nil
                }
                try await SystemClock.sleep(seconds: 0.01)
            }
            let bytes = try Files.read(group.logPath, maximumBytes: 64 << 10)
            await group.end()
            return String(decoding: bytes, as: UTF8.self)
        } catch {
            await group.end()
            throw error
        }
    }
}
