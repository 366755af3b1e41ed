import LogMining
import Testing

@Suite("Records of several lines", .timeLimit(.minutes(1)))
struct RecordTests {
    @Test("A stack trace repeats the template of its record")
    func java() {
        let mined = Mined([
            "2026-01-02 10:00:00 ERROR request failed", "java.io.IOException: gone", "\tat a.b.C.d(C.java:5)",
            "\t... 12 more", "Caused by: java.net.ConnectException: refused", "\tat x.Y.z(Y.java:1)",
            "2026-01-02 10:00:01 INFO next",
        ])
        #expect(mined.rows[0] != mined.rows[6])
        #expect(mined.rows[2...5].allSatisfy { $0 == mined.rows[1] })
    }

    @Test("So does one of Python, with the error under its frames")
    func python() {
        let mined = Mined([
            "2026-01-02 10:00:00 ERROR failed", "Traceback (most recent call last):", "  File \"a.py\", line 3, in f",
            "    g(x)", "ValueError: bad", "2026-01-02 10:00:01 INFO next",
        ])
        #expect(mined.rows[0...4].allSatisfy { $0 == mined.rows[0] })
        #expect(mined.rows[5] != mined.rows[0])
    }

    @Test("An indented line goes on only with a record that began with a time")
    func indented() {
        let dated = Mined(["Jan  2 10:00:00 host app: select", "    a, b", "    from c"])
        #expect(Set(dated.rows).count == 1)
        let plain = Mined(["usage", "  one thing", "  another matter here"])
        #expect(Set(plain.rows).count == 3)
    }

    @Test("The first line goes on with nothing")
    func first() {
        #expect(Mined(["\tat a.b.C.d(C.java:5)", "next"]).rows == [1, 2])
    }

    @Test("An empty line is a row of its own")
    func empty() {
        #expect(Mined(["a", "", "b"]).texts == ["a", "", "b"])
    }
}
