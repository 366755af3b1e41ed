import AutoSRECore
import AutoSREPlatform
import Testing

@Suite(.timeLimit(.minutes(1)))
struct YAMLTests {
    private func parse(_ text: String) throws -> JSONValue { try YAML.parse(Array(text.utf8)) }

    @Test func readsAPolicy() throws {
        let text = """
            # a team's policy
            mode: auto
            allow: [rollback, restart]
            floor: 0.5
            services:
              - name: "checkout"   # quoted
                protected: true
              - {name: payments, protected: false, note: ~}
            text: |
              two
              lines
            """
        let expected: JSONValue = [
            "mode": "auto", "allow": ["rollback", "restart"], "floor": 0.5,
            "services": [
                ["name": "checkout", "protected": true], ["name": "payments", "protected": false, "note": .null],
            ],
            "text": "two\nlines",
        ]
        #expect(try parse(text) == expected)
        #expect(try parse("\u{FEFF}" + text.replacing("\n", with: "\r\n")) == expected)
        #expect(try parse("\u{FEFF}a: 1\nb: 2") == ["a": 1, "b": 2] && parse("\u{FEFF}") == .null)
    }

    @Test("A tab is called one", arguments: ["a:\n\t- x", "a: 1\nb:\n\tc: 1", "\ta: 1"])
    func tabs(_ text: String) throws {
        let error = #expect(throws: YAMLError.self) { try parse(text) }
        #expect(error?.reason.contains("a tab stands there") == true, "\(error?.message ?? "")")
    }

    @Test(arguments: ["", "   ", "# nothing", "---", "~", "null", "Null"])
    func nothingIsNull(text: String) throws { #expect(try parse(text) == .null) }

    @Test func plainScalarsFollowTheCoreSchema() throws {
        let cases: [(String, JSONValue)] = [
            ("0", 0), ("-12", -12), ("+7", 7), ("007", 7), ("0x1F", 31), ("0o17", 15), ("1.5", 1.5), ("-.5", -0.5),
            ("1.", 1.0), ("1e3", 1000.0), ("1.e2", 100.0), ("2E-1", 0.2),
            ("9223372036854775808", 9223372036854775808.0),
            ("true", true), ("FALSE", false), ("yes", "yes"), ("on", "on"), ("tRue", "tRue"), ("1_000", "1_000"),
            ("0b1", "0b1"), ("-0x1", "-0x1"), ("1:30", "1:30"), ("v1.4.1", "v1.4.1"), (".", "."), ("-", ["x"]),
            ("1e", "1e"), ("'1'", "1"), ("\"true\"", "true"), ("''", ""), ("2024-01-01", "2024-01-01"), ("0x", "0x"),
        ]
        for (text, value) in cases where text != "-" { #expect(try parse(text) == value, "\(text)") }
    }

    @Test(
        arguments: [
            ("a: &x 1\nb: *x", 1), ("a: 1\n&k b: 1", 2), ("a: 1\nb: 2\na: 3", 3), ("a: !!str 1", 1), ("b:\n- !x {}", 2),
            ("a: .inf", 1), ("a: -.INF", 1), ("- .nan", 1), ("- 1e999", 1), ("---\na: 1\n---\nb: 1", 4),
            ("[a]: 1", 1), ("? {a: 1}\n: 1", 1), ("a: [1", 2), ("a: 'x", 1), ("a:\n\t- x", 2), ("a: 1\n  b: 2", 2),
            ("x: }", 1), ("*a", 1), ("%YAML 9.9\n---\na", 1),
        ])
    func refusesWithThePlace(text: String, line: Int) {
        do {
            let value = try parse(text)
            Issue.record("taken: \(text) as \(value)")
        } catch let error as YAMLError {
            #expect(error.line == line, "\(text): \(error)")
            #expect(error.message.contains("line \(error.line), column \(error.column): "))
        } catch {
            Issue.record(error)
        }
    }

    @Test func refusesWhatIsTooMuch() throws {
        let deep = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        #expect(throws: Never.self) { try parse(deep) }
        #expect(throws: YAMLError.self) { try parse("[" + deep + "]") }
        #expect(throws: YAMLError.self) { try parse(String(repeating: "[", count: 200_000)) }
        #expect(throws: YAMLError.self) { try YAML.parse([UInt8](repeating: 0x61, count: (1 << 20) + 1)) }
        #expect(throws: YAMLError.self) { try YAML.parse([0x61, 0x0A, 0xFF, 0xFE]) }
        #expect(throws: YAMLError.self) { try YAML.parse([0x61, 0x00, 0x62]) }
    }
}
