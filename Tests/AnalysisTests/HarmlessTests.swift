import AutoSRECore
import Testing

@testable import AutoSREAnalysis

/// What looks like trouble by a word alone is no ground for anything, and what reports trouble is.
@Suite(.timeLimit(.minutes(1)))
struct HarmlessLineTests {
    private static let harmless = [
        "no errors found", "compiled with 0 errors", "0 failed, 12 passed", "errorCount=0", "error=false ok=true",
        #"{"msg":"ok","error":null,"errors":[]}"#, "stats error_rate=0.0 fatal=0", "panic mode: off",
        "GET /errors.css 200", "critical path computed in 3 ms", "ExceptionMapper loaded",
        "Error reporting enabled (Sentry)", "batch done errors=0 failed=0", "registered error handler for route /x",
        #"time=12:00 level=info msg="done" err=nil"#, "without error", "error count: 0", "no exceptions",
        "fatal: false", "tests: 0 failures", "errors in the last minute: 0", "exited with code 0",
        "request timeout 30s", "retry policy loaded", "if the call failed, it is sent again", "error-free run",
        "failed-over to replica two", "handler for IOException registered", "passed, failed, skipped",
        "failed jobs queue is empty", "started with 500 workers", "INFO it failed before", "returned 500 rows",
        "slow query log enabled", "ERROR COUNT: 0", "requests timed out: 0", "no pool exhausted", "did not crash",
        "warning: foo is deprecated", "DeprecationWarning: x", "mapped TimeoutException to 504", "not ready yet",
        #"{"failed":0,"passed":12}"#, #"{"error":""}"#, "served with 5 errors", "12 ok 0 failed", "errors=17",
        "Errors: 0 Warnings: 0", "cleaned up 3 timed out sessions", "unavailable slots: 0", "set log level to ERROR",
        "Error: Success", "responses with status 500: 0", "ok 12 - connection refused is handled", "restart on failure",
        "Crash reporter started", "fatal errors are reported to Sentry", "set timeout after 30s", "none failed",
        "out of memory protection enabled", "all workers exited", "error=<nil>", "failure threshold 3",
        "\u{1B}[34mDEBUG\u{1B}[0m failed to find the cached value", "\u{1B}[32minfo\u{1B}[39m: connection refused",
    ]
    private static let failures = [
        "panic: runtime error: nil pointer", "java.lang.OutOfMemoryError: Java heap space", "ERROR out of memory",
        "Out of memory: Killed process 123 (java)", "Traceback (most recent call last):", "KeyError: 'price'",
        "Caused by: java.net.ConnectException: Connection refused", "fatal error: all goroutines are asleep",
        "[ERROR] KeyError 4", "2026-11-24 11:00:00 [error] 7#0: refused", "npm ERR! refused", "Error: refused",
        "ERROR config key FOO missing, using default", "level=error msg=refused", "CRITICAL: disk", "order 12 failed",
        #"{"level": "error", "msg": "refused"}"#, "dial tcp 10.0.0.1:5432: connect: connection refused",
        "read tcp: i/o timeout", "pool of db exhausted after 10 ms", "failed to connect to the ledger",
        "no database connection within 3000 ms: 50 of 50 in use, 3 waiting", "call to tax.example timed out after 3 s",
        "POST /pay failed with 503 after 900 ms", "no ready instance of checkout for request req-1, answered 503",
        "readiness probe failed on checkout: GET /ready answered 503", "instance exited with status 78, once more",
        "v2 cannot read its configuration", "an error occurred", "error while reading the cart", "v2 fails",
        "HikariPool-1 - Connection is not available, request timed out after 30000ms.", "status=503 path=/x",
        "Exception in thread \"main\" java.lang.NullPointerException", "rejected request with 503: the queue is full",
        #"error="ledger rejects the booking""#, "Segmentation fault (core dumped)", "payment failed",
        "Error 1040: Too many connections", "System.NullReferenceException: Object reference not set",
        "exit status 1: failed", "upstream connect error before headers", "Back-off restarting failed container",
        "Liveness probe failed: HTTP probe failed with statuscode: 500", "job=7 status=failed", "no healthy upstream",
        "\u{1B}[31mERROR\u{1B}[0m: ledger rejects the booking", "\u{1B}[1mfailed to connect\u{1B}[0m to the ledger",
        "redis.exceptions.ConnectionError: Error 111 connecting to redis:6379. Connection refused.",
    ]

    @Test(arguments: harmless) func aWordInPassingReportsNothing(_ line: String) throws {
        #expect(FailureReport(line.utf8).severity == .calm)
        for isLevelled in [true, false] {
            let all = conclude(try service(line, isLevelled: isLevelled).request())
            #expect(!all.hypotheses.contains(where: cites), "\(all.reasoning)")
            #expect(all.recommendation != .rollback || all.confidence < 0.5, "\(all.reasoning)")
        }
    }

