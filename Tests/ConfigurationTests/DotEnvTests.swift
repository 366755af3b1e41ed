import AutoSREConfiguration
import AutoSREIntegrations
import Testing

/// The syntax of `.env`, seen through one setting that takes any printable text.
@Suite(.timeLimit(.minutes(1)))
struct DotEnvTests {
    private func directory(_ text: String) throws -> String {
        try Configuration.read(environment: [:], dotenv: text).storage.dataDirectory
    }

    @Test(
        "A value is understood in every form",
        arguments: [
            ("K=V", "V"), ("K=\"V\"", "V"), ("K='V'", "V"), ("export K=V", "V"), ("\texport\t K=V", "V"),
            ("K = V", "V"), ("  K=V", "V"), ("K=V # trailing comment", "V"), ("K=V\t# comment", "V"),
            ("\u{FEFF}K=V", "V"), ("K=V\r\n", "V"), ("K=V\rX=1", "V"), ("K=V  ", "V"), ("K=a b", "a b"),
            ("K=a#b", "a#b"), ("K=#b", "#b"), ("K= # only a comment", ""), ("K=", ""), ("K=''", ""), ("K=\"\"", ""),
            ("K=\"a # b\" # c", "a # b"), ("K='a # b'", "a # b"), (#"K="a \"b\" \\ c""#, #"a "b" \ c"#),
            (#"K='a \"b\" \\n'"#, #"a \"b\" \\n"#), (#"K=a\nb"#, #"a\nb"#), (#"K="a\tb""#, #"a\tb"#),
            ("K=a=b", "a=b"), ("K=$HOME/${X}", "$HOME/${X}"), ("k=V", "V"), ("K='V'#c", "V"),
            ("# K=no\n\nK=V", "V"), ("not an assignment\n=x\nK=V", "V"), ("K=a\nK=b", "b"), ("K=a\nK=", ""),
            ("K=exact\nk=other", "exact"), ("k=other\nK=exact", "exact"), ("KX=1\nK=V", "V"),
            ("X=\"many\nK=lines\n\"\nK=V", "V"), ("X='it\nK=V", "V"), ("K=it's", "it's"), ("K=größe", "größe"),
        ])
    func forms(line: String, value: String) throws {
        let name = "LOG_STORAGE_DATA_DIR"
        let text = line.replacing("K=", with: name + "=").replacing("K =", with: name + " =")
            .replacing("KX", with: "UNRELATED").replacing("k=", with: "log_Storage_data_dir=")
        #expect(try directory(text) == value)
        #expect(try directory(text + "\n") == value)
    }

    @Test("A line end inside double quotes is an escape, and is refused where a value has no lines")
    func newline() throws {
        let message = try #require(failure([:], dotenv: #"LOG_STORAGE_DATA_DIR="a\nb""#))
        #expect(message.contains("LOG_STORAGE_DATA_DIR") && message.contains(#"a\u{a}b"#))
        #expect(!message.contains("\n"))
    }

    @Test(
        "A broken quote in one of our values is an error, in another's not",
        arguments: ["\"open", "'open", "\"a\" b", "'a'b"])
    func brokenQuotes(value: String) throws {
        let message = try #require(failure([:], dotenv: "UI_STUB=\(value)"))
        #expect(message.hasPrefix("UI_STUB in .env: ") && message.contains("quote"))
        #expect(try directory("OTHER=\(value)\nLOG_STORAGE_DATA_DIR=V") == "V")
        #expect(failure(["UI_STUB": "true"], dotenv: "UI_STUB=\(value)") == nil)
        #expect(
            failure([:], dotenv: "SLACK_BOT_TOKEN_FILE=\(value)")?.hasPrefix("SLACK_BOT_TOKEN_FILE in .env") == true)
    }

    @Test("Near misses of our names warn with the line, other unknown names do not")
    func nearMisses() throws {
        let text = """
            PATH_TO_SOMETHING=1
            DATABASE_URL=x
            UI_STUBB=1
            RECOVERYVERIFYTIMEOUTSECONDS=1
            ui-stub=1
            METRIC_URL=1
            SLACK_BOT_TOKEN_FIL=1
            UI_STUB=true
            ui_driver=http
            """
        let warnings = try Configuration.read(environment: ["UI_STUBS": "1"], dotenv: text).warnings
        #expect(
            warnings == [
                ".env line 3: UI_STUBB is not a setting; did you mean UI_STUB?",
                ".env line 4: RECOVERYVERIFYTIMEOUTSECONDS is not a setting; did you mean "
                    + "RECOVERY_VERIFY_TIMEOUT_SECONDS?",
                ".env line 5: ui-stub is not a setting; did you mean UI_STUB?",
                ".env line 6: METRIC_URL is not a setting; did you mean METRICS_URL?",
                ".env line 7: SLACK_BOT_TOKEN_FIL is not a setting; did you mean SLACK_BOT_TOKEN_FILE?",
            ])
    }

    @Test("Lines are counted through values of many lines")
    func lineNumbers() throws {
        let text = "A=\"1\r\n2\r\n3\"\r\nUI_STUBB=1\r\n"
        #expect(
            try Configuration.read(environment: [:], dotenv: text).warnings.first?.hasPrefix(".env line 4:") == true)
    }

    @Test("Any bytes can be read without a crash")
    func anything() {
        let alphabet = Array("AK_=\"'\\#n \t\r\n\u{FEFF}é\0".unicodeScalars)
        var state: UInt64 = 42
        for _ in 0..<3000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<24 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            #expect(failure([:], dotenv: String(text)) == nil)
        }
    }
}
