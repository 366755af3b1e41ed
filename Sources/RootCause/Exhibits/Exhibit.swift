extension Diagnosis {
    /// What a person looks at before they believe a cause: the deciding series about the onset, the deciding log lines
    /// and the change.
    public struct Exhibit: Sendable {
        /// A series in equal pieces of time, the onset where one of them begins.
        public struct Curve: Sendable {
            /// What is drawn.
            public let name: String
            /// A value for each piece, oldest first; nan where nothing was measured.
            public let values: [Double]
            /// How many of them are before the onset.
            public let before: Int
            /// The onset, unix seconds.
            public let onset: Double
        }

        /// A kind of log line, or of event.
        public struct Line: Sendable {
            /// One of them, as it came: it may say anything.
            public let text: String
            /// When the first since the onset was written, unix seconds.
            public let first: Double
            /// How many there are since the onset.
            public let count: Int
        }

        /// What was changed.
        public struct Change: Sendable {
            /// Its id, as its file gives it.
            public let id: String
            /// What kind of change, in its file's word.
            public let kind: String
            /// What was there before; empty where nobody says.
            public let from: String
            /// What is there since; empty where nobody says.
            public let to: String
            /// Seconds by which it came before the onset; negative where it came after.
            public let lead: Double
        }

        /// Of the strongest claim that has a series.
        public let curve: Curve?
        /// Of the strongest claims that have lines, those that came most often first.
        public let lines: [Line]
        /// The change that did it, where one did.
        public let change: Change?
    }
}

extension CaseEvidence {
    /// What there is to look at for a cause.
    ///
    /// - Parameters:
    ///   - onset: when it began, unix seconds, where the answer says so.
    ///   - pieces: how many pieces of time the curve has at the most.
    public func exhibit(of cause: Diagnosis.Cause, onset: Double?, pieces: Int) -> Diagnosis.Exhibit {
        // An answer that accuses nobody has no onset; its claims have the one that they are about.
        let begin = onset ?? cause.claims.lazy.compactMap { $0.predicate.onset }.first
        let curve = cause.claims.lazy.compactMap { claim in
            ClaimSeries(claim.predicate, self, onset: begin)?.curve(pieces: pieces)
        }.first
        let lines = cause.claims.lazy.map { ClaimLines.of($0.predicate, self) }.first { !$0.isEmpty }
        let change = changes.first { $0.id == cause.change && $0.component == cause.component }
        let lead = { (change: Change) in (begin ?? curve?.onset ?? incidentTime) - change.time }
        return .init(
            curve: curve, lines: lines ?? [],
            change: change.map { .init(id: $0.id, kind: $0.kind, from: $0.from, to: $0.to, lead: lead($0)) })
    }
}

extension Predicate {
    /// When what it is about began, unix seconds; nil for one about instances, which compares them and not times.
    fileprivate var onset: Double? {
        switch self {
        case .shift(_, _, _, let after, _), .work(_, _, _, let after, _), .call(_, _, _, _, let after, _),
            .lines(_, _, _, _, let after, _, _), .events(_, _, _, let after, _, _):
            after.from
        case .logStep(_, _, _, _, _, _, let onset), .visit(_, _, _, _, _, let onset),
            .spanStep(_, _, _, _, _, let onset), .change(_, _, let onset, _, _):
            onset
        case .instances: nil
        }
    }
}
