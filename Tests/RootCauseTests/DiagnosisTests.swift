import Testing

@testable import RootCause

@Suite(.timeLimit(.minutes(2))) struct DiagnosisTests {
    /// Five components with noise; `carts` burns processor from the 300th second on.
    private func burning(step: Int = 1, onset: Int = 300, told: Int = 300, end: Int = 400) -> CaseFiles {
        var files = CaseFiles()
        files.about = MadeCase.about(incident: told * step, end: end * step)
        let names = ["carts", "front", "mail", "orders", "stock"]
        files.metrics = MadeCase.metrics(names.map { $0 + "|cpu" }, step: step, count: end) { column, row in
            0.3 + Double((row * 7 + column * 13) % 11) * 0.01 + (column == 0 && row >= onset ? 0.9 : 0)
        }
        return files
    }

    @Test(arguments: [1, 10, 60, 300]) func aBurningComponentIsNamed(step: Int) throws {
        let answer = Diagnosis(try CaseEvidence(burning(step: step)))
        let first = try #require(answer.causes.first)
        #expect(first.component == "carts")
        #expect(first.kind == .resource)
        #expect(first.metric == "cpu")
        #expect(first.score > 0.5)
        #expect(!answer.isInconclusive)
        #expect(answer.gaps.contains("no logs.csv"))
    }

    @Test func theOnsetIsFoundWhenTheDetectorIsLate() throws {
        let answer = Diagnosis(try CaseEvidence(burning(onset: 300, told: 360)))
        let onset = try #require(answer.onset)
        #expect(abs(onset - Double(MadeCase.begin + 300)) <= 2)
        #expect(answer.causes.first?.component == "carts")
    }

    @Test func nothingIsAccusedWhereNothingIsWrong() throws {
        let answer = Diagnosis(try CaseEvidence(burning(onset: 1_000)))
        #expect(answer.isInconclusive)
        #expect(answer.onset == nil)
        #expect(answer.causes.count == 5, "an inconclusive answer still ranks")
    }

    /// Asked at the moment of the alert, most of the last minute has to show it.
    @Test(arguments: [(340, true), (380, false)]) func whatBeganJustNowMayPass(onset: Int, isAccused: Bool) throws {
        let answer = Diagnosis(try CaseEvidence(burning(onset: onset, told: 400, end: 400)))
        #expect(answer.isInconclusive != isAccused)
        #expect(!isAccused || answer.causes.first?.component == "carts")
    }

    @Test func aSlowWireIsTheCalleesNotTheCallers() throws {
        var files = CaseFiles()
        files.about = MadeCase.about(incident: 60, end: 120)
        files.traces = MadeCase.traces(count: 120) { second in (second < 60 ? 2 : 250 + second % 5, 10 + second % 3) }
        let answer = Diagnosis(try CaseEvidence(files))
        #expect(answer.causes.first?.component == "stock")
        #expect(answer.causes.first?.kind == .latency)
    }

    @Test func slowWorkIsItsComponents() throws {
        var files = CaseFiles()
        files.about = MadeCase.about(incident: 60, end: 120)
        files.traces = MadeCase.traces(count: 120) { second in (2 + second % 2, second < 60 ? 10 : 300 + second % 7) }
        let answer = Diagnosis(try CaseEvidence(files))
        #expect(answer.causes.first?.component == "stock")
    }

    @Test func aHandfulOfNewFailuresIsSeen() throws {
        var text = "time,component,instance,trace_id,message\n"
        for second in 0..<600 {
            let time = MadeCase.begin + second
            text += "\(time),shop,shop-1,,request \(second) served\n\(time),stock,stock-1,,reserved item \(second)\n"
            if second >= 400, second % 20 == 0 {
                text += "\(time),stock,stock-1,,\"ERROR cannot write file /data/\(second): No space left on device\"\n"
            }
        }
        var files = CaseFiles()
        files.about = MadeCase.about(incident: 400, end: 600)
        files.logs = Array(text.utf8)
        let answer = Diagnosis(try CaseEvidence(files))
        #expect(answer.causes.first?.component == "stock")
        #expect(answer.causes.first?.kind == .resource)
    }

    /// Requests go shop → stock → price → shop; from the 200th on `price` fails before it writes a line.
    @Test func aComponentThatFallsSilentIsNamed() throws {
        var text = "time,component,instance,trace_id,message\n"
        for request in 0..<400 {
            let time = MadeCase.begin + request
            text +=
                "\(time).1,shop,s,t\(request),INFO order received\n\(time).2,stock,s,t\(request),INFO stock reserved\n"
            if request < 200 {
                text +=
                    "\(time).3,price,p,t\(request),INFO price found\n\(time).4,shop,s,t\(request),INFO order placed\n"
            } else {
                text += "\(time).4,shop,s,t\(request),ERROR order not placed: status 500\n"
            }
        }
        var files = CaseFiles()
        files.about = MadeCase.about(incident: 200, end: 400)
        files.logs = Array(text.utf8)
        files.topology = Array(#"{"edges":[["shop","stock"],["shop","price"]]}"#.utf8)
        let answer = Diagnosis(try CaseEvidence(files))
        #expect(answer.causes.first?.component == "price")
        let outcomes = try Verifier(files).check(answer: Array(answer.json(timing: []).text.utf8), file: "a.json")
        #expect(outcomes.count >= 2)
        let failed = outcomes.filter { !$0.holds }.map(\.statement)
        #expect(failed == [])
    }

    @Test(arguments: [
        ("replica_lag_seconds", CauseKind.resource), ("disk_used_percent", .resource), ("connections", .resource),
        ("query_latency_ms", .latency),
    ]) func theKindFollowsTheSeries(metric: String, kind: CauseKind) throws {
        var files = CaseFiles()
        files.about = MadeCase.about(incident: 2_400, end: 3_600)
        files.metrics = MadeCase.metrics(["db-1", "db-2"].map { "\($0)|\(metric)" }, step: 60, count: 60) {
            column, row in
            20 + Double((row * 5 + column * 3) % 7) + (column == 1 && row >= 40 ? 60 : 0)
        }
        let answer = Diagnosis(try CaseEvidence(files))
        #expect(answer.causes.first?.component == "db-2")
        #expect(answer.causes.first?.kind == kind)
    }

    /// Counters of failures: `stock` counts faster from the 60th minute on, `shop` restarts there.
    @Test func aCounterIsReadAsItsRate() throws {
        var files = CaseFiles()
        files.about = MadeCase.about(incident: 3_600, end: 5_400)
        files.metrics = MadeCase.metrics(["shop|errors_total", "stock|errors_total"], step: 60, count: 90) {
            column, row in
            if column == 0 { return Double((row < 60 ? row + 500 : row - 60) * 10 + row % 3) }
            return Double(row * 10 + row % 3 + max(0, row - 60) * 200)
        }
        let answer = Diagnosis(try CaseEvidence(files))
        #expect(answer.causes.first?.component == "stock")
        #expect(!answer.isInconclusive)
        #expect(answer.causes.last?.claims.isEmpty == true, "a restarted counter is no incident")
        let outcomes = try Verifier(files).check(answer: Array(answer.json(timing: []).text.utf8), file: "a.json")
        let failed = outcomes.filter { !$0.holds }.map(\.statement)
        #expect(failed == [])
    }

    @Test func aTimeoutInAnArgumentIsNoFailure() throws {
        func isFailure(_ text: String) throws -> Bool {
            var gaps: [String] = []
            let file = Array("time,component,message\n1,a,\(text)\n".utf8)
            return try LogTable.read(file, file: "logs.csv", gaps: &gaps).templates[0].isFailure
        }
        #expect(try !isFailure("INFO connecting with timeout=30 retries=3"))
        #expect(try isFailure("ERROR cannot connect"))
        #expect(try isFailure("java.lang.OutOfMemoryError: Java heap space"))
        #expect(try !isFailure("served 12 requests"))
    }

    @Test(arguments: [
        ("OOMKilled", "Container cart exceeded its memory limit", CauseKind.resource),
        ("ImagePullBackOff", "Back-off pulling image \"shop:v3\"", .configuration),
        ("NodeNotReady", "Node is not ready", .infrastructure),
        ("FailedScheduling", "0/3 nodes are available: 3 Insufficient cpu.", .resource),
        ("FailedCreate", "pods \"x\" is forbidden: exceeded quota: compute", .resource),
    ]) func anEventNamesTheKind(reason: String, message: String, kind: CauseKind) throws {
        var text = "time,component,instance,reason,message,count\n"
        for minute in 0..<60 { text += "\(MadeCase.begin + minute * 60),noise,n-1,FailedGetScale,no metrics yet,1\n" }
        for minute in 40..<60 {
            let quoted = message.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
            text += "\(MadeCase.begin + minute * 60),cart,cart-1,\(reason),\"\(quoted)\",1\n"
        }
        var files = CaseFiles()
        files.about = MadeCase.about(incident: 2_400, end: 3_600)
        files.events = Array(text.utf8)
        let answer = Diagnosis(try CaseEvidence(files))
        #expect(answer.causes.first?.component == "cart")
        #expect(answer.causes.first?.kind == kind)
        #expect(!answer.isInconclusive)
    }

    @Test func aChangeShortlyBeforeIsNamed() throws {
        var files = burning()
        files.deployments = Array(
            """
            [{"id":"d1","component":"carts","time":\(MadeCase.begin + 290),"kind":"deployment","from":"1","to":"2"},
             {"id":"d2","component":"mail","time":\(MadeCase.begin + 390),"kind":"deployment","from":"1","to":"2"}]
            """.utf8)
        let answer = Diagnosis(try CaseEvidence(files))
        #expect(answer.causes.first?.change == "d1")
        let mail = answer.causes.first { $0.component == "mail" }
        #expect(mail?.change == nil, "a change after the onset did not cause it")
    }

    @Test func theAnswerIsTheSameForAnyNumberOfThreads() async throws {
        let files = burning()
        let one = Diagnosis(try CaseEvidence(files)).json(timing: []).text
        for threads in 2...4 {
            let evidence = try await CaseEvidence.read(files, threads: threads)
            #expect(await Diagnosis.make(evidence, threads: threads).json(timing: []).text == one)
        }
    }

    @Test func aFalsifiedClaimDoesNotHold() throws {
        let files = burning()
        let answer = Diagnosis(try CaseEvidence(files)).json(timing: []).text
        let verifier = Verifier(files)
        #expect(try verifier.check(answer: Array(answer.utf8), file: "a.json").allSatisfy(\.holds))
        for (word, other) in [("carts", "front"), ("\"cpu\"", "\"gpu\""), ("\"shift\"", "\"shirt\"")] {
            let forged = answer.split(separator: word, omittingEmptySubsequences: false).joined(separator: other)
            #expect(try !verifier.check(answer: Array(forged.utf8), file: "a.json").allSatisfy(\.holds))
        }
    }
}
