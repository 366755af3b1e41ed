/// Lines as loggers write them: the head with the level, and a message that sounds worse or better than it.
enum LevelForms {
    private static let alarming = "connection refused by peer, using next"
    private static let harmless = "ledger rejects the booking"

    /// A head, where the level stands in it (`%`), and a grave one, or none where only
    /// calm is believed, and a calm one.
    private static let forms: [(head: String, grave: String, calm: String)] = [
        // Monolog, by Laravel and Symfony.
        ("[2026-11-30 20:00:00] production.%: ", "ERROR", "INFO"),
        ("[2026-11-30T20:00:00.000000+00:00] app.%: ", "CRITICAL", "DEBUG"),
        ("[2026-11-30] request.%: ", "ALERT", "NOTICE"),
        // Celery, multiprocessing, Log4j 2's `%t/%level`.
        ("[2026-11-30 20:00:00,000: %/MainProcess] ", "ERROR", "INFO"),
        ("[2026-11-30 20:00:00,000: %/ForkPoolWorker-1] ", "CRITICAL", "DEBUG"),
        ("[%/MainProcess] ", "ERROR", "INFO"),
        ("[20:00:00] [Server thread/%]: ", "ERROR", "INFO"),
        // Apache 2.4.
        ("[Mon Nov 30 20:00:00.123456 2026] [proxy:%] [pid 1:tid 2] AH01114: ", "error", "info"),
        ("[Mon Nov 30 20:00:00 2026] [mpm_event:%] [pid 1] ", "crit", "trace3"),
        ("[Mon Nov 30 20:00:00 2026] [:%] [pid 1] ", "error", "notice"),
        // Colours: winston, Nest, Spring Boot, tracing, structlog, zerolog, ASP.NET, with the escape written or lost.
        ("\u{1B}[31m%\u{1B}[0m: ", "ERROR", "INFO"),
        ("\u{1B}[34m%\u{1B}[39m: ", "error", "info"),
        (
            "\u{1B}[31m[Nest] 1  - \u{1B}[39m11/30/2026, 8:00:00 PM \u{1B}[31m  %\u{1B}[39m \u{1B}[33m[X] \u{1B}[39m",
            "ERROR", "LOG"
        ),
        (
            "2026-11-30T20:00:00.000Z \u{1B}[31m%\u{1B}[0;39m \u{1B}[35m1\u{1B}[0;39m --- [main] c.s.L : ", "ERROR",
            " INFO"
        ),
        ("\u{1B}[2m2026-11-30T20:00:00Z\u{1B}[0m \u{1B}[31m%\u{1B}[0m \u{1B}[2mshop\u{1B}[0m: ", "ERROR", " INFO"),
        ("\u{1B}[2m2026-11-30 20:00:00\u{1B}[0m [\u{1B}[31m\u{1B}[1m%\u{1B}[0m] \u{1B}[1m", "error    ", "info     "),
        ("\u{1B}[90m8:00PM\u{1B}[0m \u{1B}[31m%\u{1B}[0m ", "ERR", "INF"),
        ("\u{1B}[41m\u{1B}[30m%\u{1B}[39m\u{1B}[22m\u{1B}[49m: Shop.Ledger[0]\n      ", "fail", "info"),
        ("#033[31m%#033[0m ", "ERROR", "DEBUG"), ("\\u001b[31m%\\u001b[0m ", "ERROR", "DEBUG"),
        ("[31m%[0m ", "ERROR", "DEBUG"), ("^[[31m%^[[0m ", "ERROR", "DEBUG"), ("\u{1B}(B\u{1B}[m% ", "ERROR", "INFO"),
        // zap's console, Lambda's columns.
        ("2026-11-30T20:00:00.000Z\t%\ta/b.go:1\t", "error", "info"),
        ("1795518000.5\t%\tshop\ta.go:1\t", "dpanic", "debug"),
        ("2026-11-30T20:00:00.000Z\tabc-1\t%\t", "ERROR", "INFO"),
        ("[%]\t2026-11-30T20:00:00.000Z\tabc\t", "ERROR", "INFO"),
        // ASP.NET's console.
        ("%: Shop.Ledger[0]\n      ", "fail", "info"), ("%: Shop.Ledger[0]\n      ", "crit", "dbug"),
        ("%: Shop.Ledger[14] ", "fail", "trce"),
        // winston's printf, npm, OTP.
        ("2026-11-30T20:00:00.000Z %: ", "error", "info"), ("2026-11-30 20:00:00 [shop] %: ", "error", "verbose"),
        ("%: ", "error", "silly"), ("2026-11-30T20:00:00.000000+00:00 %: ", "error", "notice"),
        // What carries lines puts before them.
        ("web-1  | %: ", "error", "info"), ("2026-11-30T20:00:00.0Z stderr F %: ", "error", "info"),
        ("Nov 30 20:00:00 host app[12]: %: ", "error", "info"),
        ("2026-11-30T20:00:00+00:00 app[web.1]: % ", "ERROR", "INFO"),
        ("<11>Nov 30 20:00:00 host app: % ", "ERROR", "INFO"), ("at=% method=GET msg=", "error", "info"),
        ("Mon Nov 30 20:00:00 2026 daemon.% app[1]: ", "err", "info"),
        // Databases, proxies and brokers.
        ("2026-11-30 20:00:00 UTC [1] %:  ", "FATAL", "LOG"), ("2026-11-30 20:00:00 UTC [1] %:  ", "PANIC", "DEBUG1"),
        ("2026-11-30T20:00:00Z 0 [%] [MY-1] [Server] ", "ERROR", "Note"),
        ("2026/11/30 20:00:00 [%] 7#7: ", "crit", "notice"),
        ("2026-11-30T20:00:00.000+0000 % NETWORK  [conn1] ", "E", "I"),
        ("11-30 20:00:00.123  1000  1000 % Tag: ", "E", "D"),
        ("%/ActivityManager( 123): ", "E", "I"), ("2026.11.30 20:00:00.1 [ 1 ] {} <%> App: ", "Error", "Information"),
        ("[2026-11-30 20:00:00.1][1][%][main] ", "error", "info"),
        ("2026-11-30 20:00:00.000 [%] <0.1.0> ", "error", "info"),
        ("=% REPORT==== 30-Nov-2026::20:00:00 ===\n", "", "INFO"),
        (
            "Nov 30, 2026 8:00:00 PM com.shop.ledger.internal.booking.RejectingLedgerOfTheWholeShop$Inner book\n%: ",
            "SEVERE", "INFO"
        ),
        ("30-Nov-2026 20:00:00.000 % [main] org.x ", "SEVERE", "FINER"),
        // Go, Rust, Python, Ruby, .NET.
        ("%[0000] ", "ERRO", "INFO"), ("% [11-30|20:00:00.000] ", "EROR", "DBUG"), ("[20:00:00 %] ", "ERR", "INF"),
        ("%:root:", "ERROR", "INFO"), ("2026-11-30 20:00:00,1 - shop - % - ", "CRITICAL", "INFO"),
        ("2026-11-30 20:00:00.000 | % | a:b:1 - ", "ERROR   ", "INFO    "),
        ("[2026-11-30T20:00:00Z %  shop] ", "ERROR", "DEBUG"), ("[20:00:00.123] % (7): ", "ERROR", "INFO"),
        ("time=2026-11-30T20:00:00Z level=% msg=", "ERROR", "INFO"), ("ts=1 lvl=% msg=", "eror", "dbug"),
        ("{\"level\": \"%\", \"msg\": \"x\", \"text\": \"", "error", "info"),
    ]

