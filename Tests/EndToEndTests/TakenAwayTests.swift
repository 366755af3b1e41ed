import AutoSRECore
import AutoSREPlatform
import Foundation
import Synchronization
import Testing

extension EndToEnd.Runs {
    /// The data directory goes away in the middle of a run: it is said, and nothing else is different.
    @Suite(.timeLimit(.minutes(2))) struct TakenAwayTests {
        enum Loss: CaseIterable { case nothing, database, files, folder, moved }

        private static func lose(_ loss: Loss, _ scratch: Scratch) {
            let (files, folder) = (FileManager.default, scratch.path("data"))
            let names = (try? files.contentsOfDirectory(atPath: folder)) ?? []
            switch loss {
            case .nothing: break
            case .database: try? files.removeItem(atPath: folder + "/autosre.db")
            case .files: for name in names { try? files.removeItem(atPath: "\(folder)/\(name)") }
            case .folder: try? files.removeItem(atPath: folder)
            case .moved: try? files.moveItem(atPath: folder, toPath: scratch.path("moved"))
            }
        }

        /// One run on a dashboard that heals, or does not and is put back; the journal goes away at a record.
        private func run(_ loss: Loss, at kind: String, heals: Bool) async throws -> (Finished, [String]) {
            let dashboard = try FakeDashboard(.obeys, heals: heals)
            let seconds = heals ? "20" : "2"
            let agent = try Agent(acting: dashboard.url, ["RECOVERY_VERIFY_TIMEOUT_SECONDS": seconds]).journaling()
            let began = SystemClock.monotonicSeconds()
            let isLost = Atomic<Bool>(false)
            let child = try agent.start { _, line, _ in
                guard line.contains("\"kind\":\"\(kind)\""), !isLost.exchange(true, ordering: .relaxed) else { return }
                Self.lose(loss, agent.scratch)
            }
            try await child.ended(within: 40)
            dashboard.stop()
            return (Finished(child, began: began), dashboard.versions)
        }

        private func story(_ run: Finished) throws -> [String] {
            let report = try run.json().report
            let words = ["outcome", "reason", "action_taken", "root_cause"].map { report?[$0]?.string ?? "" }
            return ["\(run.code)"] + words
        }

        @Test(arguments: [true, false]) func theRunEndsAsWithout(heals: Bool) async throws {
            let (whole, versions) = try await run(.nothing, at: "acted", heals: heals)
            let expected = try story(whole)
            #expect(whole.code == (heals ? 0 : 1) && !whole.errors.contains("in memory"), "\(whole.words)")
            #expect(versions == (heals ? ["v1.4.1"] : ["v1.4.1", "v1.4.2"]))
            try await inParallel(Loss.allCases.filter { $0 != .nothing }) { loss in
                for kind in ["acted", "checked"] {
                    let (lost, changes) = try await run(loss, at: kind, heals: heals)
                    #expect(try story(lost) == expected, "\(loss) at \(kind): \(lost.words)")
                    #expect(changes == versions, "\(loss) at \(kind)")
                    let said = lost.errors.components(separatedBy: "going on in memory").count - 1
                    #expect(said == 1, "\(loss) at \(kind): \(lost.errors)")
                }
            }
        }
    }
}
