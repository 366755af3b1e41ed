import AutoSRECore
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ColumnsTests {
    private func texts(_ words: [String]) -> TextColumn {
        var column = TextColumn()
        for word in words { column.append(word) }
        return column
    }

    private func add(_ labels: [(String, String)], to table: inout LabelTable) -> Int? {
        for (name, value) in labels {
            Array(name.utf8).withUnsafeBytes { name in
                Array(value.utf8).withUnsafeBytes { table.add(name: name, value: $0) }
            }
        }
        return table.close()
    }

    /// That many sets, each with its number.
    private func numbered(_ count: Int) -> LabelSets {
        var table = LabelTable()
        for number in 0..<count { _ = add([("n", "\(number)")], to: &table) }
        return table.sets
    }

    @Test func textsStandInOneBuffer() {
        var column = texts(["one", "", "dréi"])
        #expect(column.count == 3 && column[0] == "one" && column[1].isEmpty && column[2] == "dréi")
        #expect(column.bytes.count == 8)
        #expect(column.picking([2, 0]) == texts(["dréi", "one"]))
        column.truncate(to: 5)
        #expect(column.count == 3)
        column.truncate(to: 1)
        #expect(column == texts(["one"]))
    }

    @Test func equalLabelsAreOneSetHoweverTheyAreOrdered() throws {
        var table = LabelTable()
        #expect(add([("job", "shop"), ("env", "test")], to: &table) == 0)
        #expect(add([("env", "test"), ("job", "shop"), ("env", "test")], to: &table) == 0)
        #expect(add([("env", "shop"), ("job", "test")], to: &table) == 1)
        #expect(add([], to: &table) == 2)
        #expect(table.sets.count == 3 && table.sets.texts.count == 4)
        #expect(table.sets[0].map(\.name) == ["env", "job"] && table.sets[0].map(\.value) == ["test", "shop"])
        #expect(table.sets.value(of: "job", in: 1) == "test" && table.sets.value(of: "pod", in: 1) == nil)
        table.add(set: 0)
        #expect(add([("pod", "checkout-1")], to: &table) == 3)
        #expect(table.sets[3].map(\.value) == ["test", "shop", "checkout-1"])
    }

    @Test func aNameWithTwoValuesIsNoSet() {
        var table = LabelTable()
        #expect(add([("env", "test"), ("env", "prod")], to: &table) == nil)
        #expect(table.sets.count == 0)
        #expect(add([("env", "prod")], to: &table) == 0, "nothing of it is left")
    }

    /// Swift's own strings are equal where Unicode says so; labels are bytes.
    @Test func labelsThatLookAlikeAreTwo() {
        var table = LabelTable()
        #expect(add([("pod", "caf\u{E9}")], to: &table) == 0)
        #expect(add([("pod", "cafe\u{301}")], to: &table) == 1)
    }

    @Test func manyLabelsAreFoundAgain() {
        var table = LabelTable()
        for _ in 0..<2 {
            for number in 0..<2000 { #expect(add([("trace", "\(number)")], to: &table) == number) }
        }
        #expect(table.sets.texts.count == 2001)
    }

    @Test func samplesOfASeriesStandInOrder() {
        let times = [3, 1, 2, 1, 5].map { Instant(seconds: $0) }
        var table = LabelTable()
        let (one, other) = (add([("a", "1")], to: &table) ?? -1, add([("a", "2")], to: &table) ?? -1)
        let series = SeriesColumns(
            labels: table.sets, sets: [one, other], ends: [4, 5], times: times, values: [30, 10, 20, 11, .nan])
        #expect(series.samples(of: 0) == 0..<4 && series.samples(of: 1) == 4..<5)
        #expect(series.times.map(\.milliseconds) == [1000, 1000, 2000, 3000, 5000])
        #expect(series.values.prefix(4) == [10, 11, 20, 30] && series.values[4].isNaN)
        let same = SeriesColumns(
            labels: table.sets, sets: [one, other], ends: [4, 5], times: times, values: [30, 10, 20, 11, .nan])
        #expect(series == same && Set([series, same]).count == 1, "not a number, and still itself")
    }

    /// Two streams, each newest first; of lines of one nanosecond the later one stands first there.
    @Test func linesStandInTheOrderTheyWereWritten() {
        let log = LogColumns(
            nanoseconds: [9, 5, 5, 1, 7, 6], texts: texts(["f", "c", "b", "a", "e", "d"]),
            labels: numbered(6), sets: [0, 1, 2, 3, 4, 5], stretches: [4, 6])
        #expect(log.nanoseconds == [1, 5, 5, 6, 7, 9])
        #expect((0..<6).map { log.texts[$0] }.joined() == "abcdef")
        #expect(log.sets == [0, 1, 2, 3, 4, 5], "numbered as the rows use them")
        #expect((0..<6).map { log.labels.value(of: "n", in: log.sets[$0]) } == ["3", "2", "1", "5", "4", "0"])
        let asItWas = LogColumns(
            nanoseconds: [1, 1, 2], texts: texts(["a", "b", "c"]), labels: numbered(1), sets: [0, 0, 0], stretches: [3])
        #expect((0..<3).map { asItWas.texts[$0] }.joined() == "abc")
    }

    @Test(
        arguments: [
            ("1795979924809699072", 1_795_979_924_809_699_072), ("2026-11-29T19:25:52Z", 1_795_980_352_000_000_000),
            ("2026-11-29T19:25:52.5Z", 1_795_980_352_500_000_000),
            ("2026-11-29T19:25:52.000000001Z", 1_795_980_352_000_000_001),
            ("2026-11-29T19:25:52.0000000019Z", 1_795_980_352_000_000_001),
            ("2026-11-29T20:25:52.25+01:00", 1_795_980_352_250_000_000), ("1795980352", 1_795_980_352_000_000_000),
            ("1969-12-31T23:59:59.999Z", -1_000_000), ("2026-13-29T19:25:52Z", nil), ("2026-11-29T19:25:52.Z", nil),
            ("9999-11-29T19:25:52Z", nil), ("0001-11-29T19:25:52+00:00", nil), ("9999999999999999999", nil), ("", nil),
            ("now", nil), ("2026-11-29T19:25:5xZ", nil), ("2026-11-29T19:25:52.12x4Z", nil),
        ] as [(String, Int64?)])
    func timesAreReadToTheNanosecond(text: String, expected: Int64?) {
        #expect(Array(text.utf8).withUnsafeBytes { LogColumns.nanoseconds($0) } == expected, "\(text)")
    }

    @Test func aTimeBeforeTheEpochIsNotLater() {
        let log = LogColumns(
            nanoseconds: [-1, 1], texts: texts(["a", "b"]), labels: numbered(1), sets: [0, 0], stretches: [2])
        #expect(log.at(0).milliseconds == -1 && log.at(1).milliseconds == 0)
    }
}
