import AutoSRECore
import AutoSREEngine
import AutoSREIntegrations
import AutoSREPlatform

/// What a run asks a person: its plan, in the light of its evidence.
struct OpenQuestion: Sendable {
    /// The run.
    let found: FoundRun
    /// The plan.
    let plan: Plan
    /// What was known when it was asked.
    let evidence: Digest
    /// Until when an answer is waited for.
    let until: Instant
    private let verdict: Verdict

    /// - Throws: `NothingAsked` where the run asks nothing, or nobody waits for the answer any more.
    init(of found: FoundRun, at now: Instant) throws {
        try found.entries.ensureReadable()
        let run = try Run(replaying: found.entries)
        guard let until = run.answerableUntil, let plan = run.round.plan, let verdict = run.round.verdict,
            let evidence = run.round.gathering?.digest
        else { throw NothingAsked(run: found.run, reason: Self.state(of: run)) }
        guard now < until else {
            let words = "the time in which an answer was waited for ended \(until.wholeSeconds)"
            throw NothingAsked(run: found.run, reason: words)
        }
        (self.found, self.plan, self.evidence, self.until, self.verdict) = (found, plan, evidence, until, verdict)
    }

    private static func state(of run: Run) -> String {
        guard run.phase == .closed else { return "nobody is asked: it is \(run.phase.rawValue)" }
        return "it is finished: \(run.conclusion?.outcome.rawValue ?? "without an outcome")"
    }

    /// A word for exactly this plan and this evidence: who types it has seen them.
    var code: String { Digest(of: "answer/1", [plan.digest.hex, evidence.hex]).short }

    /// The diagnosis, the plan and the question, in lines.
    func lines(_ times: Times) throws -> [Line] {
        let narration = Narration(detail: .everything, times: times)
        var (run, told) = (try Run(opening: found.entries[0], about: found.summary.incident), [String: [Line]]())
        for (entry, shown) in zip(found.entries, try found.shown()) {
            if entry.seq > 1 { try run.apply(entry) }
            guard Self.parts.contains(entry.event.kind) else { continue }
            told[entry.event.kind] = narration.lines(for: shown, of: run).map { $0.redacted(by: found.redactor) }
        }
        return Self.parts.flatMap { told[$0] ?? [] }
    }

    private static let parts = ["opened", "diagnosed", "planned", "judged"]

    /// The same as members of JSON.
    var members: [String: JSONValue] {
        var members: [String: JSONValue] = [
            "run": .string(found.run.text), "rule": .string(verdict.rule), "code": .string(code),
            "plan": .string(plan.digest.hex), "evidence": .string(evidence.hex),
            "until": .string(until.description),
            "actions": .array(plan.actions.map { .string(found.redactor.safe($0.summary, upTo: 1000)) }),
            "undone_by": .string(found.redactor.safe(Narration.undo(of: plan), upTo: 1000)),
        ]
        if case .ask(_, let text) = verdict { members["question"] = .string(found.redactor.safe(text, upTo: 1000)) }
        return members
    }

    /// Leaves an answer for whoever works on the run.
    /// - Returns: whether somebody does.
    func answer(_ content: Message.Content, by command: String) async throws -> Bool {
        let world = SystemWorld()
        let sender = found.redactor.safe("\(Host.user) by autosre \(command)", upTo: 200)
        try await found.store.send(
            Message(id: "message-" + world.hex(12), run: found.run, at: world.now(), from: sender, content))
        return try await found.store.lease(of: found.run).map { world.holds($0) } ?? false
    }
}

/// A run that asks nobody anything. Exit code 1.
struct NothingAsked: Error, CustomStringConvertible {
    /// The run.
    let run: RunID
    /// Why, in words.
    let reason: String

    /// The error in a sentence.
    var description: String { "\(run) has no question that can be answered: \(reason)" }
}

extension JSONLines {
    /// What a run asks, and the answer that was left, where there is one.
    static func question(_ question: OpenQuestion, answer: String? = nil, isHeld: Bool? = nil) throws -> String {
        var members = question.members
        (members["schema"], members["type"]) = (.integer(Int64(schema)), "question")
        if let answer { members["answer"] = .string(answer) }
        if let isHeld { members["held"] = .bool(isHeld) }
        return try JSON.text(JSONValue.object(members))
    }
}
