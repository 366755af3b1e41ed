import AutoSRECore
import LogMining
import Testing

@Suite("Templates of lines", .timeLimit(.minutes(1)))
struct TemplateTests {
    @Test(
        "A variable is one by its form",
        arguments: [
            ("took 12 ms", "took <*> ms"),
            ("took 12.5ms, limit -3", "took <*>, limit <*>"),
            ("from 10.0.3.7:8080 to /10.0.3.9:53", "from <*> to <*>"),
            ("object obj_-1608999687919862906 done", "object <*> done"),
            ("rack-235 is up", "rack-<*> is up"),
            ("opened /var/lib/data.db for reading", "opened <*> for reading"),
            ("loaded C:\\Windows\\System32\\drv.sys", "loaded <*>"),
            ("GET http://shop:8080/cart?id=4 answered", "GET <*> answered"),
            ("see http://example.org/help for help", "see http://example.org/help for help"),
            ("id f3d4d4ef-693b-4456-8eed-59c0d717dd08 kept", "id <*> kept"),
            ("lladdr 00:0c:29:5e:ab:ff learned", "lladdr <*> learned"),
            ("mask ffffffff set", "mask <*> set"),
            ("since Sat Jul  9 12:16:49 2005 here", "since <*> here"),
            ("at 2015-10-18 18:01:47,978 begun", "at <*> <*> begun"),
            ("retry=true done", "retry=<*> done"),
            ("read/write of tty2 on ipv4", "read/write of tty2 on ipv4"),
            ("version v1.12 of it", "version <*> of it"),
            ("  two   blanks\t here ", "two blanks here"),
            ("carriage return\r", "carriage return"),
        ])
    func masks(_ line: String, _ template: String) {
        #expect(Mined([line]).texts == [template])
    }

    @Test("Words that vary in one place are a variable, a choice of two is none")
    func words() {
        let users = ["ann", "bob", "cem", "dan"].map { "session opened for user \($0) by (uid=0)" }
        #expect(Set(Mined(users).texts) == ["session opened for user <*> by (uid=<*>)"])
        let states = ["connection to peer opened", "connection to peer closed"]
        #expect(Mined(states).texts == states)
    }

    @Test("A value behind its name is a variable wherever it varies")
    func named() {
        #expect(Set(Mined(["mode changed ret:alpha", "mode changed ret:beta"]).texts) == ["mode changed ret:<*>"])
        #expect(Set(Mined(["opened state=idle", "opened state=busy"]).texts) == ["opened state=<*>"])
    }

    @Test("Two words that stand nowhere else are values in a long sentence, and a choice in a short one")
    func twoWords() {
        let long = ["alpha", "beta"].map { "the scheduler moved job of tenant \($0) to another node" }
        #expect(Set(Mined(long).rows).count == 1)
        #expect(Set(Mined(["link alpha", "link beta"]).rows).count == 2)
    }

    @Test("A first word is a value only where there are very many of it")
    func firstWords() {
        func lines(_ count: Int) -> [String] { (0..<count).map { "\(Self.word($0)) startup succeeded" } }
        #expect(Set(Mined(lines(12)).rows).count == 12)
        #expect(Set(Mined(lines(60)).texts) == ["<*> startup succeeded"])
    }

    @Test("Levels keep templates apart, however many there are")
    func levelWords() {
        let lines = ["INFO", "WARN", "ERROR", "FATAL", "DEBUG"].map { "at 10:00 \($0) the same text of a line" }
        #expect(Set(Mined(lines).rows).count == 5)
    }

    @Test("What was learned of one template holds for another")
    func contexts() {
        let opened = ["ann", "bob", "cem"].map { "session opened for user \($0) by admin" }
        #expect(Mined(opened + ["done for user dan by admin"]).texts.last == "done for user <*> by admin")
    }

    @Test("What stands behind a value in some lines only belongs to it")
    func options() {
        let lines = ["close, 9 bytes sent, lifetime 00:17", "close, 3104 bytes (3.03 KB) sent, lifetime <1 sec"]
        #expect(Set(Mined(lines).texts) == ["close, <*> bytes sent, lifetime <*>"])
    }

