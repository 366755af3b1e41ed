import AutoSRECore
import AutoSREPlatform
import Foundation
import Synchronization
import Testing

extension EndToEnd.Runs {
    /// The real binary ended by SIGKILL at every record of its journal, and resumed: no action twice, none lost.
    @Suite(.timeLimit(.minutes(2))) struct KillTests {
        /// Whatever the action: versions, replicas, and "nothing older than" are absolute each in its own way.
        static let faults = FaultRow.table.filter { row in
            ["leaky-release", "slow-leak", "traffic-surge", "pool-exhausted"].contains(row.fault)
        }

        /// As soon as the line of the Nth record is read: between two steps, or in the middle of the next.
        @Test func killedAfterEachRecord() async throws {
            try await sweep(Self.faults[0], 1...59) { agent, arguments, record in
                let child = try agent.start(
                    arguments,
                    onLine: { number, _, child in
                        if number == record { child.signal(SIGKILL) }
                    })
                return try await child.ended(within: 40) == .killed(SIGKILL)
            }
        }

        /// After the step has had its effect, and before its record is written: the database itself holds the process
        /// there. The process that takes over is held and killed in the same way.
        @Test(arguments: faults)
        func killedBeforeEachRecordIsWritten(_ row: FaultRow) async throws {
            // Only from the last look to the first reading after acting does it matter what the action is.
            let records = row.fault == Self.faults[0].fault ? 2...59 : 8...14
            let found = try await sweep(row, records) { agent, arguments, record in
                let hold = try await Hold(agent, at: record)
                let wasKilled = try await Self.kill(try agent.start(arguments), at: hold)
                if wasKilled { _ = try await Self.kill(try agent.start(["resume"]), at: hold) }
                try hold.lift()
                return wasKilled
            }
            #expect(found >= 1, "at least once an effect was in the world and not in the journal")
        }

        private static func kill(_ child: Child, at hold: Hold) async throws -> Bool {
            try await waiting(until: "process \(child.pid) is held, or ends", within: 40) {
                if child.ending != nil { return true }
                return try await hold.isReached()
            }
            child.signal(SIGKILL)
            return try await child.ended(within: 20) == .killed(SIGKILL)
        }

        /// How many sweep at a time, each on a shop of its own.
        private static let width = 4

        /// Kills at each record in turn until a run ends by itself; returns how often an effect was in the world and
        /// not in the journal.
        @discardableResult
        private func sweep(
            _ row: FaultRow, _ records: ClosedRange<Int>,
            _ kill: @escaping @Sendable (Agent, [String], Int) async throws -> Bool
        ) async throws -> Int {
            let tally = Tally()
            let arguments = ["run", "--incident-type", row.alert, "--output", "json"]
            try await inParallel((0..<Self.width).map { records.lowerBound + $0 }, width: Self.width) { start in
                let shop = try await ShopProcess(fault: row.fault)
                var record = start
                while records.contains(record) {
                    try await shop.reset(row.fault, seed: record)
                    let slack = try FakeSlack()
                    // What was marked and never left is watched for this long, per instance.
                    let settings = slack.settings.merging(["AUTOSRE_INSTANCE_SECONDS": "1"]) { $1 }
                    let agent = try Agent(acting: shop.url, settings).journaling()
                    let wasKilled = try await kill(agent, arguments, record)
                    if try await finish(agent, shop, slack, row, "record \(record)") {
                        tally.unheard.add(1, ordering: .relaxed)
                    }
                    slack.stop()
                    guard wasKilled else { break }
                    tally.kills.add(1, ordering: .relaxed)
                    record += Self.width
                }
                try await shop.stop()
            }
            let expected = min(records.count, 15 - records.lowerBound)
            #expect(tally.kills.load(ordering: .relaxed) >= expected, "a run has more records than that")
            return tally.unheard.load(ordering: .relaxed)
        }

        private final class Tally: Sendable {
            let kills = Atomic<Int>(0)
            let unheard = Atomic<Int>(0)
        }

        /// Resumes, and checks that everything was done exactly once; returns whether the answer to it was lost. Of a
        /// request that a killed process had marked and not sent, nobody knows: it is not sent again, and a person is
        /// told.
        private func finish(
            _ agent: Agent, _ shop: ShopProcess, _ slack: FakeSlack, _ row: FaultRow, _ what: Comment
        ) async throws -> Bool {
            let resumed = try await agent.run("resume")
            let made = try await shop.operations()
            let runs = try await agent.run("incidents", "--output", "json").json().events
            try #require(runs.count == 1 && runs[0]["closed"]?.bool == true, what)
            let journal = try await check(agent, runs[0]["run"]?.string ?? "", runs[0]["outcome"]?.string ?? "", what)
            let isUnheard = zip(journal.kinds, journal.kinds.dropFirst()).contains { $0 == ("sending", "resumed") }
            let failures = journal.events("transient_failure").compactMap { $0["payload"]?["reason"]?.string }
            #expect(journal.events("sending").count == 1, what)
            if isUnheard, made.isEmpty {
                #expect(failures.allSatisfy { $0.hasPrefix("waiting: ") }, "\(what): \(failures)")
                #expect(resumed.code == 1 && runs[0]["outcome"]?.string == "unverified", "\(what): \(resumed.words)")
                #expect(journal.events("acted").first?["payload"]?["effect"]?.string == "unconfirmed", what)
                return false
            }
            #expect(failures.isEmpty, "\(what): \(failures)")
            #expect(resumed.code == 0, "\(what): \(resumed.words)")
            #expect(made.count == 1 && made[0].hasPrefix(row.change ?? "nothing"), "\(made); \(what)")
            let health = try await shop.health()
            #expect(health == "healthy", what)
            #expect(runs[0]["outcome"]?.string == "recovered", what)
            let told = slack.texts
            #expect(!told.isEmpty, "the report was delivered; \(what)")
            #expect(told.dropFirst().allSatisfy { $0.contains("Sent again") }, "a repeat is marked; \(what)")
            return isUnheard
        }

        /// The journal replays, link by link, and says the same as the list; returns it.
        private func check(
            _ agent: Agent, _ run: String, _ outcome: String, _ what: Comment
        ) async throws -> Journaled {
            let shown = try await agent.run("show", run, "--output", "json")
            #expect(shown.code == 0, "\(what): \(shown.words)")
            let journal = try shown.json()
            #expect(journal.events.compactMap { $0["seq"]?.integer } == Array(1...Int64(journal.events.count)), what)
            #expect(journal.kinds.last == "closed", what)
            #expect(journal.events("intended").count == 1 && journal.events("acted").count == 1, what)
            let report = try await agent.run("report", run, "--format", "json")
            #expect(report.code == 0, "\(what): \(report.words)")
            let postMortem = try JSON.decode(JSONValue.self, from: report.output.utf8)
            #expect(postMortem["outcome"]?.string == outcome, what)
            let notes = postMortem["notes"]?.array?.compactMap(\.string) ?? []
            #expect(!notes.contains { $0.contains("durable") }, what)
            return journal
        }
    }
}
