/// The words that a line without a level is read by, in small letters.
extension FailureReport {
    private static func set(_ words: String) -> Set<String> { Set(words.split(separator: " ").map(String.init)) }

    /// What loggers call their levels.
    static let levels: [String: Severity] = {
        var levels: [String: Severity] = [:]
        for word in set("error err fatal critical crit severe alert emerg emergency panic") { levels[word] = .failure }
        for word in set("warn warning") { levels[word] = .warning }
        for word in set("info debug trace") { levels[word] = .calm }
        return levels
    }()
    static let levelKeys = set("level lvl severity loglevel log.level log_level levelname")
    /// Keys whose value, where it is a sentence, says what failed.
    static let errorKeys = set("error err exception")

    /// What is a failure wherever it stands in a sentence, by its first word.
    static let phrases = Dictionary(
        grouping: [
            "out of memory", "segmentation fault", "core dumped", "kernel panic", "panic serving", "panicked at",
            "connection refused", "connection reset", "connection lost", "reset by peer", "broken pipe",
            "no space left", "no route to host", "too many connections", "too many clients", "too many open files",
            "bad gateway", "service unavailable", "gateway timeout", "internal server error", "deadline exceeded",
            "timed out", "crash loop", "back-off restarting", "failed health check", "failed liveness probe",
            "failed readiness probe", "no database connection", "no ready instance", "no healthy upstream",
            "unhandled exception", "uncaught exception", "unhandled error", "uncaught error", "unhandled rejection",
            "unhandled promise", "fatal error", "exception in thread", "killed process", "invoked oom-killer",
            "could not", "unable to", "not ready", "upstream connect error",
        ].map { $0.split(separator: " ").map(String.init) }
    ) { $0[0] }

    /// Names by which runtimes and clusters report nothing else.
    static let names = set(
        """
        traceback segfault oomkilled oom-kill crashloopbackoff imagepullbackoff errimagepull econnrefused econnreset \
        etimedout
        """)
    /// What says of its subject that it fails.
    static let predicates = set(
        "cannot can't couldn't refused unreachable unavailable crashlooping exhausted segfaulted panicked")
    /// What may also stand before what it only describes: `failed jobs`.
    static let participles = set("failed fails failing crashed aborted exited exiting killed")
    static let nouns = set("error errors exception exceptions failure failures fatal panic critical")
    static let warnings = set("retrying degraded exceeded suspected rejected")
    static let serverErrors = set("500 502 503 504")
    static let statusWords = set(
        "status code statuscode status_code answered returned returns with got response http http/1.0 http/1.1 http/2.0"
    )

    /// What denies a failure, before it or as its value.
    static let denials = set(
        """
        no not without zero none null nil false off disabled free never non n/a 0 didn't doesn't don't isn't wasn't \
        ignored ignoring ignore ignores nothing nor neither any prevent prevents prevented avoid avoids avoided
        """)
    /// What makes a supposition of it.
    static let conditions = set("if whether unless should would may might case until")
    /// Values that are settings or a state, and no reason.
    static let settings = set(
        "true on yes enabled ok empty ready registered loaded handled default auto always success successful succeeded")
    /// What stands before a number of failures, and not before the name of what failed.
    static let countings = set("with and had has have found total plus ok tests jobs requests items")

    /// What a failure stands before that is none: handlers, figures and settings.
    static let harmless = set(
        """
        handler handlers handling reporting reporter reporters reports report logging logger rate rates ratio count \
        counts counter counters page pages path paths budget budgets mapper mapping mappings limit limits threshold \
        thresholds code codes message messages metric metrics stats statistics monitoring monitor tracking tracker \
        tracing detection detector recovery policy policies retry retries hook hooks boundary boundaries middleware \
        filter filters listener listeners interceptor class classes type types template templates log logs file files \
        table queue topic channel section mode level levels test tests setting settings config configuration alert \
        alerts alarm alarms dashboard dashboards notification notifications injection simulation percentage total \
        totals summary window free over fast checking counting sampling formatting alerting leaks budgeting normally \
        cleanly successfully gracefully registered enabled disabled loaded yet protection cleanup
        """)
    /// What stands behind a predicate, and so tells it from an adjective.
    static let relations = set(
        """
        to with after on because in at for due during while when by from and again permanently unexpectedly but since \
        as within health validation authentication abnormally immediately repeatedly
        """)
    /// What happens to an error.
    static let happenings = set("while when in from at during occurred occured happened thrown caught raised on")
    /// What an error is that ends a clause.
    static let qualities = set(
        """
        internal server fatal runtime unexpected unknown network connection io i/o with an returned got syntax unhandled \
        uncaught authentication hardware disk read write
        """)
    static let waits = set("i/o read write connect connection request gateway query lock socket statement pool idle")
    /// What says that a timeout is set and not over.
    static let setting = set("set sets setting configured default defaults enabled")
    static let passes = set("ok pass passed should ✓ ✔")
    /// What a level that is only named stands behind.
    static let levelled = set("level loglevel to on is topic at for of as")
    /// Keys whose value says how it went.
    static let states = set("status state result outcome phase")
    static let work = set("request requests query queries response responses call calls transaction statement")
    static let throwing = set("threw throws throwing raised thrown uncaught unhandled caught with got cause by")
    /// What deals with an exception, which need not have been thrown.
    static let handlers = set(
        "for of on handles handled handler maps mapped translates translated catch catches catching")
}
