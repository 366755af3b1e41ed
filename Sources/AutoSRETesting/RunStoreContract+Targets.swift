import AutoSRECore

// One run at a time changes a target, and what was changed stays known.
extension RunStoreContract {
    private static let checkout = Target(kind: .service, name: "checkout")
    private static let payments = Target(kind: .service, name: "payments")

    static func targetsHaveOneHolder(_ store: Store) async throws {
        let (one, two) = (RunID("run-1"), RunID("run-2"))
        for run in [one, two] { try await open(store, try Sample.opening(run.text)) }
        func claim(_ targets: [Target], _ run: RunID, token: Int64 = 1, over dead: TargetClaim? = nil) async throws
            -> TargetClaim?
        {
            try await store.claim(targets, for: run, at: Sample.time(5), fencingToken: token, displacing: dead)
        }
        try await refused(.stale, "a claim with another token") { _ = try await claim([checkout], one, token: 2) }
        try require(try await claim([checkout], one) == nil, "what nobody has can be claimed")
        try require(try await claim([checkout], one) == nil, "what is the run's own stays its own")
        let expected = TargetClaim(run: one, target: checkout, since: Sample.time(5), lease: Sample.lease(1))
        try require(try await claim([payments, checkout], two) == expected, "what another has is in the way")
        try require(try await store.holder(of: payments) == nil, "all or none")
        try require(try await store.holder(of: checkout) == one, "the holder stays")
        let shouted = Target(kind: .service, name: "CheckOut")
        try require(try await claim([shouted], two) == expected, "in upper and lower case it is one target")
        let namesake = Target(kind: .service, name: "checkout", place: "elsewhere")
        try require(try await store.holder(of: namesake) == nil, "its namesake in another system is another")
        let outdated = TargetClaim(run: one, target: checkout, since: Sample.time(5), lease: Sample.lease(0))
        try require(try await claim([checkout], two, over: outdated) == expected, "a holder that came back keeps it")
        try require(try await claim([checkout, payments], two, over: expected) == nil, "a dead holder's is taken over")
        try require(try await store.holder(of: checkout) == two, "by the run that asked")
        let late = try Sample.entry(.interrupted(signal: "late"), after: [try Sample.opening(one.text)])
        try await refused(.stale, "a write of the displaced holder") {
            try await store.append([late], fencingToken: 1)
        }
        let fenced = try await store.lease(of: one)
        try require(fenced?.isReleased == true && fenced?.token == 2, "its run can be taken up again")
        try await store.claim(one, replacing: fenced, with: Sample.lease(3))
        try require(try await claim([checkout], one, token: 3)?.run == two, "and finds the target claimed")
        let end = Conclusion(.recovered, reason: "good", receivers: [])
        let opening = try Sample.opening(two.text)
        try await store.append([try Sample.entry(.concluded(end), after: [opening])], fencingToken: 1)
        try require(try await store.holder(of: checkout) == nil, "a concluded run has no claims")
        try require(try await store.holder(of: payments) == nil, "not a single one")
        try require(try await claim([checkout], one, token: 3) == nil, "then it is free")
    }

    static func changesStayKnown(_ store: Store) async throws {
        let run = RunID("run-1")
        let (opening, other) = (try Sample.opening(run.text), RunID("run-2"))
        var journal = [opening]
        try await open(store, opening)
        func append(_ event: Event) async throws {
            journal.append(try Sample.entry(event, after: journal))
            try await store.append(journal.suffix(1), fencingToken: 1)
        }
        func change() async throws -> TargetChange? { try await store.lastChange(of: checkout, besides: other) }
        try await append(intended(0))
        try await append(.acted(receipt(0, .simulated)))
        try require(try await change() == nil, "a run without the claim changes nothing")
        _ = try await store.claim([checkout], for: run, at: Sample.time(5), fencingToken: 1, displacing: nil)
        try await append(intended(1))
        let under = TargetChange(target: checkout, run: run, at: Sample.time(3))
        try require(try await change() == under, "an intent under way is a change")
        try require(try await store.lastChange(of: payments, besides: other) == nil, "of its target alone")
        let namesake = Target(kind: .service, name: "checkout", place: "elsewhere")
        try require(
            try await store.lastChange(of: namesake, besides: other) == nil, "and not of its namesake elsewhere")
        let shouted = Target(kind: .service, name: "CHECKOUT")
        try require(try await store.lastChange(of: shouted, besides: other) == under, "however it is written")
        try require(try await store.lastChange(of: checkout, besides: run) == nil, "and not of another run")
        try await append(.acted(receipt(1, .found)))
        try require(try await change() == nil, "what was found done is no change")
        try await append(intended(11))
        try await append(.refused(reason: "out of time"))
        try require(
            try await change() == TargetChange(target: checkout, run: run, at: Sample.time(5)), "who knows counts")
        try await append(.refused(reason: "HTTP 409", intent: "run-1/11"))
        try require(try await change() == nil, "what was clearly refused is none")
        try await append(intended(2))
        try await append(.acted(receipt(2, .applied)))
        let done = TargetChange(target: checkout, run: run, at: Sample.time(9))
        try require(try await change() == done, "a change is as old as its receipt")
        try await append(.concluded(Conclusion(.recovered, reason: "good", receivers: [])))
        try await append(.closed)
        for number in 3..<210 { try await open(store, try Sample.opening("run-\(number)", at: Double(number))) }
        try require(try await change() == done, "it stays known, whatever came after it")
    }

    private static func intended(_ number: Int) -> Event {
        let action = Action(
            kind: .restart, target: checkout, before: nil, after: .instancesSince(Sample.time(1)), reason: "test")
        return .intended(
            Intent(run: RunID("run-1"), number: number, action: action, plan: Digest(of: "plan"), at: Sample.time(1)))
    }

    private static func receipt(_ number: Int, _ effect: Receipt.Effect) -> Receipt {
        Receipt(intent: "run-1/\(number)", effect: effect, driver: "test", confirmation: "done", inverse: nil)
    }
}
