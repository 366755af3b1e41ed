import AutoSRECore
import AutoSREEngine

/// Errors that a run can end with, in words for the person at the terminal.
enum ErrorText {
    /// What happened, and what to do where there is something to do.
    static func describe(_ error: any Error) -> String {
        switch error {
        case EngineError.held(let lease):
            "process \(lease.owner.process) is working on this run (its lease ends at \(lease.expires.timeOfDay) UTC)"
        case StoreError.stale: "another process has taken this run over; this one leaves it alone"
        case StoreError.unknownRun: "there is no such run"
        case StoreError.duplicate(let run): "run \(run) is already working on this"
        case StoreError.unusable(let reason): "the journal cannot be used: \(reason)"
        default: "\(error)"
        }
    }
}
