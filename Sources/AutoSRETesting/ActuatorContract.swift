public import AutoSRECore

/// What everybody who changes the world must keep, whatever it is: asking changes nothing, an intent has its effect
/// once, and what the target is not expected to be is refused.
public struct ActuatorContract: Sendable {
    /// A system of its own with one thing that is to be changed.
    public struct Stand: Sendable {
        let actuator: any Actuator
        let intent: Intent
        let clearance: Clearance
        let changes: @Sendable () async throws -> Int
        let meddle: (@Sendable () async throws -> Void)?

        /// Makes a stand.
        /// - Parameters:
        ///   - changes: how often the system was really changed so far, whoever asked.
        ///   - meddle: makes the target another than the intent expects; nil where its kind expects nothing.
        public init(
            _ actuator: any Actuator, _ intent: Intent, _ clearance: Clearance,
            changes: @escaping @Sendable () async throws -> Int, meddle: (@Sendable () async throws -> Void)? = nil
        ) {
            (self.actuator, self.intent, self.clearance) = (actuator, intent, clearance)
            (self.changes, self.meddle) = (changes, meddle)
        }
    }

    /// Checks every rule, each on a new stand.
    /// - Throws: `ContractViolation` at the first rule that is broken, or what the actuator threw where it should not.
    public static func check(_ make: () async throws -> Stand) async throws {
        try await changesOnce(try await make())
        try await refusesWhatIsOtherwise(try await make())
        try await sendsNothingThatIsNotNoted(try await make())
    }

    private static func changesOnce(_ stand: Stand) async throws {
        let (actuator, intent) = (stand.actuator, stand.intent)
        let ability = Capability(intent.action.kind, intent.action.target.kind)
        try rule(!actuator.name.isEmpty && actuator.capabilities.contains(ability), "it says what it can do")
        try rule(try await actuator.status(of: intent) == .absent, "what was not done does not show")
        try rule(try await stand.changes() == 0, "asking changes nothing")
        let receipt = try await actuator.perform(intent, with: stand.clearance, sending: { _ in })
        try rule(receipt.intent == intent.key && receipt.driver == actuator.name, "a receipt says whose it is")
        try rule(!receipt.confirmation.isEmpty, "and what showed")
        guard !actuator.isSimulated else {
            try rule(receipt.effect == .simulated && receipt.inverse == nil, "what only logs says so")
            return try rule(try await stand.changes() == 0, "and touches nothing")
        }
        try rule(receipt.effect == .applied, "what was done is confirmed by the target itself")
        try rule(try await stand.changes() == 1, "it is done once")
        guard case .applied = try await actuator.status(of: intent) else {
            throw ContractViolation(description: "what was done shows")
        }
        let again = try await actuator.perform(intent, with: stand.clearance, sending: { _ in })
        try rule(again.effect == .found, "what stands is found")
        try rule(try await stand.changes() == 1, "and not done again")
    }

    private static func refusesWhatIsOtherwise(_ stand: Stand) async throws {
        guard let meddle = stand.meddle, !stand.actuator.isSimulated else { return }
        try await meddle()
        let before = try await stand.changes()
        do {
            _ = try await stand.actuator.perform(stand.intent, with: stand.clearance, sending: { _ in })
        } catch let refusal as Refusal {
            try rule(!refusal.reason.isEmpty, "a refusal says why")
            return try rule(try await stand.changes() == before, "and nothing is changed")
        }
        throw ContractViolation(description: "a target that is not what the plan expects is refused")
    }

    /// Where it asks for the request to be noted before it leaves, one that cannot be noted does not leave.
    private static func sendsNothingThatIsNotNoted(_ stand: Stand) async throws {
        struct Unwritable: Error {}
        do {
            _ = try await stand.actuator.perform(
                stand.intent, with: stand.clearance, sending: { _ in throw Unwritable() })
        } catch is Unwritable {
            try rule(try await stand.changes() == 0, "what cannot be noted is not sent")
        }
    }

    private static func rule(_ holds: Bool, _ words: String) throws {
        try ContractViolation.unless(holds, words)
    }
}
