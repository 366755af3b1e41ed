import AutoSRECore
import AutoSREEngine
import Testing

/// Columns are made safe in their buffer, and come out as if every line had been a text of its own.
@Suite(.timeLimit(.minutes(1)))
struct ColumnRedactionTests {
    private let redactor = Redactor(secrets: ["hunter2-very-own"])

    @Test func aLineIsRedactedAsIfItStoodAlone() throws {
        let texts =
            SecretCorpus.all.map(\.text) + HarmlessCorpus.all + ["it is hunter2-very-own", "", "short", "\u{0}é"]
        let lines = texts.filter { !$0.contains("PRIVATE KEY") }.enumerated().map { index, text in
            LogLine(at: Instant(seconds: Int64(index)), message: text, instance: "w-\(index)")
        }
        let clean = try #require(try redactor.redact(.logs(lines)).logs)
        #expect(clean.count == lines.count && lines.count > 350)
        for (before, after) in zip(lines, clean) {
            #expect(after.message == redactor.safe(before.message, upTo: 16 << 10))
            #expect(after.instance == before.instance && after.at == before.at)
        }
    }

    @Test func cleanLinesStayTheSameColumns() throws {
        let lines = (0..<50).map {
            LogLine(at: Instant(seconds: $0), message: "request \($0) took 12 ms", level: "INFO")
        }
        let columns = LogColumns(lines)
        #expect(try redactor.redact(.logs(columns)).logs == columns)
    }

    /// Labels are texts too, and a label's name can say that its value is a secret. Two sets that only secrets told
    /// apart are one afterwards.
    @Test func labelsAreMadeSafe() throws {
        var table = LogTable()
        for (row, labels) in [["password": "abc"], ["password": "xyz"], ["pod": "hunter2-very-own"]].enumerated() {
            table.texts.append("line")
            for (name, value) in labels { table.labels.add(name: name, value: value) }
            let set = table.labels.close()
            table.complete(at: Int64(row), set: try #require(set))
        }
        let clean = try #require(try redactor.redact(.logs(table.columns)).logs)
        #expect(clean.labels.count == 2 && clean.sets == [0, 0, 1])
        #expect(clean.labels.value(of: "password", in: 0) == "[redacted]")
        #expect(clean.labels.value(of: "pod", in: 1) == "[redacted]")
    }

    @Test func namesOfSeriesAreMadeSafe() throws {
        let times = [Instant(seconds: 1)]
        let series = ["a", "b"].map {
            MetricSeries(name: "m", unit: "ms", labels: ["token": $0, "pod": "p"], times: times, values: [1])
        }
        let clean = try #require(try redactor.redact(.metrics(series)).metrics)
        #expect(clean.count == 2 && clean.labels.count == 1)
        #expect(clean.first?.name == #"m{pod="p",token="[redacted]"}"# && clean.first?.unit == "ms")
    }
}
