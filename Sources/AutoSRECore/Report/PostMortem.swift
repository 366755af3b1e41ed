/// The story of one run, made from its journal and from nothing else. Terminal, Markdown, JSON and chat are forms of
/// it.
public struct PostMortem: Sendable, Hashable, Codable {
    /// The version of this shape.
    public static let schema = 1

    /// What the health signal said at a moment.
    public struct Sighting: Sendable, Hashable, Codable {
        /// When.
        public let at: Instant
        /// What it said.
        public let status: HealthReading.Status
    }

    /// A door that stayed closed.
    public struct Refused: Sendable, Hashable, Codable {
        /// Why.
        public let reason: String
        /// What was left to look at.
        public let artifacts: [Artifact]

        /// Notes a refusal.
        public init(reason: String, artifacts: [Artifact]) { (self.reason, self.artifacts) = (reason, artifacts) }
    }

    /// The version of the shape.
    public let schema: Int
    /// The run.
    public let run: RunID
    /// The incident.
    public let incidentID: String
    /// The service it was about.
    public let service: String
    /// What was reported.
    public let type: IncidentType
    /// How bad it is by its source's grades; nil where it has none.
    public let severity: Alert.Severity?
    /// How the run ended; nil while it has not.
    public let outcome: Outcome?
    /// Why it ended so.
    public let reason: String
    /// What was wrong, as far as anybody found out.
    public let rootCause: String
    /// What was done, in words.
    public let actionTaken: String
    /// Seconds from the start of the action phase to the verified recovery; nil unless it recovered after an action.
    public let recoverySeconds: Double?
    /// How to keep it from happening again.
    public let prevention: String
    /// What happened when.
    public let timeline: [Moment]
    /// Confidence in the root cause, 0…1.
    public let confidence: Double
    /// Who diagnosed.
    public let author: String
    /// How the conclusion follows.
    public let reasoning: String
    /// The causes considered in the deciding round, best first.
    public let hypotheses: [Hypothesis]
    /// What was known.
    public let evidence: [EvidenceReference]
    /// Whether it is made up, so that nothing of it is real.
    public let isSimulated: Bool
    /// The health signal before anything was touched; nil where it was not read.
    public let baseline: HealthReading?
    /// How the health signal stood all along, in order; of readings that say the same one after another, the first and
    /// the last. Nil in post-mortems of earlier versions.
    public let readings: [Sighting]?
    /// What could not be had.
    public let gaps: [EvidenceGap]
    /// Every receipt, undos included, in order.
    public let receipts: [Receipt]
    /// What was not carried out, in order: why, and what there is to look at.
    public let refusals: [Refused]
    /// Things the reader must know before believing the rest.
    public private(set) var notes: [String]
    /// What asking a model has cost; nil where none was asked.
    public let model: ModelUse?

    /// Where the run worked, by the settings that name it; nil in one of an older program.
    public let place: [String: String]?
    /// The system that it is about, by its name in the settings; nil where there was only one.
    public let system: String?
    /// True where it has ended in a way that only a later version can read, and nil otherwise.
    public private(set) var hasUnreadEnd: Bool?

    enum CodingKeys: String, CodingKey {
        case schema, run, place, system, service, outcome, reason, timeline, confidence, author, reasoning, hypotheses,
            evidence, gaps
        case receipts, refusals, notes, model, baseline, readings
        case isSimulated = "simulated"
        case hasUnreadEnd = "unread_end"
        case incidentID = "incident_id"
        case type = "alert_type"
        case severity = "alert_severity"
        case rootCause = "root_cause"
        case actionTaken = "action_taken"
        case recoverySeconds = "recovery_time_seconds"
        case prevention = "prevention_suggestion"
    }
}

