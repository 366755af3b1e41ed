import AutoSRECore
import Testing

/// To which versions nobody may go back.
@Suite(.timeLimit(.minutes(1))) struct FitnessTests {
    private func unfitness(_ version: String = "v1.4.1", _ status: String = "superseded") -> String? {
        Change(rollout: version, of: .service("checkout"), at: Instant(seconds: 0), status: status).unfitness
    }

    @Test(arguments: [
        "", " \t", "-", "--", "?", "null", "NULL", "None", "<none>", "(none)", "nil", "n/a", "N/A", "unknown",
        "Unknown",
        "undefined", "***", "****", "********", "<redacted>", "REDACTED", "[REDACTED]", "(redacted)", "[redacted]",
        "v1.[redacted]", "[filtered]", "[FILTERED]", "<hidden>", "xxxxx", "xxx", "Xxxxx", "v1.4...", "v1.4…", "v1.*",
        "v1.4.1 (truncated)", "v1.4.1 [Truncated]", "{masked}", "••••", "[not kept: 3 KB]", "not available",
        "latest", "$LATEST", "shop/checkout:latest", "HEAD", "${VERSION}", "{{version}}", "[object Object]", "v1.4.1..",
        "ERROR", "pending", "<name>", "#REF!", "to-do", "v1.4.1\\u2026",
        "v1.4 (+12 chars)", "sha256:abc [+3 more]", "v1.4 +12 characters",
    ]) func masksEmptiesAndStumpsAreNoNames(version: String) {
        #expect(unfitness(version) != nil)
    }

    @Test(arguments: [
        "v1.4.1", "1", "2026.11.24-rc1", "main", "3f2c1e9", "r42", "v1.4.1-hidden-fields", "private-beta", "release/7",
        "1.0.0+build.5", "x86", "canary", "none-such", "nullable-types", "latest-2", "head-start",
    ]) func namesAreNames(version: String) {
        #expect(unfitness(version) == nil)
    }

    @Test(arguments: [
        "failed", "FAILURE", "UPDATE_FAILED", "CREATE_FAILED", "deploy_failed", "Deployment failed", "has failed",
        "partially_failed", "not healthy", "NotReady", "never ran", "ImagePullBackOff", "CrashLoopBackOff",
        "ProgressDeadlineExceeded", "undone", "quarantined", "Degraded", "bad", "error: timeout", "timed out",
        "rolled_back", "ROLLED-BACK", "ROLLBACK_COMPLETE", "rolling back", "reverted", "aborted", "in_progress",
        "withdrawn", "stopped", "deployed with errors", "scheduled", "draft", "down", "red", "KO", "defective",
        "garbage_collected", "paused", "halted", "vulnerable", "fehlgeschlagen", "nok", "building", "purged", "expired",
        "false", "succeeded=false", #"{"state":"failed"}"#, #"["failed"]"#, "Fehler", "gescheitert", "zurückgerollt",
        "Abgebrochen", "fehlerhaft", "Mit Fehlern abgeschlossen", "失敗", "ロールバック済み", "已回滚", "échec", "ÉCHOUÉ",
        "annulé", "fallido", "falhou", "annullato", "mislukt", "Niepowodzenie", "wycofany", "Ошибка", "отменён",
    ]) func whatFailedOrWasTakenBackIsUnfit(status: String) {
        #expect(unfitness("v1", status) == "is \(status)")
    }

    @Test(arguments: [
        "", "superseded", "running", "success", "SUCCEEDED", "inactive", "deployed", "active", "published", "current",
        "rolled back to", "rolled back to v1", "rolled forward", "current, rolled back from 3 for this alarm",
        "ran before, as our journal knows", "takes a share of 0.1", "deployed, no errors", "0 failed", "never failed",
        "healthy", "retired", "complete", "superseded, instances stopped", "done", "replaced", "live", "-", "—", "true",
        #"{"state":"succeeded"}"#, "✅", "abgelöst", "Läuft", "Aktiv", "remplacé", "reemplazado", "substituído",
        "sostituito", "vervangen", "zastąpiony", "заменён", "成功", "已完成",
    ]) func whatRanIsFit(status: String) {
        #expect(unfitness("v1", status) == nil)
    }

    @Test(arguments: [
        "archived", "❌", "0", "unbekannt", "nicht erfolgreich", "pas actif", "不成功", "x", "incident?", "{}",
        "rückgängig",
    ]) func whatNobodyUnderstandsIsPassedOver(status: String) {
        #expect(unfitness("v1", status) != nil)
    }
}
