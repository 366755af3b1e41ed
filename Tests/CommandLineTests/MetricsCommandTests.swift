import AutoSRECore
import AutoSREPlatform
import Foundation
import Testing

@testable import autosre

/// `autosre metrics changepoints` over files.
@Suite(.timeLimit(.minutes(1))) struct MetricsCommandTests {
    private let folder = NSTemporaryDirectory() + "autosre-metrics-\(UUID().uuidString)"

    private func path(_ name: String, _ text: String? = nil) throws -> String {
        try Files.createDirectories(folder)
        if let text { try Files.write("\(folder)/\(name)", Array(text.utf8)) }
        return "\(folder)/\(name)"
    }

    private func run(_ words: String...) async throws -> Capture {
        let capture = Capture()
        guard case .command(let command) = try Request(["metrics", "changepoints"] + words) else {
            throw UsageError("no command")
        }
        #expect(try await command.run(capture.console) == .success)
        return capture
    }

    /// A level that moves at row 200, one that does not, and a counter whose growth triples at row 300.
    private static func table(_ rows: Int = 400) -> String {
        var random = SplitMix64(state: 5)
        var count = 1_000
        return "time,pay|cpu,cart|cpu,pay|requests_total\n"
            + (0..<rows).map { row in
                count += (row < 300 ? 20 : 60) + random.whole(0...4)
                let cpu = (row < 200 ? 10 : 30) + random.unit()
                return "\(1_700_000_000 + row * 60),\(cpu),\(row % 7 == 3 ? "nan" : "\(random.unit())"),\(count)"
            }
            .joined(separator: "\n")
    }

    @Test func eachSeriesHasItsRows() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let input = try path("metrics.csv", Self.table())
        let printed = try await run("--input", input, "--output", "-")
        #expect(printed.output == #"{"series":{"cart|cpu":[],"pay|cpu":[200],"pay|requests_total":[300]}}"# + "\n")
        #expect(printed.errors == "")
        let file = try path("answer.json")
        _ = try await run("--input", input, "--output", file, "--threads", "3")
        #expect(try String(decoding: Files.read(file), as: UTF8.self) == printed.output)
    }

    /// Wider than one portion that is read.
    @Test func manyPortionsAreOneTable() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let names = (0..<300).map { "s\($0)|v" }
        let rows = (0..<2_000).map { row in
            let values = names.indices.map { "\(($0 * 31 + row * 17) % 11 + (row >= 900 ? 40 : 0))" }
            return "\(row)," + values.joined(separator: ",")
        }
        let text = "time," + names.joined(separator: ",") + "\n" + rows.joined(separator: "\n")
        let said = try await run("--input", try path("wide.csv", text), "--output", "-")
        let answer = try JSON.decode(JSONValue.self, from: said.output.utf8)
        #expect(
            answer["series"]?["s7|v"]?.array == [900] && ChunkReader.size < text.utf8.count,
            "\(said.output.prefix(200))")
    }

    @Test func whatCannotBeReadIsTold() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let said = try await run("--input", try path("metrics.csv", "a\n1\nx\n3\n"), "--output", "-")
        #expect(
            said.output == "{\"series\":{\"a\":[]}}\n" && said.errors.contains("metrics.csv:3: a value is no number"))
        await #expect(throws: (any Error).self) { try await run("--input", "/nowhere/metrics.csv") }
    }

    @Test func aPersonReadsWhatChanged() {
        let page = MetricsCommand.page(["a", "b"], [[], [4, 9]])
        #expect(page == ["New regimes begin at rows (the first is 0):", "b: 4, 9", "1 of 2 series changed"])
        #expect(MetricsCommand.page(["a"], [[]]) == ["0 of 1 series changed"])
    }

    @Test(arguments: [
        ["metrics"], ["metrics", "changes"], ["metrics", "changepoints"],
        ["metrics", "changepoints", "--input", "x", "--threads", "0"],
    ])
    func wrongUsageIsNamed(_ words: [String]) {
        #expect(throws: UsageError.self) { try Request(words) }
    }

    @Test func theInputIsNotOverwritten() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let input = try path("metrics.csv", "a\n1\n")
        await #expect(throws: UsageError.self) {
            try await run("--input", input, "--output", "\(folder)/./metrics.csv")
        }
        #expect(try String(decoding: Files.read(input), as: UTF8.self) == "a\n1\n")
    }
}