extension PostMortem {
    /// Tells the story of `file`, whose journal is `journal`.
    public init(of run: Run, journal: [JournalEntry]) {
        let told = run.attempts.last { $0.diagnosis != nil } ?? run.round
        let diagnosis = told.diagnosis
        let acted = run.attempts.last { !$0.intents.isEmpty } ?? told
        let chosen = diagnosis?.hypotheses.first { $0.key == acted.plan?.hypothesis } ?? diagnosis?.hypotheses.first
        schema = Self.schema
        (self.run, incidentID, service) = (run.id, run.incident.id, run.incident.service)
        (type, outcome) = (run.incident.type, run.conclusion?.outcome)
        hasUnreadEnd = run.phase == .closed && run.conclusion == nil ? true : nil
        let open = hasUnreadEnd == true ? Self.unreadEnd : "the run has not ended"
        reason = run.conclusion?.reason ?? open
        rootCause = chosen?.cause ?? diagnosis?.summary ?? "not determined"
        actionTaken = Self.actions(of: run)
        recoverySeconds = run.recoverySeconds
        prevention = chosen?.prevention ?? Self.preventionWithoutCause
        timeline = Self.timeline(of: run, journal: journal)
        (confidence, author) = (chosen?.confidence ?? diagnosis?.confidence ?? 0, diagnosis?.author ?? "")
        (reasoning, hypotheses) = (diagnosis?.reasoning ?? "", diagnosis?.hypotheses ?? [])
        (evidence, gaps) = (told.gathering?.evidence ?? [], told.gathering?.gaps ?? [])
        isSimulated = told.gathering?.isSimulated ?? false
        baseline = run.baseline
        readings = Self.sightings(journal)
        receipts = run.rounds.flatMap(\.receipts)
        refusals = run.rounds.compactMap(\.refusal).map { Refused(reason: $0.reason, artifacts: $0.artifacts) }
        notes = Self.notes(of: run)
        model = diagnosis?.model
        let alert: Alert? = if case .opened(let alert)? = journal.first?.event { alert } else { nil }
        (place, system, severity) = (alert?.place, alert?.system, alert?.severity)
    }

    /// The service, and in which system it is where there are several.
    public var serviceWords: String { system.map { "\(service) in \($0)" } ?? service }

    /// How it ended, in a word: `running` while it has not.
    public var outcomeWord: String { outcome?.rawValue ?? (hasUnreadEnd == true ? "unknown" : "running") }

    /// Adds what the reader must know, which the journal itself does not say.
    public mutating func note(_ text: String) { notes.append(text) }

    private static let preventionWithoutCause =
        "No cause was established: add the missing evidence (see gaps) and an alert closer to the symptom."

    /// Why a run ended, where only a later version can read it.
    static let unreadEnd = "a later version of AutoSRE wrote how it ended"

    private static func actions(of run: Run) -> String {
        var parts: [String] = []
        for round in run.rounds {
            for (index, intent) in round.intents.enumerated() {
                let receipt = round.receipts.dropFirst(index).first
                let word = round.plan?.isUndo == true ? "undone: " : ""
                let isRefused = intent.key == round.refusedIntent
                // What a later version wrote after it may say that it was asked for.
                let isUnbegun = round.isUnbegun && run.laterSchema == nil
                let open = isRefused ? "refused" : isUnbegun ? "not begun" : "not confirmed"
                parts.append("\(word)\(intent.action.summary) (\(receipt?.effect.rawValue ?? open))")
            }
        }
        if !parts.isEmpty { return parts.joined(separator: "; ") }
        switch run.conclusion?.outcome {
        case .escalated?: return "none (escalated to a person)"
        case .selfRecovered?: return "none (recovered by itself)"
        default: return "none"
        }
    }

    private static func notes(of run: Run) -> [String] {
        var notes: [String] = []
        if let schema = run.laterSchema {
            notes.append(
                "A later version of AutoSRE (schema \(schema)) wrote parts of this: what this one cannot read is told "
                    + "by name alone.")
        }
        let first = run.attempts.first { !$0.intents.isEmpty }
        if first?.prechecks.last?.status == .unknown { notes.append("The state before the action was not seen.") }
        if run.isRehearsal {
            notes.append("The actions were simulated: nothing was touched (UI_STUB=true).")
        } else if run.rounds.contains(where: \.isSimulated) {
            notes.append("Some of the actions were only simulated (UI_STUB=true); the others were done for real.")
        }
        if run.rounds.contains(where: { $0.receipts.contains { !$0.isDurable } }) {
            notes.append("Not durable: the journal was in memory only, so a crash would have lost it.")
        }
        if let hypothesis = run.attempts.last?.diagnosis?.hypotheses.first, hypothesis.isMitigation, run.hasActed {
            notes.append("A mitigation: the cause is still there and the trouble will come back.")
        }
        if let disagreement = run.attempts.last(where: { $0.diagnosis != nil })?.diagnosis?.model?.disagreement {
            notes.append(disagreement)
        }
        return notes
    }
}