    /// Lines whose level is info, debug or the like.
    static let calm =
        forms.map { fill($0.head, $0.calm) + alarming } + [
            "I, [2026-11-30T20:00:00.1 #1]  INFO -- : payment failed", "[NOTICE]   (7) : connection refused",
            "1:M 30 Nov 2026 20:00:00.123 * connection refused",
            "2026-11-30 20:00:00,123-INFO-connection refused", "yarn | info connection refused",
            "info - failed to load",
            #"2026-11-30T20:00:00.0Z stderr F {"msg":"failed to load, no route to host, and so on and on","level":"info"}"#,
            #"time="2026-11-30T20:00:00Z" msg="failed to \"load\" a thing, a long text, ever so long, and so on" level=info"#,
            #"{"log": "[2026-11-30 20:00:00] production.INFO: payment failed", "stream": "stderr"}"#,
            #"{"@t": "2026-11-30T20:00:00Z", "@mt": "payment failed"}"#,
            #"{"t": {"$date": 1}, "s": "I", "msg": "failed"}"#,
            #"{"level": "\u001b[32minfo\u001b[39m", "msg": "payment failed"}"#, "INFO set logger shop level=error",
            #"{"status": "info", "message": "payment failed"}"#,
            #"{"level":"info","msg":"failed to load "# + String(repeating: "x", count: 9000) + "\"}",
        ]

    /// Lines whose level is an error's or worse.
    static let grave =
        forms.filter { !$0.grave.isEmpty }.map { fill($0.head, $0.grave) + harmless } + [
            "[ALERT]    (7) : no server", "E, [2026-11-30T20:00:00.1 #1] ERROR -- : x", "npm ERR! refused",
            #"{"t": {"$date": 1}, "s": "E", "msg": "x"}"#, #"{"severityLevel": 3, "message": "x"}"#,
            #"{"severity": 500, "message": "x"}"#, #"{"L": "ERROR", "M": "x"}"#,
        ]

    /// Lines that have no level, whatever words are in them.
    static let none = [
        "set log level to ERROR", "ERROR COUNT: 0", "X-ERROR: 3", "GET /ERROR_CODE", "I/O error on disk", "fail: 3",
        "fail: the whole thing", "FAIL: TestX", "app.error: x", "java.lang.Error: x", "served [5m] ERROR_RATE",
        "the connection [pool: error] is open", "error: 0", "2026-11-30 20:00:00 error: none", "at=1795518000 x",
        "count\terror\t3", #"sent {"level":"error"} to the collector"#, "config: cannot read", "kitchen.error: x",
        "2026-11-30 I am here", "3\terror\t5", "2026-11-30 20:00:00 err: <nil>",
        "a request of the client | error: it said",
    ]

    private static func fill(_ head: String, _ level: String) -> String {
        let parts = head.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.joined(separator: level)
    }
}
