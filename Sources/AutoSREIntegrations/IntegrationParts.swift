public import AutoSRECore

/// What an integration plugs in. Every part may be missing.
public struct IntegrationParts: Sendable {
    /// Where incidents come from.
    public var detectors: [any Detector] = []
    /// What says what an incident is, in words, such as `CloudWatch's alarm`; nil where a command says it.
    public var alerts: String?
    /// Whether anything answers where the system should be; nil where that is not asked.
    public var answers: (@Sendable () async -> Bool)?
    /// What evidence is read from, in order of preference.
    public var sources: [any EvidenceSource] = []
    /// What is told where none of the sources knows anything; nil where something real may be changed.
    public var recording: (any EvidenceSource)?
    /// What acts, in order of preference.
    public var actuators: [any Actuator] = []
    /// Seconds that the actuators may take for an action, one after the other.
    public var actionSeconds = 0.0
    /// Plans for the targets of this system; nil for the catalogue's.
    public var planner: (any Planner)?
    /// The health signals of what is mended.
    public var verifiers: [any Verifier] = []
    /// Health signals that nobody has named: read where there is no other.
    public var usualVerifiers: [any Verifier] = []
    /// Who tells people.
    public var notifiers: [any Notifier] = []
    /// A language model that may diagnose.
    public var model: ModelOffer?
    /// Where the things are that it changes, such as a dashboard's address: one text for one system, whoever names it.
    public var location: String?
    /// What is worked on, by setting: a run is finished where it began.
    public var place: [String: String] = [:]
    /// Said before a run begins; nil for nothing.
    public var notice: (@Sendable (_ isDryRun: Bool) -> String?)?
    /// Sets the bounds of a run about an incident, and tells the parts which one it is.
    public var adjust: @Sendable (Incident, inout Limits) -> Void = { _, _ in }
    /// Ends what was started on this machine.
    public var close: @Sendable () async -> Void = {}

    /// Nothing.
    public init() {}

    /// These, and then those.
    public static func + (first: IntegrationParts, then: IntegrationParts) -> IntegrationParts {
        var sum = first
        sum.detectors += then.detectors
        sum.alerts = first.alerts ?? then.alerts
        sum.answers = first.answers ?? then.answers
        sum.sources += then.sources
        sum.recording = first.recording ?? then.recording
        sum.actuators += then.actuators
        // Where one takes all of its time, the next still has its own.
        sum.actionSeconds += then.actionSeconds
        sum.planner = first.planner ?? then.planner
        sum.verifiers += then.verifiers
        sum.usualVerifiers += then.usualVerifiers
        sum.notifiers += then.notifiers
        sum.model = first.model ?? then.model
        sum.location = first.location ?? then.location
        sum.place.merge(then.place) { $1 }
        sum.notice = first.notice ?? then.notice
        sum.adjust = { incident, limits in
            first.adjust(incident, &limits)
            then.adjust(incident, &limits)
        }
        sum.close = {
            await first.close()
            await then.close()
        }
        return sum
    }
}

/// A language model, and how much of it may be used.
public struct ModelOffer: Sendable {
    /// The model.
    public let model: any LanguageModel
    /// Seconds that one answer may take.
    public let callSeconds: Double
    /// Seconds for all questions together.
    public let budgetSeconds: Double
    /// Bytes of a question at the most.
    public let promptBytes: Int
    /// US dollars for a million tokens, read and written; nil where nobody knows.
    public let price: (input: Double, output: Double)?
    /// Whether the local engine's diagnosis stands where the model fails for good; else a person decides.
    public let fallsBack: Bool

    /// Makes an offer.
    public init(
        _ model: any LanguageModel, callSeconds: Double, budgetSeconds: Double, promptBytes: Int,
        price: (input: Double, output: Double)?, fallsBack: Bool
    ) {
        (self.model, self.callSeconds, self.budgetSeconds) = (model, callSeconds, budgetSeconds)
        (self.promptBytes, self.price, self.fallsBack) = (promptBytes, price, fallsBack)
    }
}
