/// The words of the field in metrics' names, by what they tell is measured: for whoever judges what a metric means, and
/// for whoever knows what values it can have. `_` stands for the beginning or the end of a word of the name.
package enum MetricWords {
    /// How long something takes.
    package static let latency = [
        "latency", "duration", "response_time", "responsetime", "_p50", "_p90", "_p95", "_p99",
    ]
    /// What goes wrong.
    package static let errors = ["error", "5xx", "_fail", "exception"]
    /// How much is asked.
    package static let load = ["request", "throughput", "_rps", "_qps", "traffic", "calls", "invocations"]
    /// How busy processors are.
    package static let cpu = ["cpu", "processor"]
    /// How much memory is used.
    package static let memory = ["memory", "heap", "_rss", "working_set"]
    /// How much time or memory its collection takes.
    package static let collection = ["_gc_", "garbage", "pause"]
    /// How often instances begin anew.
    package static let restarts = ["restart", "crash"]
    /// How many instances serve.
    package static let ready = ["_ready", "_available", "_healthy", "instances_up"]
    /// How much of a pool is in use.
    package static let poolInUse = [
        "pool", "connections_active", "connections_used", "active_connections", "db_connections",
    ]
    /// How many wait for a part of a pool.
    package static let poolWaiting = [
        "pool_wait", "pool_pending", "pool_queue", "connections_wait", "connections_pending",
    ]
}
