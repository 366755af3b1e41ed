import AutoSRECore
import AutoSREEngine

/// What `autosre replay` says, for people and for programs.
struct ReplayPage {
    private let decisions: [ReplayedDecision]
    private let run: RunID
    private let policy: Policy?
    private let redactor: Redactor

    /// - Parameter policy: the one that was tried in place of the run's own.
    init(_ decisions: [ReplayedDecision], of run: RunID, policy: Policy?, redactor: Redactor) {
        self.decisions = decisions.filter { $0.result != .fact }
        (self.run, self.policy, self.redactor) = (run, policy, redactor)
    }

    /// Whether every decision is the same.
    var isSame: Bool { decisions.allSatisfy { $0.result == .same } }

    private var parted: [ReplayedDecision] {
        decisions.filter { if case .parts = $0.result { true } else { false } }
    }

    /// A line for each decision, with those that go on alike in one, and what they come to.
    var lines: [String] {
        var rows: [(from: Int, until: Int, count: Int, kind: String, text: String)] = []
        for decision in decisions {
            let (seq, kind, text) = (decision.entry.seq, decision.entry.event.kind, self.text(decision))
            if let last = rows.last, last.kind == kind, last.text == text {
                rows[rows.count - 1].until = seq
                rows[rows.count - 1].count += 1
            } else {
                rows.append((seq, seq, 1, kind, text))
            }
        }
        let table = rows.map { row in
            let place = row.count == 1 ? "\(row.from)" : "\(row.from)-\(row.until)"
            let count = row.count == 1 ? "" : " (\(row.count) times)"
            return Self.padded(place, 9, atStart: true) + "  " + Self.padded(row.kind, 11) + "  " + row.text + count
        }
        return table + [ending]
    }

    private var ending: String {
        if policy != nil {
            guard let first = parted.first else {
                return isSame
                    ? "Under this policy \(run) would have gone the same way."
                    : "Under this policy no verdict differs; \(count)."
            }
            return "Under this policy \(run) would have parted at entry \(first.entry.seq); after it nothing is known."
        }
        return "\(run): \(count)"
    }

    private var count: String {
        let same = decisions.count { $0.result == .same }
        let unknown = decisions.count - same - parted.count
        var text = "\(same) of \(decisions.count.counted("decision")) \(same == 1 ? "is" : "are") the same"
        if !parted.isEmpty { text += ", \(parted.count) \(parted.count == 1 ? "parts" : "part")" }
        if unknown > 0 { text += ", \(unknown) cannot be made again" }
        return text
    }

    private func text(_ decision: ReplayedDecision) -> String {
        let text: String
        switch decision.result {
        case .same: text = kept(decision).map { "same: \($0)" } ?? "same"
        case .parts(let words): text = "parts: " + (kept(decision).map { "\($0) -> \(words)" } ?? words)
        case .unknown(let reason): text = "not known: \(reason)"
        case .fact: text = "fact"
        }
        return redactor.safe(text, upTo: 16 << 10)
    }

    /// The verdict as it was journaled.
    private func kept(_ decision: ReplayedDecision) -> String? {
        if case .judged(let verdict) = decision.entry.event { verdict.words } else { nil }
    }

    /// One `decision` each, and `replay` at the end.
    var objects: [JSONValue] {
        let schema = JSONValue.integer(Int64(JSONLines.schema))
        var objects: [JSONValue] = decisions.map { decision in
            var members: [String: JSONValue] = [
                "schema": schema, "type": "decision", "run": .string(run.text),
                "seq": .integer(Int64(decision.entry.seq)), "at": .string(decision.entry.at.description),
                "kind": .string(decision.entry.event.kind),
            ]
            func put(_ name: String, _ text: String?) {
                members[name] = text.map { .string(redactor.safe($0, upTo: 16 << 10)) }
            }
            put("verdict", kept(decision))
            put("verdict_again", decision.verdict?.words)
            switch decision.result {
            case .same: members["result"] = "same"
            case .parts(let words):
                members["result"] = "parts"
                put("again", words)
            case .unknown(let reason):
                members["result"] = "not_known"
                put("reason", reason)
            case .fact: members["result"] = "fact"
            }
            return .object(members)
        }
        var end: [String: JSONValue] = [
            "schema": schema, "type": "replay", "run": .string(run.text),
            "decisions": .integer(Int64(decisions.count)),
            "same": .integer(Int64(decisions.count { $0.result == .same })),
            "parts": .integer(Int64(parted.count)),
            "parts_at": parted.first.map { .integer(Int64($0.entry.seq)) } ?? .null,
        ]
        if let policy { end["policy_digest"] = .string(policy.digest.hex) }
        objects.append(.object(end))
        return objects
    }

    private static func padded(_ text: String, _ width: Int, atStart: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - text.count))
        return atStart ? blanks + text : text + blanks
    }
}
