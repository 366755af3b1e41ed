extension PostMortem {
    /// One moment worth telling: what happened, as a word for programs and as a sentence for people.
    public struct Moment: Sendable, Hashable, Codable {
        /// What happened. An open word: a reader keeps one that it does not know.
        public struct Kind: RawRepresentable, Sendable, Hashable, Codable {
            /// The word in JSON.
            public let rawValue: String
            /// Takes any word.
            public init(rawValue: String) { self.rawValue = rawValue }

            /// The alert arrived.
            public static let alert = Kind(rawValue: "alert")
            /// Evidence was read.
            public static let evidence = Kind(rawValue: "evidence")
            /// A cause was named.
            public static let diagnosis = Kind(rawValue: "diagnosis")
            /// A plan was made.
            public static let plan = Kind(rawValue: "plan")
            /// A plan was made to take back what did not help.
            public static let undoPlan = Kind(rawValue: "undo_plan")
            /// The policy or a person spoke.
            public static let verdict = Kind(rawValue: "verdict")
            /// The policy or a person said no.
            public static let denial = Kind(rawValue: "denial")
            /// An action was decided.
            public static let action = Kind(rawValue: "action")
            /// The target shows its effect.
            public static let effect = Kind(rawValue: "effect")
            /// It was asked for, and nobody knows yet, or ever, whether it happened.
            public static let unconfirmed = Kind(rawValue: "unconfirmed")
            /// It was only logged.
            public static let rehearsal = Kind(rawValue: "rehearsal")
            /// Something was not carried out.
            public static let refusal = Kind(rawValue: "refusal")
            /// A step failed and was tried again.
            public static let retry = Kind(rawValue: "retry")
            /// Another run had, or changed, the target.
            public static let otherRun = Kind(rawValue: "other_run")
            /// The process ended, or another took over.
            public static let process = Kind(rawValue: "process")
            /// The trouble came back.
            public static let recurrence = Kind(rawValue: "recurrence")
            /// A round's verification ended.
            public static let verification = Kind(rawValue: "verification")
            /// A later version wrote it, and this one cannot read it.
            public static let later = Kind(rawValue: "later")
            /// The run's end: the service stands good.
            public static let recovery = Kind(rawValue: "recovery")
            /// The run's end: any other.
            public static let ending = Kind(rawValue: "ending")
        }

        /// When.
        public let at: Instant
        /// What happened, for programs.
        public let kind: Kind
        /// What happened, for people.
        public let text: String
    }
}