    @Test(arguments: failures) func aReportedFailureIsOne(_ line: String) throws {
        #expect(FailureReport(line.utf8).severity == .failure)
        let all = conclude(try service(line, isLevelled: true).request())
        #expect(all.hypotheses.contains(where: cites), "\(all.reasoning)")
    }

    @Test(arguments: [
        "slow request: POST /x took 600 ms", "retrying call to stock after 502", "leak suspected", "WARN x",
    ])
    func aWarningIsOne(_ line: String) { #expect(FailureReport(line.utf8).severity == .warning) }

    @Test func aNoticeOfDeprecationIsNoWarning() throws {
        #expect(Vocabulary.severity(level: "WARN", line: "DeprecationWarning: x is deprecated") == .calm)
        #expect(Vocabulary.severity(level: "WARN", line: "heap is 97 % full") == .warning)
        #expect(Vocabulary.severity(level: "ERROR", line: "no errors found") == .failure)
        let all = conclude(try service("DeprecationWarning: x", isLevelled: true, level: "WARN").request())
        #expect(!all.hypotheses.contains(where: cites), "\(all.reasoning)")
    }

    private func cites(_ hypothesis: Hypothesis) -> Bool {
        hypothesis.claims.contains { if case .logsMatch = $0.predicate { true } else { false } }
    }

    /// A service in bad health for another reason, a release ten minutes ago, and a line that is new since.
    private func service(_ line: String, isLevelled: Bool, level: String = "") -> Notes {
        var notes = Notes()
        var lines = (0..<174).map { index in
            LogLine(
                at: Notes.ago(Double(3500 - 20 * index) / 60), message: "served a request",
                level: isLevelled ? "INFO" : "")
        }
        lines += (0..<60).map { index in
            LogLine(at: Notes.ago(Double(540 - 9 * index) / 60), message: line, level: level)
        }
        notes.bodies.append(.logs(lines.sorted { $0.at < $1.at }))
        notes.deployed([("2.0", 10), ("1.9", 9000)])
        notes.bodies.append(.health(HealthReading(.bad, at: Notes.now, detail: "degraded")))
        return notes
    }
}

/// The same of metrics: what rises for good, or is only set or counted, is no symptom.
@Suite(.timeLimit(.minutes(1)))
struct HarmlessMetricTests {
    /// A name, its unit, and its values before a release and since.
    struct Curve: Sendable, CustomStringConvertible {
        let name: String
        let unit: String
        let before: Double
        let after: Double
        var description: String { "\(name) \(before) to \(after) \(unit)" }

        init(_ name: String, _ unit: String, _ before: Double, _ after: Double) {
            (self.name, self.unit, self.before, self.after) = (name, unit, before, after)
        }

        var series: MetricSeries {
            let times = (0..<61).map { Notes.ago(Double(60 - $0)) }
            let values = (0..<61).map { (index: Int) -> Double in
                let level = index < 51 ? before : after
                return level + 0.01 * level * Double(index % 3)
            }
            return MetricSeries(measured: name, unit: unit, times: times, values: values)
        }
    }

