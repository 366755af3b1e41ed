import AutoSRECore

/// How the process ends. The numbers are documented in the README and in `autosre --help`; they are decided here only.
struct ExitCode: Sendable, Hashable {
    /// What the shell sees.
    let value: Int32

    /// Recovered, recovered by itself, nothing to do, a dry run, or a question that was answered.
    static let success = ExitCode(value: 0)
    /// Not recovered, unverified, escalated, failed, or an unknown id.
    static let failure = ExitCode(value: 1)
    /// The command line or the settings are wrong; nothing was run.
    static let usage = ExitCode(value: 2)

    /// Stopped by a signal: 128 and its number, as shells count.
    static func interrupted(by signal: String) -> ExitCode { ExitCode(value: signal == "SIGTERM" ? 143 : 130) }

    /// What a run comes to. `interruption` is there only where the run is not closed, whatever its outcome will be.
    static func of(_ outcome: Outcome?, interruption: String?) -> ExitCode {
        if let interruption { return interrupted(by: interruption) }
        return outcome?.isSuccess == true ? .success : .failure
    }
}
