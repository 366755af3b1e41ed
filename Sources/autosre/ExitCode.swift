import AutoSRECore
import AutoSREPlatform

/// How the process ends. The numbers are documented in the README and in `autosre --help`; they are decided here only.
struct ExitCode: Sendable, Hashable {
    /// What the shell sees.
    let value: Int32

    /// Recovered, recovered by itself, nothing to do, a dry run, or a question that was answered.
    static let success = ExitCode(value: 0)
    /// Not recovered, unverified, escalated, failed, an unknown id, or output that got lost.
    static let failure = ExitCode(value: 1)
    /// The command line or the settings are wrong; nothing was run.
    static let usage = ExitCode(value: 2)

    /// Stopped by a signal: 128 and its number, as shells count.
    static func interrupted(by name: String) -> ExitCode {
        let signal = StopSignal.allCases.first { $0.name == name } ?? .interrupt
        return ExitCode(value: 128 + signal.rawValue)
    }

    /// Whether a signal ended it.
    var isInterruption: Bool { value > 128 }

    /// Failure instead of success, and said, where not all of the answer could be written.
    func unlessLost(_ loss: FileError?, _ console: Console) -> ExitCode {
        guard let loss else { return self }
        console.complain("\(loss)")
        return self == .success ? .failure : self
    }

    /// What a run comes to. `interruption` is there only where the run is not closed, whatever its outcome will be.
    static func of(_ outcome: Outcome?, interruption: String?) -> ExitCode {
        if let interruption { return interrupted(by: interruption) }
        return outcome?.isSuccess == true ? .success : .failure
    }
}

extension ExitCode {
    /// What an exit code says, for the help.
    struct Meaning: Sendable, Hashable {
        /// The code, or several.
        let codes: String
        /// In words.
        let text: String

        private init(_ codes: String, _ text: String) { (self.codes, self.text) = (codes, text) }

        private static let wrongUsage = Meaning("2", "wrong usage or settings; nothing was run")

        /// Of a command that works on an incident.
        static let run = [
            Meaning("0", "recovered, recovered by itself, nothing to do, or a dry run"),
            Meaning("1", "not recovered, unverified, escalated or failed, or what was said got lost"),
            wrongUsage,
            Meaning("130", "stopped by SIGINT (129 SIGHUP, 131 SIGQUIT, 143 SIGTERM); the run can be resumed"),
        ]

        /// Of `resume`.
        static let resume =
            [
                Meaning("0", "all of them recovered, or nothing was unfinished"),
                Meaning("1", "one did not recover or could not be finished, or an unknown id"),
            ] + run.dropFirst(2)

        /// Of the demo.
        static let demo =
            [
                Meaning("0", "the shop really is healthy again, or was healthy all along"),
                Meaning("1", "it is not: escalated, not recovered or failed"), wrongUsage,
                Meaning("130", "stopped by SIGINT (129 SIGHUP, 131 SIGQUIT, 143 SIGTERM)"),
            ]

        /// Of `services`.
        static let services = [
            Meaning("0", "every system was asked"), Meaning("1", "a system could not be asked"), wrongUsage,
        ]

        /// Of a server.
        static let server = [
            Meaning("0", "stopped by a signal"), Meaning("1", "the port is taken, or the address cannot be used"),
            wrongUsage,
        ]

        /// Of a command that answers a question.
        static let answer = [
            Meaning("0", "it was answered"), Meaning("1", "the answer could not be written"), wrongUsage,
        ]

        /// Of a question about every run.
        static let list = [
            Meaning("0", "it was answered"),
            Meaning("1", "the journal cannot be used, or the answer could not be written"), wrongUsage,
        ]

        /// Of a question about a run.
        static let lookup = [
            Meaning("0", "it was answered"), Meaning("1", "an unknown id, a damaged journal, or nowhere to write to"),
            wrongUsage,
        ]

        /// Of `cancel`.
        static let cancel = [
            Meaning("0", "it was told"),
            Meaning("1", "an unknown id, a finished run, or a journal that cannot be written"),
            wrongUsage,
        ]

        /// Of `approve` and `reject`.
        static let answers = [
            Meaning("0", "it was told, or what is asked was shown"),
            Meaning(
                "1", "an unknown id, a run that asks nothing (any more), or a journal that cannot be written"),
            wrongUsage,
        ]

        /// Of `prune`.
        static let prune = [
            Meaning("0", "what was to go has gone, or nothing was"),
            Meaning("1", "the store is larger than --max-size, a picture is still there, or it cannot be written"),
            wrongUsage,
        ]

        /// Of a rehearsal.
        static let rehearsal = [
            Meaning("0", "all of the map was walked and read"),
            Meaning("1", "a step could not be taken, or something not be read"), wrongUsage,
        ]

        /// Of a command that reads files and writes others.
        static let files = [
            Meaning("0", "all was read and written"), Meaning("1", "a file cannot be read or written"), wrongUsage,
        ]

        /// Of a verification.
        static let verification = [
            Meaning("0", "every claim holds"), Meaning("1", "one does not, or a file cannot be read"), wrongUsage,
        ]

        /// Of a replay.
        static let replay = [
            Meaning("0", "every decision is the same"),
            Meaning("1", "one parts or cannot be made again, an unknown id, or a damaged journal"), wrongUsage,
        ]

        /// Of cases.
        static let cases = [
            Meaning("0", "exported, or everything that was confirmed came out"),
            Meaning("1", "a case is not right or cannot be read, an unknown id, or no evidence"), wrongUsage,
        ]

        /// Of the doctor.
        static let doctor = [
            Meaning("0", "nothing fails; there may be warnings"), Meaning("1", "a check fails"),
            Meaning("2", "wrong usage or settings; nothing was checked"),
        ]
    }
}
