import AutoSRECore
import Testing

@testable import RootCause

/// Every parser with bytes that nobody meant: no crash, and an answer that says what is missing.
@Suite(.timeLimit(.minutes(5))) struct FuzzTests {
    private static let pieces: [[UInt8]] = [
        Array(",".utf8), Array("\n".utf8), Array("\"".utf8), Array("\r\n".utf8), Array("nan".utf8), Array("-".utf8),
        Array("9223372036854775807".utf8), Array("1e999".utf8), Array("\u{202E}".utf8), [0xFF, 0xFE], [0],
        Array("{".utf8), Array("[".utf8), Array("}".utf8), Array("\\u12".utf8), Array("time".utf8),
        Array("ERROR".utf8), Array("|".utf8), Array("0.0000000000000000000000001".utf8),
        Array("99999999999999999999".utf8),
    ]

    /// A valid file with some bytes removed, repeated or replaced.
    private func mutated(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let at = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: at)
            case 1: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 0...40, using: &random)))
            case 2: if at < bytes.count { bytes[at] = UInt8.random(in: 0...255, using: &random) }
            default: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 30)], at: at)
            }
        }
        return bytes
    }

    private func valid() -> CaseFiles {
        var files = CaseFiles()
        files.about = MadeCase.about(
            incident: 40, end: 80, symptom: #","symptom":{"component":"shop","metric":"latency"}"#)
        files.metrics = MadeCase.metrics(["shop|latency", "stock|cpu", "stock-v2-abc-x|cpu"], step: 2, count: 40) {
            Double($1 % 5 + $0) + ($1 > 20 ? 3 : 0)
        }
        files.traces = MadeCase.traces(count: 30) { ($0 % 4 + 1, $0 < 15 ? 3 : 30) }
        let lines = (0..<60).map {
            "\(MadeCase.begin + $0),shop,shop-1,t\($0 / 3),\"step \"\"\($0)\"\" ERROR done, x=\($0)\""
        }
        files.logs = Array(("time,component,instance,trace_id,message\n" + lines.joined(separator: "\n")).utf8)
        files.events = Array(
            "time,component,instance,reason,message,count\n\(MadeCase.begin + 50),shop,s,OOMKilled,x,2\n".utf8)
        files.deployments = Array(
            """
            [{"id":"d","component":"stock","time":\(MadeCase.begin + 30),"kind":"rollout",
              "instances":["stock-v2-abc-x"]}]
            """
            .utf8)
        files.topology = Array(#"{"edges":[["shop","stock"],["stock","shop"]]}"#.utf8)
        return files
    }

    @Test func aValidCaseIsReadWithoutGaps() throws {
        let evidence = try CaseEvidence(valid())
        #expect(evidence.gaps == [])
    }

    @Test func noInputCrashes() throws {
        var random = SplitMix64(state: 20_261_130)
        let parts: [WritableKeyPath<CaseFiles, [UInt8]?>] = [
            \.metrics, \.logs, \.traces, \.events, \.deployments, \.topology, \.about,
        ]
        for _ in 0..<800 {
            var files = valid()
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                guard let part = parts.randomElement(using: &random), let bytes = files[keyPath: part] else { continue }
                files[keyPath: part] = mutated(bytes, &random)
            }
            guard let evidence = try? CaseEvidence(files) else { continue }
            let answer = Diagnosis(evidence).json(timing: []).text
            let outcomes = try Verifier(files).check(answer: Array(answer.utf8), file: "answer.json")
            _ = outcomes.count
        }
    }

    @Test func randomAnswersDoNotCrashTheVerifier() throws {
        var random = SplitMix64(state: 7)
        let files = valid()
        let answer = Array(Diagnosis(try CaseEvidence(files)).json(timing: []).text.utf8)
        let verifier = Verifier(files)
        for _ in 0..<1_000 { _ = try? verifier.check(answer: mutated(answer, &random), file: "answer.json") }
    }

    @Test func anErrorNamesFileAndLine() throws {
        var files = valid()
        files.metrics = Array("time,a|cpu\n1,2\n2,x\n".utf8)
        files.traces = Array("trace_id,span_id\nx,y\n".utf8)
        files.deployments = Array("[{]".utf8)
        let gaps = try CaseEvidence(files).gaps
        #expect(gaps.contains { $0.hasPrefix("metrics.csv:3:") })
        #expect(gaps.contains { $0.hasPrefix("traces.csv:1:") })
        #expect(gaps.contains { $0.hasPrefix("deployments.json:1:") })
        files.about = Array("{\n\"id\": 1,\n}".utf8)
        #expect(throws: EvidenceError.self) { try CaseEvidence(files) }
    }

    @Test func deepNestingIsRefused() {
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        #expect(throws: EvidenceError.self) { try JSONReader.read(deep, file: "x.json") }
    }
}
