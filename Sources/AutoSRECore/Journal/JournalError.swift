/// What is wrong with a journal.
public enum JournalError: Error, Sendable, Equatable {
    /// The first entry does not open a run.
    case notOpened
    /// An event that cannot follow what came before.
    case misfit(event: String, phase: String)
    /// An entry whose digest, link or place does not fit.
    case broken(RunID, seq: Int)
    /// The entries that were written last are not there; `left` are.
    case shortened(RunID, left: Int)
    /// A journal of a version whose words this one does not read.
    case older(RunID, schema: Int)
    /// An open run in which a later version wrote a fact of this kind: only such a one may go on with it.
    case later(RunID, schema: Int, kind: String)
    /// A payload that lacks a member.
    case incomplete(String, String)
}

extension JournalError: CustomStringConvertible {
    /// The error in a sentence, for the person at the terminal.
    public var description: String {
        switch self {
        case .notOpened: "the journal is damaged: its first entry, which says what the run is about, is missing"
        case .misfit(let event, let phase): "the journal is damaged: '\(event.visible)' cannot follow '\(phase)'"
        case .broken(let run, let seq):
            "the journal of \(run) is damaged at entry \(seq): its digest or its place does not fit"
        case .shortened(let run, let left):
            "the end of the journal of \(run) is missing (\(left.counted("entry is", "entries are")) left), so "
                + "nobody knows what it did last; it cannot go on. See what is left with: autosre show \(run)"
        case .older(let run, let schema):
            "the journal of \(run) is of schema \(schema), and this autosre reads \(Event.oldestSchema) and newer: "
                + "show it with the version that wrote it"
        case .later(let run, let schema, let kind):
            "\(run) holds what was written by a later version of AutoSRE (schema \(schema), '\(kind.visible)'); finish "
                + "it with that version"
        case .incomplete(let kind, let member):
            "the journal is damaged: an entry '\(kind.visible)' has no \(member.visible)"
        }
    }
}
