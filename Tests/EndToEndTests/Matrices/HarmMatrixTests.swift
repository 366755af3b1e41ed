import AutoSRECore
import AutoSREPlatform
import Foundation
import Testing

extension EndToEnd.Matrices {
    /// What has healed stays as it is, whatever happens between the act and the verdict.
    @Suite(.timeLimit(.minutes(10))) struct HarmMatrixTests {
        /// Each fault that one change heals.
        static let faults = FaultRow.table.filter { $0.outcome == "recovered" }

        /// A fault and what comes after it was healed.
        private struct World<Trial: Sendable>: Sendable {
            let row: FaultRow
            let trial: Trial
            let seed: Int
        }

        private static func worlds<Trial: Sendable>(_ trials: [Trial]) -> [World<Trial>] {
            var worlds: [World<Trial>] = []
            for row in faults {
                for trial in trials { worlds.append(World(row: row, trial: trial, seed: worlds.count % 10 + 1)) }
            }
            return worlds
        }

        private static func agent(_ shop: WatchedShop, _ settings: [String: String] = [:]) throws -> Agent {
            let short = ["RECOVERY_VERIFY_TIMEOUT_SECONDS": "2", "AUTOSRE_STABLE_SECONDS": "0.2"]
            return try Agent(acting: shop.url, settings.merging(short) { own, _ in own })
        }

        private static func arguments(_ row: FaultRow) -> [String] {
            ["run", "--incident-type", row.alert, "--output", "json"]
        }

        /// Only the one change was made, and the shop is well.
        private static func checkShop(_ shop: WatchedShop, _ row: FaultRow, _ what: Comment) async throws {
            let made = try await shop.shop.operations()
            #expect(made.count == 1 && made[0].hasPrefix(row.change ?? "nothing"), "\(made); \(what)")
            let health = try await shop.shop.health()
            #expect(health == "healthy", what)
        }

        /// Whether a run ends by itself. Some actions may take minutes to show, and are given them; what such a run has
        /// done stays when it is told to stop.
        private static func ends(_ child: Child) async throws -> Bool {
            do {
                try await waiting(until: "an end", within: 20, every: 0.02) { child.ending != nil }
                try await child.ended(within: 10)
                return true
            } catch is TimedOut {
                child.signal(SIGTERM)
                try await child.ended(within: 10)
                return false
            }
        }

        @Test func silenceUndoesNothing() async throws {
            try await inParallel(Self.worlds(Silence.allCases), width: 24) { world in
                let shop = try await WatchedShop(world.row.fault, seed: world.seed, silence: world.trial)
                let child = try Self.agent(shop).start(Self.arguments(world.row))
                let isOver = try await Self.ends(child)
                let journal = try Journaled(child.output)
                let what: Comment = "\(world.row.fault), \(world.trial): \(journal.outcome) \(journal.reasons)"
                #expect(isOver ? journal.outcome == "unverified" : child.ending == .exited(143), what)
                try await Self.checkShop(shop, world.row, what)
                try await shop.stop()
            }
        }

        @Test func whatAnAlarmDoesNotSayUndoesNothing() async throws {
            try await inParallel(FakeAlarms.Afterwards.allCases, width: 8) { afterwards in
                let cloud = try FakeAlarms("errors", afterwards: afterwards, isReleasedNow: true)
                let short = ["RECOVERY_VERIFY_TIMEOUT_SECONDS": "2", "AUTOSRE_STABLE_SECONDS": "0.2"]
                let keys = ["AWS_ACCESS_KEY_ID": "AKIDTEST", "AWS_SECRET_ACCESS_KEY": "secret-for-tests"]
                let agent = try Agent(cloud.settings.merging(keys) { $1 }.merging(short) { $1 })
                let run = try await agent.run("run", "--output", "json", within: 60)
                let journal = try run.json()
                let what: Comment = "\(afterwards): \(journal.outcome) \(journal.reasons) \(run.errors)"
                #expect(cloud.changes.count == 1 && cloud.changes[0].contains("\"FunctionVersion\":\"2\""), what)
                #expect(journal.outcome == (afterwards == .isCalm ? "recovered" : "unverified"), what)
                cloud.stop()
            }
        }

        /// How a run may miss the moment at which its deed has its effect.
        enum Gap: CaseIterable, Sendable {
            case stopped, killed, clockForward, clockBack
        }

        /// A gap, and whether there is anything to be read after it.
        private struct Trial: Sendable {
            let gap: Gap
            let isMute: Bool

            static let all = Gap.allCases.flatMap { gap in [false, true].map { Trial(gap: gap, isMute: $0) } }
        }

        @Test func noVerdictFromBeforeAGap() async throws {
            let library = try await JumpingClock.build()
            try await inParallel(Self.worlds(Trial.all), width: 8) { world in
                let shop = try await WatchedShop(world.row.fault, seed: world.seed, isLate: true)
                let (gap, isMute) = (world.trial.gap, world.trial.isMute)
                let clock = try JumpingClock(by: gap == .clockBack ? -3600 : 3600, library)
                let isJump = gap == .clockForward || gap == .clockBack
                let agent = try Self.agent(shop, isJump ? clock.settings : [:]).journaling()
                let child = try agent.start(Self.arguments(world.row))
                let finished = try await Self.miss(world.trial, child, agent, shop, clock)
                let what: Comment = "\(world.row.fault), \(world.trial): \(finished.words)"
                #expect(finished.code == 0 || finished.code == 1, what)
                let runs = try await agent.run("incidents", "--output", "json").json().events
                let outcome = runs.first?["outcome"]?.string
                #expect(outcome == "unverified" || outcome == "recovered" && !isMute, what)
                try await Self.checkShop(shop, world.row, what)
                try await shop.stop()
            }
        }

        /// Lets the moment pass in a gap, which begins after a bad reading, and the run come to its end.
        private static func miss(
            _ trial: Trial, _ child: Child, _ agent: Agent, _ shop: WatchedShop, _ clock: JumpingClock
        ) async throws -> Finished {
            let began = SystemClock.monotonicSeconds()
            shop.atSecondReading {
                switch trial.gap {
                case .stopped: child.signal(SIGSTOP)
                case .killed: child.signal(SIGKILL)
                case .clockForward, .clockBack:
                    shop.heal(isMute: trial.isMute)
                    try? clock.jump()
                }
            }
            try await waiting(until: "the gap, or an end without one", within: 60) {
                shop.isPastSecondReading || child.ending == .exited(1)
            }
            if trial.gap == .stopped || trial.gap == .killed {
                // Longer than verification may take.
                try await SystemClock.sleep(seconds: 2.2)
                shop.heal(isMute: trial.isMute)
                if trial.gap == .killed { return try await agent.run("resume", "--output", "json", within: 60) }
                child.signal(SIGCONT)
            }
            try await child.ended(within: 60)
            return Finished(child, began: began)
        }
    }
}
