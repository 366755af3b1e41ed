import AutoSRECore
import AutoSREPlatform
import Testing

@Suite(.timeLimit(.minutes(2)))
struct QueryAnswerTests {
    private func series(_ text: String) throws -> QueryAnswer<SeriesColumns> {
        var reader = JSONReader()
        return try reader.series(Array(text.utf8), limit: 1 << 24)
    }

    private func lines(_ text: String) throws -> QueryAnswer<LogColumns> {
        var reader = JSONReader()
        return try reader.lines(Array(text.utf8), limit: 1 << 20)
    }

    private func matrix(_ result: String) -> String {
        #"{"status":"success","data":{"resultType":"matrix","result":["# + result + "]}}"
    }

    /// Prometheus 2.42, cut to two samples a series.
    static let answer = #"""
        {"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"up","env":"test","instance":
        "127.0.0.1:19100","job":"shop"},"values":[[1795977910.975,"1"],[1795977912.975,"1.5"]]},{"metric":{"__name__":"up",
        "instance":"127.0.0.1:19199","job":"dead"},"values":[[1795977910.975,"0"],[1795977912,"-Inf"]]}]}}
        """#

    @Test func aMatrixBecomesSeries() throws {
        let answer = try series(Self.answer)
        #expect(answer.isSuccess && answer.resultType == "matrix" && answer.warnings.isEmpty && !answer.isPartial)
        let columns = answer.columns
        #expect(columns.count == 2 && columns.ends == [2, 4])
        #expect(columns.labels.value(of: "job", in: columns.sets[1]) == "dead")
        #expect(columns.labels[columns.sets[0]].map(\.name) == ["__name__", "env", "instance", "job"])
        #expect(
            columns.times.map(\.milliseconds) == [
                1_795_977_910_975, 1_795_977_912_975, 1_795_977_910_975, 1_795_977_912_000,
            ])
        #expect(columns.values == [1, 1.5, 0, -.infinity])
    }

    /// VictoriaMetrics orders labels as it likes, and has whole seconds in a vector.
    @Test func labelsAreTheSameInAnyOrder() throws {
        let one = try series(matrix(#"{"metric":{"a":"1","b":"2"},"value":[1795977940,"0.5"]}"#)).columns
        let other = try series(matrix(#"{"value":[1795977940.0,0.5],"metric":{"b":"2","a":"1"}}"#)).columns
        #expect(one.labels[one.sets[0]].map(\.value) == other.labels[other.sets[0]].map(\.value))
        #expect(one.times == other.times && one.values == [0.5] && other.values == [0.5])
    }

    @Test func valuesThatAreNoNumbersAreKept() throws {
        let columns = try series(
            matrix(
                #"{"metric":{},"values":[[1,"NaN"],[2,"+Inf"],[3,"-Inf"],[4,"Inf"],[5,"1e+06"],[6,"-0"],[7,"5e-01"]]}"#)
        ).columns
        #expect(columns.values[0].isNaN)
        #expect(
            columns.values[1...] == [.infinity, -.infinity, .infinity, 1e6, 0, 0.5] && columns.values[5].sign == .minus)
    }

    @Test func errorsWarningsAndWhatIsMissingAreKept() throws {
        let error = try series(#"{"status":"error","errorType":"bad_data","error":"invalid \"query\""}"#)
        #expect(!error.isSuccess && error.errorType == "bad_data" && error.error == "invalid \"query\"")
        #expect(error.columns.count == 0)
        let late = try series(
            #"""
            {"warnings":["a","b"],"infos":["c"],"isPartial":true,"data":{"result":[{"metric":{"a":"b"},"histograms":
            [[1,{"count":"2"}]]}]},"status":"success"}
            """#)
        #expect(late.warnings == ["a", "b"] && late.infos == ["c"] && late.isPartial && late.histograms == 1)
        #expect(late.columns.count == 1 && late.columns.times.isEmpty)
        #expect(try series(#"{"status":"success","data":{"result":null},"warnings":null}"#).columns.count == 0)
    }

    @Test(arguments: [
        #"{"data":{"result":[]}}"#, #"{"status":"success"}"#, #"{"status":"success","data":{}}"#, #"{"status":"ok"}"#,
        #"{"status":"success","data":{"resultType":"scalar","result":[1,"2"]}}"#,
        #"{"status":"success","status":"error","data":{"result":[]}}"#,
        #"{"status":"success","data":{"result":[{"values":[]}]}}"#,
        #"{"status":"success","data":{"result":[{"metric":{"a":"1","a":"2"},"values":[]}]}}"#,
        #"{"status":"success","data":{"result":[{"metric":{"a":1},"values":[]}]}}"#,
        #"{"status":"success","data":{"result":[{"metric":{},"metric":{}}]}}"#, "502 Bad Gateway", "", "[]",
        #"{"status":"success","data":{"result":[{"stream":{"a":"b"},"values":[["1","x"]]}]}}"#,
    ])
    func otherShapesAreErrors(text: String) {
        #expect(throws: JSONFlaw.self, "\(text)") { try series(text) }
    }

    @Test(arguments: [
        #"[1]"#, "[]", #"[1,"2",3]"#, #"["1","2"]"#, #"[1,"x"]"#, #"[1,""]"#, #"[1,"1 "]"#, #"[1,"NaNs"]"#,
        #"[1,"nan"]"#,
        #"[1,"0x10"]"#, #"[1,"1e400"]"#, #"[1e300,"1"]"#, #"[1e400,"1"]"#, #"[1,null]"#, #"[1,[2]]"#, #"[null,"1"]"#,
        "{}",
        "1", #"[1,"2""#, #"[1 "2"]"#, #"[1,"1e99999999999999999999"]"#, #"[1,"--1"]"#, #"[1,"\u0031"]"#,
    ])
    func samplesThatAreNoneAreErrors(sample: String) {
        let text = matrix(#"{"metric":{},"values":[[0,"1"],"# + sample + "]}")
        #expect(throws: JSONFlaw.self, "\(sample)") { try series(text) }
    }

    /// The nearest double, as Swift reads it: shortest forms, many digits, halves between two doubles, far exponents.
    @Test func numbersAreRoundedCorrectly() throws {
        var chance = SplitMix64(state: 11)
        var written = [
            "9007199254740993", "1.00000000000000011102230246251565404236316680908203125", "2.2250738585072011e-308",
            "5e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "1.7976931348623157e308", "1e-400", "0.0",
            "123456789012345678901234567890", "0.00000000000000000000000000000000000000000001234567890123456789012345",
            "7.2057594037927933e16", "1e23", "8.5e22", "-4.9406564584124654e-324", "9223372036854775808",
        ]
        for _ in 0..<20_000 {
            let value = Double(bitPattern: chance.next())
            if value.isFinite { written.append("\(value)") }
            var digits = ""
            for _ in 0...Int(chance.next() % 30) { digits += "\(chance.next() % 10)" }
            let exponent = Int(chance.next() % 600) - 320
            written.append("\(chance.next() % 9 + 1).\(digits)e\(exponent - 1)")
            written.append("-\(chance.next() % 9 + 1)\(digits.prefix(17))")
        }
        let samples = written.map { "[1,\"\($0)\"],[1,\($0)]" }.joined(separator: ",")
        let values = try series(matrix(#"{"metric":{},"values":["# + samples + "]}")).columns.values
        #expect(values.count == 2 * written.count)
        for (index, text) in written.enumerated() {
            let expected = Double(text)?.bitPattern
            guard values[2 * index].bitPattern != expected || values[2 * index + 1].bitPattern != expected else {
                continue
            }
            Issue.record("\(text) was read as \(values[2 * index]) and \(values[2 * index + 1])")
        }
    }

    @Test func anAnswerCutAnywhereIsAnError() {
        let bytes = Array(Self.answer.utf8)
        var reader = JSONReader()
        for end in 0..<bytes.count {
            #expect(throws: JSONFlaw.self, "cut at \(end)") { try reader.series(Array(bytes[..<end]), limit: 1 << 20) }
        }
    }

    /// Loki's, newest first, with labels of single lines, of both kinds and by themselves.
    @Test func streamsBecomeLines() throws {
        let answer = try lines(
            #"""
            {"status":"success","data":{"resultType":"streams","encodingFlags":["categorize-labels"],"result":[{"stream":
            {"app":"checkout","pod":"checkout-1"},"values":[["1795979924899699072","level=info msg=\"ok\" order=2999",
            {"structuredMetadata":{"trace_id":"5b8e"},"parsed":{"level":"info"}}],["1795979924889699072","é\n",{}],
            ["1795979924889699072","two",{"x":"y"}]]},{"stream":{"app":"cart"},"values":[["1795979924889699073","c"]]}],
            "stats":{"summary":{"execTime":0.010883,"shards":[1,{"a":[]}]}}}}
            """#)
        let log = answer.columns
        #expect(answer.isSuccess && answer.resultType == "streams")
        #expect((0..<log.count).map { log.texts[$0] } == ["two", "é\n", "c", "level=info msg=\"ok\" order=2999"])
        #expect(log.nanoseconds.map { $0 % 1_000_000_000 } == [889_699_072, 889_699_072, 889_699_073, 899_699_072])
        #expect(log.labels[log.sets[0]].map(\.value) == ["checkout", "checkout-1", "y"])
        #expect(log.labels[log.sets[1]].map(\.value) == ["checkout", "checkout-1"])
        #expect(log.labels[log.sets[2]].map(\.value) == ["cart"])
        #expect(log.labels[log.sets[3]].map(\.name) == ["app", "level", "pod", "trace_id"])
        #expect(log.at(0).milliseconds == 1_795_979_924_889)
    }

    @Test(arguments: [
        #"[["1"]]"#, "[[]]", #"[["x","a"]]"#, #"[[1,"a"]]"#, #"[["1",2]]"#, #"[["1","a",{"app":"b"}]]"#,
        #"[["1","a",[]]]"#,
        #"[["1795979924889699073","\ud800"]]"#, "{}", #"["a"]"#,
    ])
    func linesThatAreNoneAreErrors(values: String) {
        let stream = #"{"stream":{"app":"a"},"values":"# + values + "}"
        #expect(throws: JSONFlaw.self, "\(values)") {
            try lines(#"{"status":"success","data":{"result":["# + stream + "]}}")
        }
    }
}
