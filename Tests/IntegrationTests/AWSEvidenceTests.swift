import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Testing

@Suite(.timeLimit(.minutes(1))) struct AWSEvidenceTests {
    private func collect(_ parts: AWSIntegration, _ query: EvidenceQuery = alarmQuery()) async throws -> [RawEvidence] {
        var all: [RawEvidence] = []
        for source in parts.evidence {
            do { all += try await source.collect(query) } catch { continue }
        }
        return all
    }

    private func logs(_ cloud: FakeCloud, group: String = "", function: String = "shop-fn") async throws -> [LogLine] {
        try await collect(integration(try cloud.server(), function: function, group: group)).logs
    }

    @Test func logsOfTheWindowFromAllPages() async throws {
        let cloud = FakeCloud()
        cloud.set { state in
            state.eventsPerPage = 3
            state.events =
                (0..<40).map { minute in
                    FakeCloud.event(
                        minute, noon.advanced(bySeconds: -120 * Double(minute) - 1), "[ERROR] line \(minute)\n")
                } + [FakeCloud.event(99, noon.advanced(bySeconds: 5), "too late")]
        }
        let lines = try await logs(cloud)
        // The alarm went off at 11:50:00, so the window begins half an hour before that at the latest, or an hour back.
        #expect(lines.map(\.message) == (0..<30).reversed().map { "[ERROR] line \($0)" })
        #expect(lines.first?.level == "ERROR" && lines.first?.instance == "2026/11/24/[3]abc")
        #expect(cloud.heard.all.contains("FilterLogEvents /aws/lambda/shop-fn"))
    }

    @Test func logsReachBackToTheAlarmsBeginning() async throws {
        let cloud = FakeCloud()
        let start = noon.advanced(bySeconds: -5 * 3600)
        cloud.set { $0.events = [FakeCloud.event(1, start.advanced(bySeconds: -600), "the cause")] }
        let alarm = FakeCloud.alarm(since: start.milliseconds / 1000)
        let parts = integration(try cloud.server())
        #expect(try await collect(parts, alarmQuery(alarm)).logs.map(\.message) == ["the cause"])
    }

    @Test func tokensThatRepeatEnd() async throws {
        let cloud = FakeCloud()
        cloud.set { state in
            state.repeatsTokens = true
            state.events = [FakeCloud.event(1, noon.advanced(bySeconds: -60), "once")]
        }
        #expect(try await logs(cloud).map(\.message) == ["once"])
    }

    @Test func newestAreKept() async throws {
        let cloud = FakeCloud()
        cloud.set { state in
            state.eventsPerPage = 10_000
            state.events = (0..<25_000).map { index in
                FakeCloud.event(index, noon.advanced(bySeconds: -0.1 * Double(index) - 1), "l\(index)")
            }
        }
        let lines = try await logs(cloud)
        #expect(lines.count == 20_000)
        #expect(lines.last?.message == "l0" && lines.first?.message == "l19999")
    }

    /// AWS gives the oldest first, in as many pages as it likes: the newest have to be reached all the same.
    @Test(arguments: [(10, 3000), (5, 12_000)]) func newestAreReached(perPage: Int, count: Int) async throws {
        let cloud = FakeCloud()
        cloud.set { state in
            state.eventsPerPage = perPage
            state.events = (0..<count).reversed().map { index in
                FakeCloud.event(index, noon.advanced(bySeconds: -0.02 * Double(index) - 0.01), "l\(index)")
            }
        }
        let lines = try await logs(cloud)
        #expect(lines.last?.message == "l0" && lines.count >= 200)
        #expect(lines.map(\.message) == (0..<lines.count).reversed().map { "l\($0)" })
    }

    @Test func pagesWithoutAnEndAreGivenUp() async throws {
        let asked = Heard()
        let server = try FakeServer { request in
            guard request.header("X-Amz-Target")?.hasSuffix("FilterLogEvents") == true else {
                return refusal(404, "ResourceNotFoundException")
            }
            asked.add("page")
            return json(["events": [], "nextToken": .string("\(asked.all.count)")])
        }
        #expect(try await collect(integration(server)).logs.isEmpty)
        #expect(asked.all.count < 600)
    }

    @Test func aMissingGroupIsAGap() async throws {
        let cloud = FakeCloud()
        let parts = integration(try cloud.server(), group: "/custom/group")
        do {
            _ = try await parts.evidence[0].collect(alarmQuery())
            Issue.record("no gap")
        } catch {
            #expect(String(describing: error) == "there is no log group /custom/group")
        }
        #expect(try await collect(parts).deployments.map(\.version) == ["3", "2", "1"])
    }

    @Test func functionFromTheAlarm() async throws {
        let cloud = FakeCloud()
        cloud.set { $0.events = [FakeCloud.event(1, noon.advanced(bySeconds: -60), "x")] }
        #expect(try await logs(cloud, function: "").count == 1)
        let nobodys = try await collect(
            integration(try cloud.server(), function: ""), alarmQuery(FakeCloud.alarm(function: nil)))
        #expect(nobodys.logs.isEmpty && nobodys.deployments.isEmpty)
    }

    @Test func theAlarmsOwnValues() async throws {
        let cloud = FakeCloud()
        let parts = integration(try cloud.server())
        let source = try #require(parts.evidence.first { $0.kinds == [.metrics] })
        let series = try #require(try await source.collect(alarmQuery()).metrics.first)
        #expect(series.name == "Errors" && series.values == [4, 5, 9])
        #expect(series.times == (try ["57", "58", "59"].map { try instant("2026-11-24T11:\($0):00Z") }))
        for text in ["", "{", "{}", "[]", "{\"recentDatapoints\":[1]}"] {
            var alarm = FakeCloud.alarm().object ?? [:]
            alarm["StateReasonData"] = .string(text)
            let names = try await source.collect(alarmQuery(.object(alarm))).metrics.map(\.name)
            #expect(names == ["alarm shop-fn-errors"])
        }
    }

    @Test func historyIsTheAliasItsFiveBelowThenNewer() async throws {
        let cloud = FakeCloud()
        cloud.set { state in
            state.versions = Array(1...130).filter { $0 != 97 }
            state.alias = "100"
            state.weights = ["101": 0.1]
        }
        let all = try await collect(integration(try cloud.server()))
        #expect(
            all.deployments.map(\.version)
                == ["100", "99", "98", "96", "95", "94", "130", "129", "128", "127", "126", "101"])
        #expect(all.deployments.map(\.status.rawValue).prefix(2) == ["current", "published"])
        #expect(all.deployments.last?.status.rawValue == "takes a share of 0.1")
        #expect(all.state?.version == "100")
        #expect(all.deployments.dropFirst().first?.at == (try instant("2026-11-28T10:00:00Z")))
    }

    @Test func nothingIsInventedWithoutFunctionOrAlias() async throws {
        let cloud = FakeCloud()
        cloud.set { $0.alias = nil }
        let all = try await collect(integration(try cloud.server()))
        #expect(all.state == nil)
        #expect(all.deployments.allSatisfy { $0.status.rawValue == "published" })
        let none = try await collect(integration(try cloud.server(), function: "gone"))
        #expect(none.deployments.isEmpty)
    }
}
