import AutoSRECore

import Testing

@testable import autosre

@Suite(.timeLimit(.minutes(1))) struct ArgumentsTests {
    private func command(_ line: String) throws -> any Command {
        let words = line.split(separator: " ").map(String.init)
        guard case .command(let command) = try Request(words) else { throw UsageError("not a command") }
        return command
    }

    private func refusal(_ line: String) -> String {
        do {
            _ = try Request(line.split(separator: " ").map(String.init))
            return ""
        } catch {
            return error.description
        }
    }

    @Test(arguments: [
        "", "--demo", "run", "run --demo --output json", "--incident-type=crash_loop --dry-run", "--service team/Pay.2",
    ])
    func runIsMeantWithoutACommand(line: String) throws { #expect(try command(line) is RunCommand) }

    @Test func everyCommandIsFound() throws {
        #expect(try command("demo --fault decoy --seed=7 --output d --keep --driver http") is DemoCommand)
        #expect(
            try command("dashboard --host 0.0.0.0 --port 0 --fault none --seed 18446744073709551615")
                is DashboardCommand)
        #expect(try command("incidents --output json") is IncidentsCommand)
        #expect(try command("show inc-demo0001") is ShowCommand)
        #expect(try command("report inc-1 --format slack --output f") is ReportCommand)
        #expect(try command("resume") is ResumeCommand)
        #expect(try command("resume run-1") is ResumeCommand)
        #expect(try command("config") is ConfigCommand)
    }

    /// Nobody opens Markdown in a browser because a file is called report.html.
    @Test(arguments: [
        ("x.html", ReportForm.html, ""), ("out/X.HTM", .html, ""), ("x.json", .json, ""), ("x.md", .markdown, ""),
        ("x.pdf", .markdown, ", as Markdown"), ("report", .markdown, ", as Markdown"),
        ("-", .markdown, ", as Markdown"),
        ("html", .markdown, ", as Markdown"), ("out.html/report", .markdown, ", as Markdown"),
        ("x.html --format json", .json, ", as JSON"), ("x.md --format markdown", .markdown, ""),
        ("x.json --format slack", .slack, ", as Slack's message"),
    ])
    func theFilesEndingSaysTheForm(line: String, form: ReportForm, note: String) throws {
        let report = try #require(try command("report inc-1 --output \(line)") as? ReportCommand)
        #expect(report.form == form)
        #expect(report.note(String(line.prefix { $0 != " " })) == note)
    }

    @Test(arguments: [
        ("--nope", "--nope"), ("--incident-typ crash_loop", "did you mean --incident-type?"), ("-x", "-x"),
        ("--incident-type", "needs a value"), ("--incident-type --demo", "needs a value"),
        ("--incident-type=", "needs a value"), ("--incident-type nope", "deployment_failure"),
        ("--demo --demo", "twice"), ("--output text --output=json", "twice"), ("--demo=1", "takes no value"),
        ("--service ..", "a service's name"), ("--service a;b", "a service's name"), ("--service", "needs a value"),
        ("--service \(String(repeating: "a", count: 129))", "at most 128"), ("--demo --service cart", "--service"),
        ("--demo --incident-type latency_spike", "--demo"), ("run extra", "extra"), ("incidentz", "incidents"),
        ("show", "ID"), ("show a b", "'b'"), ("resume a b", "'b'"), ("dashboard --port 99999", "65535"),
        ("dashboard --port -1", "'-1'"), ("dashboard --port 3e3", "'3e3'"), ("demo --seed x", "'x'"),
        ("demo --fault leaky", "leaky-release"), ("demo --driver nova-act", "needs no account"),
        ("report x --format pdf", "markdown"), ("--seed 1", "--seed"), ("help nope", "nope"),
        ("help run show", "show"), ("config -- x", "'x'"), ("--help=1", "--help"), ("run -", "'-'"),
    ])
    func slipsAreRefusedByName(line: String, part: String) {
        let text = refusal(line)
        #expect(text.contains(part), "\(line): \(text)")
        #expect(!text.contains("\n"))
    }

    @Test func versionAndHelpAreQuestions() throws {
        guard case .version = try Request(["--version"]) else { return #expect(Bool(false), "no version") }
        guard case .help(let overview) = try Request(["-h"]) else { return #expect(Bool(false), "no help") }
        for word in ["--demo", "--incident-type", "--version", "crash_loop", "deployment_failure", "130"] {
            #expect(overview.contains(word))
        }
        for command in Commands.all {
            let name = command.specification.name
            for words in [["help", name], [name, "--help"], [name, "-h"]] {
                guard case .help(let text) = try Request(words) else { return #expect(Bool(false), "\(words)") }
                #expect(text.contains("Usage: autosre \(name)"))
                #expect(text.contains("Examples:"))
            }
        }
    }

    /// The help teaches only what runs.
    @Test func everyExampleIsUnderstood() throws {
        for type in Commands.all {
            for example in type.specification.examples {
                let line = example.line.split(separator: "|")[0].split(separator: " ").map(String.init)
                let words = line.drop { $0.contains("=") }.dropFirst()
                #expect(throws: Never.self, "\(example.line)") { try Request(Array(words)) }
            }
        }
    }

    @Test func hintsAreNear() {
        #expect(EditDistance.between(Array("kitten"), Array("sitting")) == 3)
        #expect(EditDistance.between([], Array("abc")) == 3)
        #expect(Suggestion.hint(for: "--ouput", among: ["--output", "--demo"]) == " (did you mean --output?)")
        #expect(Suggestion.hint(for: "zzzzzz", among: ["--output", "--demo"]).isEmpty)
    }
}
