extension JournalEntry {
    /// Whether a later version wrote it, so that this one cannot be sure what it says: in a schema of its own, of a
    /// kind that is not known here, or in a word that is not. It is shown as far as it can be read, and never acted on.
    public var isLater: Bool {
        if case .unknown = event { return true }
        return schema > Event.schema
    }
}

extension [JournalEntry] {
    /// Whether the run has come to its end, whoever wrote it.
    private var isClosed: Bool { last?.event == .closed }

    /// Makes sure that a run may be worked on here: what a later version noted may be that a request has left, and who
    /// does not know of it would send it again.
    /// - Throws: `JournalError.later` where the run is open and holds what a later version wrote.
    public func ensureReadable() throws(JournalError) {
        guard !isClosed, let entry = first(where: \.isLater) else { return }
        throw .later(entry.run, schema: entry.schema, kind: entry.event.kind)
    }
}