    @Test("A code of letters with numbers is a variable with all its parts")
    func codes() {
        #expect(Mined(["card A62-B1-Nc failed"]).texts == ["card <*> failed"])
    }

    /// A word of letters for a number.
    private static func word(_ number: Int) -> String {
        let letters = Array("bcdfghklmn")
        return "\(letters[number / 10])a\(letters[number % 10])od"
    }

    @Test("Forms with several words that hardly ever repeat are one")
    func severalWords() {
        var random = SplitMix64(state: 5)
        func word() -> String { String((0..<6).map { _ in "abcdefghijklmnop".randomElement(using: &random) ?? "a" }) }
        let lines = (0..<40).map { _ in "user \(word()) logged in from \(word()) with \(word()) today" }
        #expect(Set(Mined(lines).texts) == ["user <*> logged in from <*> with <*> today"])
    }

    @Test("A missing value is a value")
    func missing() {
        let lines = ["connection from 10.0.0.1 (host.example.org) at noon", "connection from 10.0.0.2 () at noon"]
        #expect(Set(Mined(lines).rows).count == 1)
    }

    @Test("A list whose length varies is one element of it, and one whose length does not is left")
    func lists() {
        let lists = ["ask for 1 2 3 now", "ask for 4 now", "ask for 5 6 now"]
        #expect(Set(Mined(lists).texts) == ["ask for <*> now"])
        #expect(Mined(["speeds 1 2 3", "speeds 4 5 6"]).texts == Array(repeating: "speeds <*> <*> <*>", count: 2))
        let objects = ["got [T(id=1, name=a), T(id=2, name=a)]", "got [T(id=1, name=a)]"]
        #expect(Set(Mined(objects).texts) == ["got [T(id=<*>, name=a)]"])
    }

    @Test("A unit belongs to its size where it varies")
    func units() {
        let lines = ["size 4.0 B, free 1.2 KB", "size 1.4 MB, free 3.0 KB"]
        #expect(Set(Mined(lines).texts) == ["size <*>, free <*>"])
        #expect(Mined(["capacity 4.0 GB"]).texts == ["capacity <*> GB"])
    }

    @Test("A small number in a word is a variable where it varies")
    func numbered() {
        #expect(Set(Mined(["link eth0 of the bond is up", "link eth1 of the bond is up"]).rows).count == 1)
        #expect(Mined(["link eth0 of the bond is up"]).texts == ["link eth0 of the bond is up"])
    }

    @Test("JSON lines and logfmt keep their members, and a value is one variable however many words it has")
    func members() {
        let json = (1...3).map { #"{"level":"info","user":"\#(["a b", "c", "d e f"][$0 - 1])","msg":"took \#($0) s"}"# }
        #expect(Set(Mined(json).texts) == [#"{"level":"info","user":"<*>","msg":"took <*> s"}"#])
        let logfmt = [#"level=info user="a b" n=1"#, #"level=info user="c" n=2"#]
        #expect(Set(Mined(logfmt).rows).count == 1)
    }

    @Test("A level is no variable, and neither is a message")
    func levels() {
        let lines = [
            #"{"level":"info","msg":"one"}"#, #"{"level":"error","msg":"one"}"#, #"{"level":"error","msg":"two"}"#,
        ]
        #expect(Mined(lines).rows == [1, 2, 3])
        #expect(Mined(["level=info msg=one n=1", "level=warn msg=one n=2"]).rows == [1, 2])
    }

    @Test("No line, no template")
    func nothing() {
        #expect(Mined([]).rows.isEmpty)
    }

    @Test("Templates are numbered by their first lines and counted")
    func numbers() {
        let mined = Mined(["b 1", "a", "b 2"])
        #expect(mined.rows == [1, 2, 1])
        #expect(mined.templates.templates.map(\.count) == [2, 1])
    }
}
