// Why a run ended as it did, in words that name what was seen.

extension Run {
    /// How a run ends that can do nothing: unverified where it has nothing to show a person either, neither evidence
    /// of its own nor an answer of the health signal.
    public var idleOutcome: Outcome {
        guard let gathering = round.gathering, let health = gathering.health else { return .escalated }
        let isBlind = gathering.evidence.allSatisfy { Self.knownBlind.contains($0.kind) }
        let isDeaf = ([health] + round.prechecks).allSatisfy { $0.status == .unknown }
        return isBlind && isDeaf && !hasActed ? .unverified : .escalated
    }

    /// What is there before anything is looked at.
    private static let knownBlind: Set<EvidenceKind> = [.alert, .health, .topology]

    /// Why a recovery may be believed, or how far it may not be credited to the agent.
    var recoveredReason: String {
        if isRehearsal {
            return "the health signal stands healthy; the actions were only simulated, so it recovered without them"
        }
        if let reason = unconfirmedReason { return "the health signal stands healthy; \(reason)" }
        if hasFoundAllDone {
            return "the health signal stands healthy; what was planned was found done already, before this run asked"
        }
        return round.receipts.allSatisfy { $0.effect == .found && $0.inverse == nil }
            ? "the health signal stands healthy; what was planned was found done already"
            : "the health signal stands healthy after the action"
    }

    /// Why nobody can tell whether it helped.
    var unverifiedReason: String {
        if let unconfirmedReason {
            let isGood = round.readings.last.map { standing($0) == .good } ?? false
            return isGood ? "the health signal stands healthy, but \(unconfirmedReason)" : unconfirmedReason
        }
        if round.plan?.isUndo == true, round.receipts.contains(where: { $0.effect == .simulated }) {
            return "the undo was only simulated (UI_STUB=true), so what was done stays"
        }
        let stays = round.reversible.isEmpty ? "" : "; what was done stays"
        guard let last = round.readings.last else { return "the health signal was not read\(stays)" }
        let why: String =
            switch standing(last) {
            case .good: "time was over before the health signal had stood long enough to be believed"
            case .bad where round.readings.contains { standing($0) == .good }:
                "time was over while the health signal said good and bad by turns"
            case .bad where last.isOnTheMend: "time was over while the health signal was on its way to good"
            case .bad: "time was over before the health signal could show a change, or had stood bad long enough"
            case .unknown where !round.hasAnswer: "the health signal gave no usable answer"
            case .unknown: "the health signal stopped giving a usable answer"
            }
        return "\(why) (the last: \(last.detail))\(stays)"
    }

    /// Why nothing was begun, where what was seen contradicts itself.
    var unsettledReason: String {
        let said = ([round.gathering?.health].compactMap(\.self) + round.prechecks).suffix(Self.mostSaid)
        return "the health signal does not stand bad, so nothing was begun: it said "
            + said.map(\.status.rawValue).joined(separator: ", ") + " (the last: \(said.last?.detail ?? ""))"
    }

    /// How many readings are told of at the most, the newest.
    private static let mostSaid = 12

    /// What a person should know when nothing helped.
    var notRecoveredReason: String {
        if isRehearsal {
            return "nothing was touched (UI_STUB=true), and the health signal did not come back by itself"
        }
        if isHealedInPart {
            return "part of what was bad is good again and part is not, so what was done stays "
                + "(the last: \(round.readings.last?.detail ?? ""))"
        }
        let count = attempts.count { !$0.intents.isEmpty }
        return "\(count == 1 ? "one action" : "\(count) actions") did not bring the health signal back"
    }

    /// Whether the last reading shows a signal that was bad before the action and is good now: no ground to take it
    /// back, whatever the others say.
    var isHealedInPart: Bool { round.readings.last?.shows(healingSince: baseline) ?? false }
}