    private static let harmless = [
        Curve("error_free_seconds", "s", 100, 700), Curve("latency_slo_ok_ratio", "ratio", 0.5, 0.99),
        Curve("requests_without_error_total", "", 100, 300), Curve("failover_replicas_ready", "", 1, 2),
        Curve("latency_p99_target", "ms", 100, 300), Curve("errors_limit", "", 10, 100),
        Curve("apdex_latency_score", "", 0.5, 0.95), Curve("latency_samples_count", "", 100, 300),
        Curve("request_duration_bucket_le_100ms", "", 100, 300), Curve("error_reports_sampled_pct", "%", 1, 20),
        Curve("error_budget_remaining", "%", 50, 99), Curve("latency_p99", "ms", 0.1, 0.3),
        Curve("latency_p99", "ms", 10, 12), Curve("latency_p99", "ms", 10, 14), Curve("latency_p99", "s", 0.01, 0.014),
        Curve("restarts_total", "", 3, 4), Curve("request_duration_seconds_count", "", 100, 300),
        Curve("max_errors", "", 10, 100), Curve("not_ready_pods", "", 4, 2),
        Curve("disk_available_bytes", "B", 9e9, 4e9),
        Curve("errors_handled_total", "", 10, 100), Curve("latency_target_seconds", "s", 1, 3),
        Curve("time_since_last_failure_seconds", "s", 10, 900), Curve("failed_over_total", "", 1, 9),
        Curve("session_duration_seconds", "s", 100, 900), Curve("call_duration", "", 100, 900),
        Curve("video_duration_seconds", "s", 100, 900), Curve("certificate_validity_duration", "", 100, 900),
        Curve("latency_baseline_ms", "ms", 100, 900), Curve("expected_latency_ms", "ms", 100, 900),
        Curve("latency_timeout_seconds", "s", 100, 900), Curve("p99_target_latency", "", 100, 900),
        Curve("latency_warning_level", "", 100, 900), Curve("latency_improvement_ms", "ms", 100, 900),
        Curve("cache_hit_latency_saved_ms", "ms", 100, 900), Curve("errors_fixed", "", 100, 900),
        Curve("error_handlers_registered", "", 100, 900), Curve("error_page_views", "", 100, 900),
        Curve("error_reports_sent", "", 100, 900), Curve("fail2ban_jails", "", 100, 900),
        Curve("failback_hosts", "", 100, 900), Curve("restart_interval_seconds", "s", 100, 900),
        Curve("restart_max_retries", "", 100, 900), Curve("failover_ready", "1", 1, 0),
        Curve("redis_memory_used_bytes", "B", 1e9, 9e9), Curve("gc_freed_bytes", "B", 1e9, 9e9),
    ]
    private static let noTimes = ["req/s", "count", "USD", "bytes", "km", "Hz", "tokens", "bool"].map {
        Curve("latency_p99", $0, 80, 300)
    }
    private static let noCounts = ["minutes", "ms", "bytes", "hosts", "days"].map { Curve("errors", $0, 1, 30) }
    private static let symptoms = [
        Curve("latency_p99", "ms", 100, 300), Curve("latency_p99", "s", 0.12, 0.9), Curve("latency_ms", "", 10, 40),
        Curve("TargetResponseTime", "s", 0.1, 0.9), Curve("HTTPCode_Target_5XX_Count", "", 2, 80),
        Curve("error_rate", "ratio", 0.002, 0.2), Curve("errors_per_minute", "1/min", 1, 40),
        Curve("errors_not_found_total", "", 3, 90), Curve("rate_limit_errors_total", "", 3, 90),
        Curve("requests_failed_total", "", 3, 90), Curve("ready_instances", "", 4, 2),
        Curve("restarts_total", "", 3, 9),
        Curve("shop_service_replicas_ready", "", 4, 2), Curve("shop_request_errors_ratio", "", 0.002, 0.2),
        Curve("fraud_score_latency_ms", "", 100, 900), Curve("HealthyHostCount", "", 4, 1),
        Curve("Duration", "Milliseconds", 100, 900), Curve("http.server.duration", "ms", 100, 900),
        Curve("rpc_duration_seconds", "s", 0.1, 0.9), Curve("p95", "", 100, 900), Curve("errors", "req/s", 1, 30),
        Curve("Errors", "Count", 1, 30), Curve("errors", "{error}", 1, 30), Curve("timeout_errors", "", 1, 30),
        Curve("handler_errors", "", 1, 30), Curve("error_code_5xx_per_minute", "1/min", 1, 30),
    ]

    private func diagnosis(_ curve: Curve, _ health: HealthReading.Status) throws -> Diagnosis {
        var notes = Notes()
        notes.bodies.append(.metrics([curve.series]))
        notes.log((0..<174).map { (58 - Double($0) / 3, "served a request") })
        notes.deployed([("2.0", 10), ("1.9", 9000)])
        notes.bodies.append(.health(HealthReading(health, at: Notes.now, detail: "test")))
        return conclude(try notes.request())
    }

    @Test(arguments: harmless + noTimes + noCounts) func whatIsNoSymptomGroundsNothing(_ curve: Curve) throws {
        for health in [HealthReading.Status.unknown, .bad] {
            let all = try diagnosis(curve, health)
            #expect(all.recommendation != .rollback || all.confidence < 0.5, "\(all.reasoning)")
            for hypothesis in all.hypotheses where hypothesis.recommendation != .escalate {
                #expect(!hypothesis.claims.contains { $0.statement.hasPrefix(curve.name) }, "\(all.reasoning)")
            }
        }
    }

    @Test(arguments: symptoms) func aSymptomGroundsARollback(_ curve: Curve) throws {
        let finding = try #require(MetricFinding(curve.series, id: Digest(of: "x")))
        #expect(finding.role.isSymptom)
        let all = try diagnosis(curve, .bad)
        let first = try #require(all.hypotheses.first, "\(all.reasoning)")
        #expect(first.recommendation == .rollback && first.confidence >= 0.5, "\(all.reasoning)")
        #expect(first.claims.contains { $0.statement.hasPrefix(curve.name) }, "\(all.reasoning)")
    }
}
