/// What somebody outside has to say to a run. Anybody may write one; only the holder of the run's lease makes a fact of
/// it, between two steps, so that nobody else ever writes to a journal.
public struct Message: Sendable, Hashable {
    /// What nobody else calls a message; written twice under the same name it is one.
    public let id: String
    /// The run it is for.
    public let run: RunID
    /// When it was written.
    public let at: Instant
    /// Who wrote it, for people.
    public let sender: String
    /// What it says.
    public let content: Content

    /// What a message may say.
    public enum Content: Sendable, Hashable {
        /// Another alert about the same trouble.
        case alertJoined(Alert)
        /// Begin nothing more: what was done is still verified, and taken back where it did not help.
        case cancel(reason: String)
        /// Yes to the plan of this digest, in the light of this evidence.
        case approve(plan: Digest, evidence: Digest)
        /// No to the plan of this digest.
        case reject(plan: Digest, reason: String)
        /// What a later program says: a fact of its own that has no effect.
        case unknown(kind: String, payload: JSONValue)
    }

    /// Makes a message.
    public init(id: String, run: RunID, at: Instant, from sender: String, _ content: Content) {
        (self.id, self.run, self.at, self.sender, self.content) = (id, run, at, sender, content)
    }

}

extension Message.Content {
    /// The name that it is stored under.
    public var kind: String {
        switch self {
        case .alertJoined: "alert_joined"
        case .cancel: "cancel"
        case .approve: "approve"
        case .reject: "reject"
        case .unknown(let kind, _): kind
        }
    }

    /// What is stored, as canonical JSON.
    public func payload() throws -> [UInt8] {
        switch self {
        case .alertJoined(let alert): try JSON.encode(alert)
        case .cancel(let reason): try JSON.encode(["reason": reason])
        case .approve(let plan, let evidence): try JSON.encode(["plan": plan.hex, "evidence": evidence.hex])
        case .reject(let plan, let reason): try JSON.encode(["plan": plan.hex, "reason": reason])
        case .unknown(_, let payload): try JSON.encode(payload)
        }
    }

    /// Reads back what was stored. Of a kind of ours in another form than ours, it is one of a later program.
    public init(kind: String, payload: [UInt8]) throws {
        switch kind {
        case "alert_joined":
            if let alert = try? JSON.decode(Alert.self, from: payload) {
                self = .alertJoined(alert)
                return
            }
        case "cancel":
            if let reason = try? JSON.decode([String: String].self, from: payload)["reason"] {
                self = .cancel(reason: reason)
                return
            }
        case "approve":
            if let members = try? JSON.decode([String: String].self, from: payload),
                let plan = members["plan"].flatMap({ Digest(hex: $0) }),
                let evidence = members["evidence"].flatMap({ Digest(hex: $0) })
            {
                self = .approve(plan: plan, evidence: evidence)
                return
            }
        case "reject":
            if let members = try? JSON.decode([String: String].self, from: payload),
                let plan = members["plan"].flatMap({ Digest(hex: $0) }), let reason = members["reason"]
            {
                self = .reject(plan: plan, reason: reason)
                return
            }
        default: break
        }
        self = .unknown(kind: kind, payload: try JSON.decode(JSONValue.self, from: payload))
    }
}

/// Where messages to runs lie until the holder of a run's lease makes facts of them.
public protocol Inbox: Sendable {
    /// Leaves a message, which its writer has made safe to keep; the same one twice is one, also where it is a fact by
    /// now. Throws `.unknownRun` where there is no such run, or it is closed.
    func send(_ message: Message) async throws
    /// The messages to a run that are no facts yet, in the order of their arrival.
    func messages(to run: RunID) async throws -> [Message]
}
