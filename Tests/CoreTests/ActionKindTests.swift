import AutoSRECore
import AutoSRETesting
import Testing

/// Kinds of action: read strictly, taken back by their own kind, and open to others.
@Suite(.timeLimit(.minutes(1))) struct ActionKindTests {
    private static let now = Instant(seconds: 1_800_000_000)
    private static let checkout = Target(kind: .service, name: "checkout")

    private struct Row {
        let kind: ActionKind
        let before: ResourceState?
        let after: ResourceState
        /// The state that taking it back leaves; nil where nothing does.
        var undone: ResourceState?
        var isRead = true
    }

    private static let rows = [
        Row(kind: .rollback, before: .version("b"), after: .version("a"), undone: .version("b")),
        Row(kind: .rollback, before: nil, after: .version("a")),
        Row(kind: .rollback, before: .version("b"), after: .version(""), isRead: false),
        Row(kind: .rollback, before: .version(""), after: .version("a"), isRead: false),
        Row(kind: .rollback, before: .replicas(3), after: .version("a"), isRead: false),
        Row(kind: .rollback, before: .version("b"), after: .replicas(3), isRead: false),
        Row(kind: .scaleUp, before: .replicas(3), after: .replicas(6), undone: .replicas(3)),
        Row(kind: .scaleUp, before: nil, after: .replicas(6)),
        Row(kind: .scaleUp, before: .replicas(3), after: .replicas(0), isRead: false),
        Row(kind: .scaleUp, before: .replicas(0), after: .replicas(1), isRead: false),
        Row(kind: .scaleUp, before: .replicas(3), after: .replicas(-1), isRead: false),
        Row(kind: .scaleUp, before: .replicas(3), after: .replicas(ServiceState.mostReplicas + 1), isRead: false),
        Row(kind: .scaleUp, before: .version("b"), after: .replicas(6), isRead: false),
        Row(kind: .restart, before: nil, after: .instancesSince(now)),
        Row(kind: .restart, before: .instancesSince(now), after: .instancesSince(now), isRead: false),
        Row(kind: .restart, before: nil, after: .poolSince(now), isRead: false),
        Row(kind: .restartDatabasePool, before: nil, after: .poolSince(now)),
        Row(kind: .restartDatabasePool, before: nil, after: .instancesSince(now), isRead: false),
        Row(kind: .rollback, before: nil, after: .other(kind: "place", value: "moon"), isRead: false),
        Row(kind: ActionKind(rawValue: "teleport"), before: nil, after: .version("a"), isRead: false),
        Row(kind: ActionKind(rawValue: "Rollback"), before: nil, after: .version("a"), isRead: false),
    ]

    @Test func statesAreReadStrictlyAndTakenBack() throws {
        for row in Self.rows {
            let action = Action(
                kind: row.kind, target: Self.checkout, before: row.before, after: row.after, reason: "test")
            let parameters = ActionKinds.standard.parameters(of: action)
            #expect((parameters != nil) == row.isRead, "\(action.summary)")
            #expect(parameters == nil || parameters?.before == row.before && parameters?.after == row.after)
            let inverse = ActionKinds.standard.inverse(of: action)
            #expect(inverse?.after == row.undone, "\(action.summary)")
            #expect(inverse == nil || inverse?.before == row.after && inverse?.kind == row.kind)
        }
    }

    @Test func everyKindIsKnownByItsOwnWord() {
        let words = ["rollback", "restart", "scale_up", "restart_db_pool"]
        #expect(ActionKinds.standard.all.map(\.rawValue) == words)
        for kind in ActionKinds.standard.all {
            let type = ActionKinds.standard[kind]
            #expect(type?.kind == kind && type?.title.isEmpty == false && type?.blastRadius.isEmpty == false)
        }
        #expect(Recommendation.forModels.map(\.rawValue) == words + ["escalate"])
        #expect(Recommendation.escalate.actionKind == nil && Recommendation.rollback.actionKind == .rollback)
    }

    /// What an integration might bring: states of its own, and a word of its own.
    private struct Drain: ActionParameters {
        static let kind = ActionKind(rawValue: "drain")
        static let title = "Move everything off a node."
        static let blastRadius = "every workload on the node"
        static let risk = Risk.high

        init?(before: ResourceState?, after: ResourceState) {
            guard before == nil, after == .other(kind: "node", value: "drained") else { return nil }
        }
        var before: ResourceState? { nil }
        var after: ResourceState { .other(kind: "node", value: "drained") }
        var inverse: Drain? { nil }
        func expectation(of target: String) -> String { "nothing runs on \(target)" }
    }

    @Test func anIntegrationAddsItsOwn() throws {
        let kinds = ActionKinds.standard.adding([Drain.self, Drain.self, Rollback.self])
        #expect(kinds.all.count == 5 && kinds.all.last == Drain.kind)
        let target = Target(kind: TargetKind(rawValue: "node"), name: "n1")
        let drain = Action(
            kind: Drain.kind, target: target, before: nil, after: .other(kind: "node", value: "drained"), reason: "t")
        let plan = try #require(Plan(actions: [drain], hypothesis: Sample.idea, expectation: "calm"))
        #expect(kinds.risk(of: plan) == .high && ActionKinds.standard.risk(of: plan) == .high)
        #expect(kinds.parameters(of: drain) != nil && ActionKinds.standard.parameters(of: drain) == nil)
        #expect(try JSON.decode(Action.self, from: JSON.encode(drain)) == drain)
    }

    @Test func whatIsTheSameOnceMore() {
        let later = Self.now.advanced(bySeconds: 60)
        func restart(_ at: Instant, of name: String = "checkout") -> Action {
            Action(Restart(since: at), on: Target(kind: .service, name: name), reason: "test")
        }
        func rollback(to version: String) -> Action {
            Action(Rollback(from: "c", to: version), on: Self.checkout, reason: "test")
        }
        let kinds = ActionKinds.standard
        #expect(kinds.isSame(restart(Self.now), as: restart(later)))
        #expect(!kinds.isSame(restart(Self.now), as: restart(later, of: "payments")))
        #expect(kinds.isSame(rollback(to: "a"), as: rollback(to: "a")))
        #expect(!kinds.isSame(rollback(to: "a"), as: rollback(to: "b")))
        #expect(!kinds.isSame(rollback(to: "a"), as: restart(later)))
    }

    @Test(arguments: [("a/b", "c", "a", "b/c"), ("a%2Fb", "c", "a/b", "c")])
    func targetsAreComparedByValue(kind: String, name: String, otherKind: String, otherName: String) {
        let one = Target(kind: TargetKind(rawValue: kind), name: name)
        let other = Target(kind: TargetKind(rawValue: otherKind), name: otherName)
        #expect(one != other && one.identity != other.identity)
        #expect(one == Target(kind: TargetKind(rawValue: kind.uppercased()), name: name.uppercased()))
    }

    @Test func statesOfOthersAreKept() throws {
        let text = #"{"kind":"node","value":{"cordoned":true}}"#
        let state = try JSON.decode(ResourceState.self, from: Array(text.utf8))
        #expect(state == .other(kind: "node", value: ["cordoned": true]))
        #expect(try JSON.text(state) == text)
    }
}
