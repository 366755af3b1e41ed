import AutoSRECore
import AutoSREEngine
import Testing

/// What people really write into logs: every usual form of a secret goes, and what only looks like one stays.
@Suite(.timeLimit(.minutes(1))) struct RedactionCorpusTests {
    @Test(arguments: SecretCorpus.all)
    func secretsGo(_ form: SecretCorpus.Form) throws {
        let redactor = Redactor()
        for text in [form.text, "2026-11-24T17:03:05Z ERROR ctx \(form.text)", "\(form.text)\n", "\"\(form.text)\""] {
            let clean = try redactor.redact(text)
            // A quotation around a text that has quotes of its own is none.
            if text.hasPrefix("\""), form.text.contains(where: { "\"'\n".contains($0) }) { continue }
            #expect(!clean.contains(form.needle), "\(text.debugDescription) → \(clean.debugDescription)")
            #expect(try redactor.redact(clean) == clean, "once is enough: \(clean.debugDescription)")
        }
    }

    /// As a member of JSON, and as JSON written into a string of JSON.
    @Test(arguments: SecretCorpus.all)
    func secretsGoInsideJSON(_ form: SecretCorpus.Form) throws {
        let value: JSONValue = ["message": .string(form.text), "list": [.string(form.text)]]
        #expect(!(try JSON.text(Redactor().redact(value))).contains(form.needle), "\(form.text.debugDescription)")
    }

    @Test(arguments: HarmlessCorpus.all)
    func harmlessTextStays(_ text: String) throws {
        for text in [text, "ctx \(text), then it went on", "[\(text)]", "{\"message\":\"x\",\"n\":1} \(text)"] {
            #expect(try Redactor().redact(text) == text)
        }
    }

    /// What is told by its place: a column, a line of its own.
    @Test(arguments: [
        "password | Hunter2nnn\nuser | bob", "ctx\npassword | Hunter2nnn", "password    Hunter2nnn", "AUTH hunter2nnn",
        "PASS Hunter2nnn",
        "USER bob\nPASS Hunter2nnn", "password\thunter2nnn", "bob\tpassword\thunter2nnn\tadmin",
        "api_key\thunter2nnn\n",
        "password:\n  hunter2nnn\nuser: bob", "ctx password=\nhunter2nnn", "ctx\\npassword:\\n  hunter2nnn\\n",
    ])
    func placesTell(_ text: String) throws {
        #expect(!(try Redactor().redact(text)).contains("unter2"), "\(text.debugDescription)")
    }

    /// What `SECURITY.md` says is not recognised is not: a form that is one day leaves the list there.
    @Test(arguments: SecretCorpus.unrecognised)
    func theListOfWhatIsMissedIsTrue(_ form: SecretCorpus.Form) throws {
        #expect(try Redactor().redact(form.text).contains(form.needle), "\(form.text.debugDescription)")
    }

    /// Keys of each usual length are known by their looks, nearly all: of 20 letters and digits some have no digit, or
    /// a word.
    @Test(arguments: [(20, "", 0.10), (32, "", 0.02), (43, "=", 0.02), (54, "==", 0.02), (86, "==", 0.02)])
    func keysAreDrawn(_ count: Int, _ padding: String, _ missed: Double) throws {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
        var (random, kept) = (SplitMix64(state: UInt64(count)), 0)
        for _ in 0..<2000 {
            let key = String((0..<count).map { _ in alphabet[random.whole(0...61)] })
            let clean = try Redactor().redact("{\"primaryKey\":\"\(key)\(padding)\"}")
            kept += clean == "{\"primaryKey\":\"[redacted]\"}" ? 0 : 1
        }
        #expect(Double(kept) <= missed * 2000, "\(kept) of 2000")
    }

    @Test func bothAreLargeEnough() {
        #expect(SecretCorpus.all.count > 1500 && HarmlessCorpus.all.count > 2000)
    }

    /// A log that holds a key line by line, with another instance's lines between.
    @Test func aKeyOverSeveralLinesGoes() throws {
        let key = [
            "-----BEGIN RSA PRIVATE KEY-----", "Proc-Type: 4,ENCRYPTED", "", "MIIEpAIBAAKCAQEA", "q8Zt7mVw==",
            "-----END RSA PRIVATE KEY-----",
        ]
        var lines: [LogLine] = []
        for (index, message) in key.enumerated() {
            lines.append(LogLine(at: Instant(seconds: Int64(index)), message: message, instance: "a"))
            lines.append(LogLine(at: Instant(seconds: Int64(index)), message: "checkout", instance: "b"))
        }
        lines.append(LogLine(at: Instant(seconds: 9), message: "done", instance: "a"))
        let clean = try #require(try Redactor().redact(.logs(lines)).logs)
        let text = clean.map(\.message).joined(separator: "\n")
        #expect(!text.contains("MIIE") && !text.contains("q8Zt") && clean.last?.message == "done")
        #expect(clean.count(where: { $0.message == "checkout" }) == key.count)
    }

    @Test func aLineWithoutAKeyInIntactOrderStays() throws {
        let lines = ["-----BEGIN PRIVATE KEY-----", "failed to parse the key", "abcdefghijklmnop"].map {
            LogLine(at: Instant(seconds: 1), message: $0)
        }
        let clean = try #require(try Redactor().redact(.logs(lines)).logs)
        #expect(clean.map(\.message) == ["[redacted]", "failed to parse the key", "abcdefghijklmnop"])
    }

    /// Cut after redacting, wherever the cut falls: a token that is cut in half would not be recognised any more.
    @Test func noHalfOfAKeyStays() {
        let token = "ghp_0123456789abcdefABCDEF0123456789abcd"
        for lead in 0..<200 {
            let text = String(repeating: "x ", count: 50) + String(repeating: "y", count: lead) + " \(token) rest"
            let clean = Redactor().safe(text, upTo: 150)
            #expect(!clean.contains("ghp_") && !clean.contains("[redacte…"), "\(clean)")
            #expect(clean.utf8.count <= 153)
        }
        let long = String(repeating: "x ", count: 3000) + token + String(repeating: "0", count: 9000)
        #expect(!Redactor().safe(long, upTo: 6100).contains("ghp_"))
    }

    @Test func keysInJSONAreUnderstood() throws {
        let key = JSONValue.string("q9Wn3kL8ZxR2tVb7YpD5mHs4JfCg6QeTu1AoNiXwEyM=")
        let value: JSONValue = [
            "storage": [["keyName": "key1", "permissions": "FULL", "value": key]], "primaryKey": key, "key2": key,
            "list": [["name": "adminKey", "value": key]], "functionKeys": ["default": key, "other": "two"],
            "unseal_keys_b64": [key], "tokens": [key, "a"], "pass": "Hunter2nnn", "existingSecret": "Qz7Kx9Lm2xxx",
        ]
        let marked: JSONValue = "[redacted]"
        #expect(
            try Redactor().redact(value) == [
                "storage": [["keyName": "key1", "permissions": "FULL", "value": marked]], "primaryKey": marked,
                "key2": marked, "list": [["name": "adminKey", "value": marked]],
                "functionKeys": ["default": marked, "other": "two"], "unseal_keys_b64": [marked],
                "tokens": [marked, "a"], "pass": marked, "existingSecret": marked,
            ])
        let harmless: JSONValue = [
            "primaryKey": "id", "secondaryKey": "created_at", "publicKey": key, "partitionKey": key, "keyName": "key1",
            "existingSecret": "checkout-db", "list": [["name": "primaryKey", "value": "id"], ["keyName": "cacheKey"]],
            "keys": ["user:1", "orderTotalAmount2"], "auth": "ldap", "pass": "12", "routingKey": "orders.created",
        ]
        #expect(try Redactor().redact(harmless) == harmless)
    }

    @Test func structuresOfJSONAreUnderstood() throws {
        let value: JSONValue = [
            "kind": "Secret", "data": ["a": "cGx1bQ=="], "metadata": ["name": "db"],
            "parameter": ["Name": "/shop/x", "Type": "SecureString", "Value": "plum"],
            "variable": ["key": "MODE", "value": "plum", "masked": true],
            "headers": [["Cookie", "plum"], ["Accept", "*/*"]],
            "variables": [
                ["variable": "DB_PASSWORD", "content": "plum2kettle"], ["value": "plum2kettle", "parameter": "pwd"],
                ["header": "X-Api-Key", "value": "plum"], ["DB_PASSWORD", "plum2kettle"],
            ],
            "pairs": [["field": "password", "text": "too short"], ["DB_PASSWORD", "DB_USER"]],
            "said": [["header": "token", "value": "required"], ["name": "token", "id": "a1b2c3d4e5"]],
            "names": ["password", "token"], "har": [["name": "Authorization", "value": "plum"]],
        ]
        let text = try JSON.text(Redactor().redact(value))
        #expect(!text.contains("plum") && !text.contains("cGx1"), "\(text)")
        #expect(text.contains("required") && text.contains("a1b2c3d4e5"), "\(text)")
        #expect(text.contains("too short") && text.contains("[\"DB_PASSWORD\",\"DB_USER\"]"), "\(text)")
        #expect(text.contains("[\"password\",\"token\"]") && text.contains("*/*") && text.contains("MODE"), "\(text)")
    }
}
