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
        case JournalError.broken(let run, let seq):
            "the journal of \(run) is damaged at entry \(seq): its digest or its place does not fit"
        case JournalError.older(let run, let schema):
            "the journal of \(run) is of schema \(schema), and this autosre reads \(Event.oldestSchema) and newer: show it "
                + "with the version that wrote it"
        case JournalError.shortened(let run, let left):
            "the end of the journal of \(run) is missing (\(left.counted("entry is", "entries are")) left), so nobody knows what it did last; it "
                + "cannot go on. See what is left with: autosre show \(run)"
        case JournalError.later(let run, let schema, let kind):
            "\(run) holds what was written by a later version of AutoSRE (schema \(schema), '\(kind.visible)'); finish it "
                + "with that version"
        case let error as JournalError: "the journal is damaged: \(error)"
        default: "\(error)"
        }
    }
}
