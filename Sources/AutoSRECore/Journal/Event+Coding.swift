/// The journal's codec for events: an explicit kind and an explicit payload, never the compiler's synthesised form.
/// Clearances are read back here and nowhere else.
extension Event {
    /// The version of the payloads' shapes. Raised when an old reader would misunderstand a new payload; one that it
    /// cannot read at all, such as a new word of a closed list, it keeps as `unknown`, in whatever schema
    /// (docs/decisions/0021).
    public static let schema = 3
    /// The oldest version whose journals are read.
    public static let oldestSchema = 3

    /// The payload as canonical JSON.
    public func payload() throws -> [UInt8] {
        switch self {
        case .opened(let value), .alertJoined(let value): try JSON.encode(value)
        case .conditions(let value): try JSON.encode(value)
        case .recurred(let value), .prechecked(let value), .checked(let value): try JSON.encode(value)
        case .gathered(let value): try JSON.encode(value)
        case .diagnosed(let value): try JSON.encode(value)
        case .planned(let value): try JSON.encode(value)
        case .judged(let value): try JSON.encode(VerdictForm(value))
        case .approved(let value): try JSON.encode(ClearanceForm(value))
        case .rejected(let person, let reason), .cancelled(let person, let reason),
            .answerVoid(let person, let reason):
            try JSON.encode(["by": person, "reason": reason])
        case .intended(let value): try JSON.encode(value)
        case .sending(let value), .pending(let value): try JSON.encode(value)
        case .acted(let value): try JSON.encode(value)
        case .refused(let reason, let artifacts, let intent):
            try JSON.encode(
                RefusedForm(reason: reason, artifacts: artifacts.isEmpty ? nil : artifacts, intent: intent))
        case .verified(let value): try JSON.encode(["verification": value])
        case .targetBusy(let value): try JSON.encode(value)
        case .targetChanged(let value): try JSON.encode(value)
        case .transientFailure(let reason, let retryAt):
            try JSON.encode(["reason": reason, "retry_at": retryAt.description])
        case .interrupted(let signal): try JSON.encode(["signal": signal])
        case .resumed(let value): try JSON.encode(value)
        case .concluded(let value): try JSON.encode(value)
        case .notifying(let notifier): try JSON.encode(["notifier": notifier])
        case .notified(let value): try JSON.encode(value)
        case .closed: try JSON.encode([String: String]())
        case .messageUnknown(let kind, let value):
            try JSON.encode(["kind": .string(kind), "payload": value] as JSONValue)
        case .unknown(_, let value): try JSON.encode(value)
        }
    }

    /// Reads an event back. A kind of a later version becomes `unknown`; a payload that does not fit its kind throws.
    ///
    /// Not public: an event can hold a clearance.
    package init(kind: String, payload: [UInt8]) throws {
        func read<T: Decodable>(_ type: T.Type) throws -> T { try JSON.decode(type, from: payload) }
        func text(_ key: String) throws -> String {
            guard let text = try read([String: String].self)[key] else { throw JournalError.incomplete(kind, key) }
            return text
        }
        switch kind {
        case "opened": self = .opened(try read(Alert.self))
        case "conditions": self = .conditions(try read(Conditions.self))
        case "alert_joined": self = .alertJoined(try read(Alert.self))
        case "recurred": self = .recurred(try read(HealthReading.self))
        case "gathered": self = .gathered(try read(EvidenceSet.self))
        case "diagnosed": self = .diagnosed(try read(Diagnosis.self))
        case "planned": self = .planned(try read(Plan.self))
        case "judged": self = .judged(try read(VerdictForm.self).verdict())
        case "approved": self = .approved(try read(ClearanceForm.self).clearance)
        case "answer_void": self = .answerVoid(by: try text("by"), reason: try text("reason"))
        case "cancelled": self = .cancelled(by: try text("by"), reason: try text("reason"))
        case "rejected": self = .rejected(by: try text("by"), reason: try text("reason"))
        case "prechecked": self = .prechecked(try read(HealthReading.self))
        case "intended": self = .intended(try read(Intent.self))
        case "sending": self = .sending(try read(Pending.self))
        case "pending": self = .pending(try read(Pending.self))
        case "acted": self = .acted(try read(Receipt.self))
        case "refused":
            let form = try read(RefusedForm.self)
            self = .refused(reason: form.reason, artifacts: form.artifacts ?? [], intent: form.intent)
        case "checked": self = .checked(try read(HealthReading.self))
        case "verified":
            guard let value = try read([String: Verification].self)["verification"] else {
                throw JournalError.incomplete(kind, "verification")
            }
            self = .verified(value)
        case "target_busy": self = .targetBusy(try read(TargetBusy.self))
        case "target_changed": self = .targetChanged(try read(TargetChange.self))
        case "transient_failure":
            guard let retryAt = Instant(try text("retry_at")) else { throw JournalError.incomplete(kind, "retry_at") }
            self = .transientFailure(reason: try text("reason"), retryAt: retryAt)
        case "interrupted": self = .interrupted(signal: try text("signal"))
        case "resumed": self = .resumed(try read(Owner.self))
        case "concluded": self = .concluded(try read(Conclusion.self))
        case "notifying": self = .notifying(notifier: try text("notifier"))
        case "notified": self = .notified(try read(Notification.self))
        case "closed": self = .closed
        case "message_unknown":
            let form = try read(JSONValue.self)
            guard let name = form["kind"]?.string else { throw JournalError.incomplete(kind, "kind") }
            self = .messageUnknown(kind: name, payload: form["payload"] ?? .null)
        default: self = .unknown(kind: kind, payload: try read(JSONValue.self))
        }
    }
}

/// Without artifacts and intent exactly as before there were any, so that the digests of old journals hold.
private struct RefusedForm: Codable {
    var reason: String
    var artifacts: [Artifact]?
    var intent: String?
}

private struct ClearanceForm: Codable {
    var run: RunID
    var plan: Digest
    var evidence: Digest
    var grantedBy: String
    var expires: Instant
    /// Absent in a journal of before clearances said so: such a one is worth nothing for the real thing.
    var rehearsal: Bool?

    enum CodingKeys: String, CodingKey {
        case run, plan, evidence, expires, rehearsal
        case grantedBy = "granted_by"
    }

    init(_ clearance: Clearance) {
        (run, plan, evidence) = (clearance.run, clearance.plan, clearance.evidence)
        (grantedBy, expires, rehearsal) = (clearance.grantedBy, clearance.expires, clearance.isRehearsal)
    }

    var clearance: Clearance {
        Clearance(
            run: run, plan: plan, evidence: evidence, grantedBy: grantedBy, expires: expires,
            isRehearsal: rehearsal ?? true)
    }
}

private struct VerdictForm: Codable {
    enum Word: String, Codable { case allow, ask, deny }
    var word: Word
    var rule: String
    var text: String?
    var clearance: ClearanceForm?

    init(_ value: Verdict) {
        rule = value.rule
        switch value {
        case .allow(let granted): (word, clearance) = (.allow, ClearanceForm(granted))
        case .ask(_, let question): (word, text) = (.ask, question)
        case .deny(_, let reason): (word, text) = (.deny, reason)
        }
    }

    enum CodingKeys: String, CodingKey {
        case rule, text, clearance
        case word = "verdict"
    }

    func verdict() throws -> Verdict {
        switch word {
        case .allow:
            guard let clearance else { throw JournalError.incomplete("judged", "clearance") }
            return .allow(clearance.clearance)
        case .ask: return .ask(rule: rule, question: text ?? "")
        case .deny: return .deny(rule: rule, reason: text ?? "")
        }
    }
}
